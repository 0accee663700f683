//! The pages of an order, in one file for the browser.

use leptos::prelude::*;

use super::{card_return_page::OrderCardReturnPage, order_page::OrderPage};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrdersRoute {
    Order,
    CardReturn,
}

#[lazy]
pub fn order_pages(route: OrdersRoute) -> AnyView {
    match route {
        OrdersRoute::Order => view! { <OrderPage/> }.into_any(),
        OrdersRoute::CardReturn => view! { <OrderCardReturnPage/> }.into_any(),
    }
}
