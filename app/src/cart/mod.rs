//! What a visitor means to buy.

pub mod api;
mod cart_page;
pub mod context;
mod editor;
mod line;
mod lines;
mod notices;
mod totals;

pub use cart_page::CartPage;
pub use lines::{CompactLine, CompactLines};
pub use totals::Totals;
