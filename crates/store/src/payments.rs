//! Payment attempts.
