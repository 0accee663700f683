//! What the cart's page has to say before anything else: what changed by itself, and what was done.

use domain::cart::{CartLine, CartNotice};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::api::AddLine;
use crate::{
    layout::flash::{Flash, REMOVED},
    paths,
    ui::problem,
};

/// Prices and stock that moved since the visitor last looked.
#[component]
pub(super) fn DriftNotice(notices: Vec<CartNotice>) -> impl IntoView {
    let title = match notices.len() {
        1 => "Something changed since you were here".to_owned(),
        count => format!("{count} things changed since you were here"),
    };
    let is_any = !notices.is_empty();
    let sentences = notices
        .into_iter()
        .map(|notice| view! { <li>{sentence(&notice)}</li> })
        .collect_view();
    is_any.then(|| {
        view! {
            <div class="notice" data-tone="warn" role="status">
                <p class="notice-title">{title}</p>
                <ul>{sentences}</ul>
            </div>
        }
    })
}

fn sentence(notice: &CartNotice) -> String {
    match notice {
        CartNotice::PriceChanged { title, was, now } => {
            format!("{title} costs {now} now, before {was}.")
        }
        CartNotice::StockReduced {
            title, available, ..
        } => {
            format!("{title}: only {available} left, we set your quantity to {available}.")
        }
        CartNotice::SoldOut { title } => format!("{title} is sold out."),
        CartNotice::Gone { title } => format!("{title} is no longer in the shop, we took it out."),
    }
}

/// The outcome of a form that was posted without script.
#[component]
pub(super) fn FlashNotice(flash: Flash, lines: Vec<CartLine>) -> impl IntoView {
    if flash.code == REMOVED {
        return view! {
            <div class="notice" role="status">
                <p>"Removed from your cart."</p>
                <form class="notice-actions" method="post" action=AddLine::PATH>
                    <input type="hidden" name="variant" value=flash.about/>
                    <input type="hidden" name="quantity" value=flash.count.to_string()/>
                    <input type="hidden" name="from" value=paths::CART/>
                    <button class="link">"Undo"</button>
                </form>
            </div>
        }
        .into_any();
    }
    let line = lines
        .iter()
        .find(|line| line.variant.to_string() == flash.about);
    let title = line.map_or("this", |line| line.title.as_str());
    let Some(error) = flash.error(title) else {
        return ().into_any();
    };
    view! {
        <div class="notice" data-tone="bad" role="alert">
            <p class="notice-title">{problem::sentence(&error)}</p>
        </div>
    }
    .into_any()
}
