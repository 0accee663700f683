//! Categories, products, variants, prices, pictures: as a shopper reads them.
//!
//! A product is for sale when it is published and at least one variant that is not retired has a
//! price in the asked currency. Everything below counts and lists such products only.

mod cards;
mod categories;
mod product;

pub use cards::{Scope, list_cards};
pub use categories::{Shelf, list_shelves};
pub use product::{Found, find_product, list_related};

pub(crate) use cards::{CARD, listing, offers, sorted};
