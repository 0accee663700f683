//! The checker, held against histories that were spoilt on purpose.

mod mutants;
