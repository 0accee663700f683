//! Finding goods by words.

mod api;
mod combobox;
mod search_box;
mod search_page;

pub use search_box::SearchBox;
pub use search_page::SearchPage;
