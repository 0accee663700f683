//! Orders, their lines and events.
