//! The proof that no order and no money is lost, and none counted twice: models, simulations, races and
//! kills, and a checker that holds the clients' journal, the gateway's and the database against each other.
//!
//! It meets the shop as the world does: its programs, its API, its gateway, its Postgres.

pub mod checker;
pub mod desk;
pub mod invariants;
pub mod journal;
pub mod model;
pub mod mutants;
pub mod raw;
pub mod rig;
pub mod shopper;
pub mod suites;
pub mod tally;
