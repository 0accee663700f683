//! How it is delivered: when it comes and what that costs. The cheapest is chosen until another is.

use domain::{
    CalendarDate, Money,
    checkout::{CheckoutOffer, ShippingMethod, ShippingOption},
};
use leptos::prelude::*;

use crate::ui::date::Between;

#[derive(Clone, Copy, PartialEq, Eq)]
struct Brief {
    method: ShippingMethod,
    price: Money,
    days: (CalendarDate, CalendarDate),
}

fn brief(option: &ShippingOption) -> Brief {
    Brief {
        method: option.method,
        price: option.price,
        days: (option.earliest, option.latest),
    }
}

#[component]
pub(super) fn DeliveryFields(
    offer: RwSignal<CheckoutOffer>,
    chosen: RwSignal<ShippingMethod>,
) -> impl IntoView {
    // Made anew only when something in it changed: a choice that is being made keeps the focus.
    let options = Memo::new(move |_| {
        offer.with(|offer| offer.shipping.iter().map(brief).collect::<Vec<_>>())
    });
    let choices = move || {
        options
            .get()
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
                            prop:checked=move || chosen.get() == method
                            on:change=move |_| chosen.set(method)
                        />
                        <span class="choice-name">{method.title()}</span>
                        <span class="choice-detail">
                            "With you " <Between days=option.days/>
                        </span>
                        <span class="choice-price">{price}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="choices" id="shipping">
            <legend class="visually-hidden">"Delivery"</legend>
            {choices}
        </fieldset>
    }
}
