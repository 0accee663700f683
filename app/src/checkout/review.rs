//! The last look: what is bought and what it comes to.

use domain::{Money, cart::CartLine};
use leptos::prelude::*;

use crate::{
    cart::{CompactLine, CompactLines, Totals},
    paths,
};

#[component]
pub(super) fn ReviewLines(
    lines: Vec<CartLine>,
    subtotal: Money,
    total: Signal<Money>,
) -> impl IntoView {
    let lines = lines.into_iter().map(CompactLine::from).collect();
    view! {
        <CompactLines lines/>
        {move || {
            let total = total.get();
            let delivery = total.checked_sub(subtotal).unwrap_or(Money::zero(total.currency));
            view! { <Totals goods=subtotal delivery total how="taxes included"/> }
        }}
    }
}

/// The same beside the form, where there is room.
#[component]
pub(super) fn Aside(lines: Vec<CartLine>, subtotal: Money, total: Signal<Money>) -> impl IntoView {
    view! {
        <aside class="split-aside summary checkout-aside" aria-label="Your order">
            <h2 class="summary-title">
                "Your order "
                <a class="summary-edit" href=paths::CART>"Edit"</a>
            </h2>
            <ReviewLines lines subtotal total/>
        </aside>
    }
}
