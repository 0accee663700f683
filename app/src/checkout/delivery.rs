//! How it is delivered: when it comes and what that costs. The cheapest is chosen until another is.

use domain::checkout::{ShippingMethod, ShippingOption};
use leptos::prelude::*;

use crate::ui::date::Between;

#[component]
pub(super) fn DeliveryFields(
    options: Vec<ShippingOption>,
    chosen: RwSignal<ShippingMethod>,
) -> impl IntoView {
    let choices = options
        .into_iter()
        .map(|option| {
            let method = option.method;
            let price = if option.price.is_zero() {
                "Free".to_owned()
            } else {
                option.price.to_string()
            };
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="shipping"
                        value=method.name()
                        checked=chosen.get_untracked() == method
                        on:change=move |_| chosen.set(method)
                    />
                    <span class="choice-name">{method.title()}</span>
                    <span class="choice-detail">
                        "With you " <Between days=(option.earliest, option.latest)/>
                    </span>
                    <span class="choice-price">{price}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices" id="shipping">
            <legend class="visually-hidden">"Delivery"</legend>
            {choices}
        </fieldset>
    }
}
