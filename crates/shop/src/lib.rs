//! The use cases: what the shop can do.
