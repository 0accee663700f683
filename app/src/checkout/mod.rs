//! From a cart to an order: one page, and without script three.

pub mod api;
mod card_fields;
mod card_return_page;
mod checkout_page;
mod delivery;
mod form;
mod pay;
mod review;
mod routes;
mod turns;

pub use card_fields::{Card, CardFields};
pub use form::AddressFields;
pub use routes::{CheckoutRoute, checkout_pages};
