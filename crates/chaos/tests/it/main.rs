//! The checker, held against histories that were spoilt on purpose.

#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod mutants;
