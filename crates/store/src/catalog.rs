//! Categories, products, variants, prices, pictures: as a shopper reads them, and as an importer writes them.
//!
//! A product is for sale when it is published and at least one variant that is not retired has a
//! price in the asked currency. Everything below counts and lists such products only.

mod cards;
mod categories;
mod changes;
mod contents;
mod product;
mod put;

pub use cards::{Scope, list_cards};
pub use categories::{Shelf, list_shelves};
pub use changes::{Change, Changes};
pub use contents::{replace_contents, replace_variants};
pub use product::{Found, find_product, list_related};
pub use put::{
    NewCategory, NewProduct, ensure_brand, ensure_category, find_draft_hash, find_product_id,
    find_taken_sku, is_empty, lock_writers, put_product, rename_product,
};

pub(crate) use cards::{CARD, listing, offers, sorted};
