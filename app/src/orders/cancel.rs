//! Calling an order off: asked twice, by means of the page alone.

use domain::order::OrderKey;
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::api::CancelOrder;

#[component]
pub(super) fn CancelForm(key: OrderKey) -> impl IntoView {
    view! {
        <details class="cancel">
            <summary class="cancel-ask">"Cancel this order"</summary>
            <form class="cancel-form" method="post" action=CancelOrder::PATH>
                <input type="hidden" name="key" value=String::from(key)/>
                <p>"Nothing is charged, and the goods go back on the shelf. It can’t be undone."</p>
                <button class="button quiet wide">"Yes, cancel it"</button>
            </form>
        </details>
    }
}
