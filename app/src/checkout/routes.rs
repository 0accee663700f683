//! The pages of the checkout, in one file for the browser.

use leptos::prelude::*;

use super::{card_return_page::CardReturnPage, checkout_page::CheckoutPage};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckoutRoute {
    Checkout,
    CardReturn,
}

#[lazy]
pub fn checkout_pages(route: CheckoutRoute) -> AnyView {
    match route {
        CheckoutRoute::Checkout => view! { <CheckoutPage/> }.into_any(),
        CheckoutRoute::CardReturn => view! { <CardReturnPage/> }.into_any(),
    }
}
