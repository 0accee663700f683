//! The inbox of gateway events.
