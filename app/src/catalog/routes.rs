//! The pages of the catalogue, in two files for the browser: what lists goods, and what sells one.

use leptos::prelude::*;

use super::{category_page::CategoryPage, home_page::HomePage, product_page::ProductPage};
use crate::search::SearchPage;

/// Lists of goods are one thing to the browser, whoever chose what is on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListingRoute {
    Home,
    Category,
    Search,
}

#[lazy]
pub fn listing_pages(route: ListingRoute) -> AnyView {
    match route {
        ListingRoute::Home => view! { <HomePage/> }.into_any(),
        ListingRoute::Category => view! { <CategoryPage/> }.into_any(),
        ListingRoute::Search => view! { <SearchPage/> }.into_any(),
    }
}

#[lazy]
pub fn product_pages() -> AnyView {
    view! { <ProductPage/> }.into_any()
}
