//! Browsing: the front page, categories, products.

mod added_panel;
mod api;
mod buy_form;
mod category_page;
mod directory;
mod gallery;
mod home_page;
mod listing;
mod product_card;
mod product_page;
mod variant_picker;

pub use category_page::CategoryPage;
pub use directory::Directory;
pub use home_page::HomePage;
pub use listing::{ListingView, counted, use_listing_query};
pub use product_card::ProductTile;
pub use product_page::ProductPage;
