//! Databases, clocks and a named cast for tests.
//!
//! Every test gets a shop of its own: a database copied from a template that was migrated once, the
//! real queue in it, a clock that stands still until told otherwise, and randomness from a seed.

mod bucket;
mod cast;
mod clock;
mod database;
mod gateway;
mod post;
mod sandbox_gateway;
mod shop;

pub use bucket::TestBucket;
pub use cast::{ada, enamel_mug, linus};
pub use clock::{SeededRandomness, StandingClock};
pub use database::TestDatabase;
pub use gateway::SilentGateway;
pub use post::PostBox;
pub use sandbox_gateway::TestGateway;
pub use shop::TestShop;

/// For tests that look behind the curtain; what is tested speaks through `store`.
pub use sqlx;
