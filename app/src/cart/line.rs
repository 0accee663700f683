//! One thing in the cart, how many of it, and the way out.

use domain::{
    VariantId,
    cart::{CartLine, Quantity},
    catalog::Availability,
};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::{
    api::{RemoveLine, SetQuantity},
    editor::CartEditor,
};
use crate::{
    paths,
    ui::{PictureView, picture::sizes},
};

#[component]
pub(super) fn LineView(variant: VariantId, editor: CartEditor) -> impl IntoView {
    let line = editor.line(variant);
    // What names the thing doesn't change while it is in the cart.
    let first = line.get_untracked();
    let now = move || line.get();
    first.map(|first| {
        let href = paths::variant(&first.product, &first.sku);
        let title = first.title.clone();
        let detail = detail(&first.options);
        let remove = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            editor.want(variant, 0);
        };
        view! {
            <li class="line" aria-busy=move || editor.is_saving(variant).then_some("true")>
                <a class="line-picture" href=href.clone() tabindex="-1" aria-hidden="true">
                    <PictureView picture=first.picture.clone() sizes=sizes::LINE decorative=true/>
                </a>
                <div class="line-text">
                    <h2 class="line-name"><a href=href>{title.clone()}</a></h2>
                    {(!detail.is_empty()).then(|| view! { <p class="line-detail">{detail}</p> })}
                    <p class="line-unit">
                        {move || now().map(|line| format!("{} each", line.unit_price))}
                    </p>
                    {move || now().and_then(|line| warning(&line)).map(|words| {
                        view! { <p class="line-warning">{words}</p> }
                    })}
                </div>
                <Stepper variant editor line title=title.clone()/>
                <p class="price line-total">
                    <span class="price-now">{move || now().map(|line| line.total.to_string())}</span>
                </p>
                <form class="line-remove" method="post" action=RemoveLine::PATH on:submit=remove>
                    <input type="hidden" name="variant" value=variant.to_string()/>
                    <input
                        type="hidden"
                        name="quantity"
                        value=move || now().map(|line| line.quantity.get().to_string())
                    />
                    <button class="link" aria-label=format!("Remove {title}")>"Remove"</button>
                </form>
            </li>
        }
    })
}

/// Saves itself with script; without, its first button does, which Enter presses.
#[component]
fn Stepper(
    variant: VariantId,
    editor: CartEditor,
    line: Memo<Option<CartLine>>,
    title: String,
) -> impl IntoView {
    let count =
        Memo::new(move |_| line.with(|line| line.as_ref().map_or(0, |line| line.quantity.get())));
    let step = move |by: i32| {
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            let wanted = i32::from(count.get_untracked()).saturating_add(by);
            editor.want(variant, u16::try_from(wanted).unwrap_or_default());
        }
    };
    let typed = move |event| match event_target_value(&event).trim().parse() {
        Ok(wanted) => editor.want(variant, wanted),
        // Not a number: the field shows again what counts.
        Err(_) => event_target::<web_sys::HtmlInputElement>(&event)
            .set_value(&count.get_untracked().to_string()),
    };
    view! {
        <form
            class="quantity"
            method="post"
            action=SetQuantity::PATH
            on:submit=|event| event.prevent_default()
        >
            <button class="quantity-save button small without-script">"Save"</button>
            <input type="hidden" name="variant" value=variant.to_string()/>
            <button
                class="quantity-step"
                name="step"
                value="-1"
                aria-label=format!("One less, {title}")
                on:click=step(-1)
            >
                "−"
            </button>
            <input
                class="quantity-input"
                name="quantity"
                type="number"
                inputmode="numeric"
                min="0"
                max=Quantity::MAX.to_string()
                value=count.get_untracked().to_string()
                prop:value=move || count.get().to_string()
                aria-label=format!("Quantity, {title}")
                on:change=typed
            />
            <button
                class="quantity-step"
                name="step"
                value="1"
                aria-label=format!("One more, {title}")
                on:click=step(1)
            >
                "+"
            </button>
        </form>
    }
}

/// `Moss, 300 ml`
pub(super) fn detail(options: &[(String, String)]) -> String {
    options
        .iter()
        .map(|(_, value)| value.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

fn warning(line: &CartLine) -> Option<String> {
    match line.availability {
        Availability::SoldOut => Some("Sold out".to_owned()),
        Availability::LowStock { left } => Some(format!("Only {left} left")),
        Availability::InStock => None,
    }
}
