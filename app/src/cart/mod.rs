//! What a visitor means to buy.

pub mod api;
mod cart_page;
pub mod context;
mod coupon;
mod editor;
mod line;
mod lines;
mod notices;
mod routes;
mod totals;

pub use coupon::{CouponEntry, refusal_of_coupon};
pub use lines::{CompactLine, CompactLines};
pub use routes::cart_pages;
pub use totals::Totals;
