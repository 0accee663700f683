//! Pages that are loaded when they are needed.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{card_return_page::CardReturnPage, checkout_page::CheckoutPage};

pub struct CheckoutRoute;

#[lazy_route]
impl LazyRoute for CheckoutRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <CheckoutPage/> }.into_any()
    }
}

pub struct CardReturnRoute;

#[lazy_route]
impl LazyRoute for CardReturnRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <CardReturnPage/> }.into_any()
    }
}
