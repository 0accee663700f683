//! Shelves and holds.
