//! Pages that are loaded when they are needed.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{card_return_page::OrderCardReturnPage, order_page::OrderPage};

pub struct OrderRoute;

#[lazy_route]
impl LazyRoute for OrderRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <OrderPage/> }.into_any()
    }
}

pub struct OrderCardReturnRoute;

#[lazy_route]
impl LazyRoute for OrderCardReturnRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <OrderCardReturnPage/> }.into_any()
    }
}
