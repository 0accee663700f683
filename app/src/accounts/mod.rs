//! Signing up, in and out; what an account keeps.

mod account_page;
mod address_page;
mod addresses;
pub mod api;
mod entry_page;
mod routes;

pub use routes::{AccountsRoute, account_pages};
