//! Browsing: the front page, categories, products.

mod added_panel;
mod api;
mod buy_form;
mod category_page;
mod delivery;
mod directory;
mod gallery;
mod home_page;
mod listing;
mod product_card;
mod product_page;
mod routes;
mod variant_picker;

pub use directory::Directory;
pub use listing::{ListingView, use_listing_query};
pub use product_card::ProductTile;
pub use routes::{ListingRoute, listing_pages, product_pages};
