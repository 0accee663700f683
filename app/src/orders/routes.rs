//! The pages of an order, in one file for the browser.

use leptos::prelude::*;

use super::{
    card_return_page::OrderCardReturnPage, find_page::FindOrderPage, invoice_page::InvoicePage,
    order_page::OrderPage,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrdersRoute {
    Find,
    Order,
    Invoice,
    CardReturn,
}

#[lazy]
pub fn order_pages(route: OrdersRoute) -> AnyView {
    match route {
        OrdersRoute::Find => view! { <FindOrderPage/> }.into_any(),
        OrdersRoute::Order => view! { <OrderPage/> }.into_any(),
        OrdersRoute::Invoice => view! { <InvoicePage/> }.into_any(),
        OrdersRoute::CardReturn => view! { <OrderCardReturnPage/> }.into_any(),
    }
}
