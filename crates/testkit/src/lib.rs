//! Databases, builders and clocks for tests.
