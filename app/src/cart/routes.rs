//! The page of the cart, in a file of its own for the browser.

use leptos::prelude::*;

use super::cart_page::CartPage;

#[lazy]
pub fn cart_pages() -> AnyView {
    view! { <CartPage/> }.into_any()
}
