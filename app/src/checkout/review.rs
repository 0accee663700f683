//! The last look: what is bought and what it comes to.

use domain::{cart::CartLine, checkout::ShippingOption};
use leptos::prelude::*;

use crate::{
    cart::{CompactLine, CompactLines, Totals},
    paths,
};

#[component]
pub(super) fn ReviewLines(
    lines: Vec<CartLine>,
    option: Signal<Option<ShippingOption>>,
) -> impl IntoView {
    let lines = lines.into_iter().map(CompactLine::from).collect();
    view! {
        <CompactLines lines/>
        {move || option.get().map(|option| view! {
            <Totals bill=option.bill how=option.method.name()/>
        })}
    }
}

/// The same beside the form, where there is room.
#[component]
pub(super) fn Aside(lines: Vec<CartLine>, option: Signal<Option<ShippingOption>>) -> impl IntoView {
    view! {
        <aside class="split-aside summary checkout-aside" aria-label="Your order">
            <h2 class="summary-title">
                "Your order "
                <a class="summary-edit" href=paths::CART>"Edit"</a>
            </h2>
            <ReviewLines lines option/>
        </aside>
    }
}
