//! Signing up, in and out; what an account keeps.

mod account_page;
mod address_page;
mod addresses;
pub mod api;
mod routes;
mod sign_in_page;
mod sign_up_page;

pub use routes::{AccountRoute, AddressRoute, SignInRoute, SignUpRoute};
