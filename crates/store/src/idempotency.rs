//! Answers kept under a client's key.
