//! The only crate that names SeaORM. Rows become domain values here; nothing above sees a row or a `DbErr`.
//!
//! Each module holds the statements for one noun: free functions, connection first, one statement
//! each. Which of them belong into one transaction is decided in `shop`.

pub mod accounts;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod coupons;
pub mod database;
pub mod idempotency;
pub mod invoices;
pub mod jobs;
pub mod ledger;
pub mod mails;
pub mod orders;
pub mod payments;
pub mod search;
pub mod shipments;
pub mod stock;
pub mod trade;
pub mod webhooks;

mod error;
mod row;

pub use database::{Database, PoolSettings};
pub use error::{Constraint, StoreError};

/// Anything a statement can run on: the pool or a transaction.
pub use sea_orm::ConnectionTrait as Connection;
/// An open transaction. It rolls back unless [`Database::write`] commits it.
pub type Tx = sea_orm::DatabaseTransaction;
