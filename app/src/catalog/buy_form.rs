//! How many, and into the cart. A plain form; with script it stays on the page.

use domain::{
    VariantId,
    cart::{Cart, Quantity},
    catalog::{Availability, Product},
};
use leptos::{ev, html, prelude::*, server_fn::ServerFn as _};

use super::variant_picker::VariantPicker;
use crate::{
    cart::api::{AddLine, add_line},
    error::AppError,
    paths,
    ui::problem,
};

/// What has to be said about the last attempt.
pub type Outcome = Result<(VariantId, Quantity, Cart), AppError>;

#[component]
pub fn BuyForm(
    product: StoredValue<Product>,
    chosen: Memo<usize>,
    /// A refusal of a form that was posted without script.
    #[prop(optional_no_strip)]
    refused: Option<AppError>,
    #[prop(into)] on_outcome: Callback<Outcome>,
) -> impl IntoView {
    let quantity = NodeRef::<html::Input>::new();
    let mistake = RwSignal::new(refused.as_ref().map(problem::sentence));
    let variant = move || product.with_value(|product| product.variants[chosen.get()].id);
    let here = move || {
        product.with_value(|product| {
            paths::variant(&product.slug, &product.variants[chosen.get()].sku)
        })
    };
    let availability =
        move || product.with_value(|product| product.variants[chosen.get()].availability);
    let is_sold_out = move || availability().is_sold_out();

    let add = Action::new(
        move |&(variant, quantity): &(VariantId, Quantity)| async move {
            let outcome = add_line(variant, quantity, String::new()).await;
            mistake.set(outcome.as_ref().err().map(problem::sentence));
            on_outcome.run(outcome.map(|cart| (variant, quantity, cart)));
        },
    );
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = quantity
            .get_untracked()
            .map(|input| input.value())
            .unwrap_or_default();
        match typed.parse::<Quantity>() {
            Ok(_) if add.pending().get_untracked() => {}
            Ok(quantity) => {
                add.dispatch((untrack(variant), quantity));
            }
            Err(error) => mistake.set(Some(format!("Sorry, {error}."))),
        }
    };

    view! {
        <form class="buy-form" method="post" action=AddLine::url() on:submit=submit>
            <input type="hidden" name="variant" value=move || variant().to_string()/>
            <input type="hidden" name="from" value=here/>
            <VariantPicker product chosen/>
            <p class="stock" data-tone=move || stock_tone(availability())>
                {move || stock_sentence(availability())}
            </p>
            <p class="field-error" id="buy-error" role="alert" hidden=move || mistake.read().is_none()>
                {move || mistake.get()}
            </p>
            <div class="buy-row">
                <QuantityField input=quantity/>
                <button
                    class="button buy-button"
                    disabled=is_sold_out
                    aria-busy=move || add.pending().get().then_some("true")
                    aria-describedby=move || mistake.read().is_some().then_some("buy-error")
                >
                    {move || if is_sold_out() { "Sold out" } else { "Add to cart" }}
                </button>
            </div>
        </form>
    }
}

/// The number belongs to the browser: whatever is typed before the page comes alive stays.
#[component]
fn QuantityField(input: NodeRef<html::Input>) -> impl IntoView {
    let step = move |by: i32| {
        if let Some(input) = input.get_untracked() {
            let count = input.value().parse().unwrap_or(1) + by;
            input.set_value(&count.clamp(1, i32::from(Quantity::MAX)).to_string());
        }
    };
    view! {
        <div class="field buy-quantity">
            <label class="field-label" for="quantity">"Quantity"</label>
            <div class="quantity">
                <button class="quantity-step" type="button" aria-label="One less" on:click=move |_| step(-1)>
                    "−"
                </button>
                <input
                    class="quantity-input"
                    id="quantity"
                    name="quantity"
                    type="number"
                    inputmode="numeric"
                    autocomplete="off"
                    min="1"
                    max=Quantity::MAX.to_string()
                    value="1"
                    required
                    node_ref=input
                />
                <button class="quantity-step" type="button" aria-label="One more" on:click=move |_| step(1)>
                    "+"
                </button>
            </div>
        </div>
    }
}

fn stock_tone(availability: Availability) -> Option<&'static str> {
    match availability {
        Availability::InStock => None,
        Availability::LowStock { .. } => Some("few"),
        Availability::SoldOut => Some("none"),
    }
}

fn stock_sentence(availability: Availability) -> String {
    match availability {
        Availability::InStock => "In stock".to_owned(),
        Availability::LowStock { left } => format!("Only {left} left"),
        Availability::SoldOut => "Sold out".to_owned(),
    }
}
