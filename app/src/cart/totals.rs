//! What it comes to.

use domain::{Money, cart::CartTotals};
use leptos::prelude::*;

#[component]
pub fn Totals(
    goods: Money,
    delivery: Money,
    total: Money,
    /// How or where to it is delivered.
    #[prop(into)]
    how: String,
) -> impl IntoView {
    let delivery = if delivery.is_zero() {
        "Free".to_owned()
    } else {
        delivery.to_string()
    };
    view! {
        <dl class="totals">
            <div><dt>"Goods"</dt><dd>{goods.to_string()}</dd></div>
            <div><dt>{format!("Delivery, {how}")}</dt><dd>{delivery}</dd></div>
            <div class="totals-sum"><dt>"Total"</dt><dd>{total.to_string()}</dd></div>
        </dl>
    }
}

/// How far it is to free delivery.
#[component]
pub(super) fn Progress(totals: Signal<CartTotals>) -> impl IntoView {
    move || {
        let totals = totals.get();
        let goods = totals.subtotal.minor;
        match totals.until_free_shipping {
            Some(missing) => view! {
                <div class="progress">
                    <p class="progress-text">
                        <strong>{missing.to_string()}</strong>
                        " more and standard delivery is free"
                    </p>
                    <progress
                        class="progress-bar"
                        value=goods.to_string()
                        max=goods.saturating_add(missing.minor).to_string()
                        aria-label="Towards free delivery"
                    ></progress>
                </div>
            }
            .into_any(),
            None => view! { <p class="progress-text">"Standard delivery is free."</p> }.into_any(),
        }
    }
}
