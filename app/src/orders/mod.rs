//! An order after it was placed: where it stands, and what its shopper can still do.

pub mod api;
mod cancel;
mod card_return_page;
mod find_page;
mod invoice_page;
mod keep;
mod live;
mod next;
mod order_page;
mod retry;
mod routes;
pub mod status;
mod timeline;

pub use routes::{OrdersRoute, order_pages};
