//! A code for a promotion: typed, refused with a reason, or counted and taken out again.

use domain::{Refusal, cart::Cart, pricing::CartCoupon};
use leptos::{form::FromFormData as _, prelude::*, server_fn::ServerFn as _, task::spawn_local};

use super::api::{DropCoupon, UseCoupon, drop_coupon, use_coupon};
use crate::{error::AppError, layout::flash::Flash, ui::problem};

#[component]
pub fn CouponEntry(
    coupon: Signal<Option<CartCoupon>>,
    /// Why the code that was posted without script was refused.
    refused: Option<AppError>,
    /// The page that it stands on, where a browser without script goes on.
    from: &'static str,
    on_change: Callback<Cart>,
) -> impl IntoView {
    let refused = RwSignal::new(refused);
    let is_busy = RwSignal::new(false);
    let settle = move |outcome: Result<Cart, AppError>| {
        is_busy.try_set(false);
        refused.try_set(outcome.as_ref().err().cloned());
        if let Ok(cart) = outcome {
            on_change.run(cart);
        }
    };
    let enter = move |event: leptos::ev::SubmitEvent| {
        let Ok(typed) = UseCoupon::from_event(&event) else {
            return;
        };
        event.prevent_default();
        is_busy.set(true);
        spawn_local(async move { settle(use_coupon(typed.code, typed.from).await) });
    };
    let take_out = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_busy.set(true);
        spawn_local(async move { settle(drop_coupon(from.to_owned()).await) });
    };
    let entry = move || {
        view! {
            <details class="coupon" open=refused.with_untracked(Option::is_some)>
                <summary>"Have a coupon?"</summary>
                <form
                    class="coupon-form"
                    method="post"
                    action=UseCoupon::PATH
                    on:submit=enter
                    aria-busy=move || is_busy.get().then_some("true")
                >
                    <label class="field-label" for="coupon">"Coupon code"</label>
                    <input
                        class="field-input"
                        id="coupon"
                        name="code"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        maxlength="60"
                        required
                        aria-invalid=move || refused.with(Option::is_some).then_some("true")
                        aria-describedby=move || refused.with(Option::is_some).then_some("coupon-error")
                    />
                    <input type="hidden" name="from" value=from/>
                    <button class="button quiet">"Apply"</button>
                    <div role="status">
                        {move || refused.get().map(|error| view! {
                            <p class="field-error" id="coupon-error">{problem::sentence(&error)}</p>
                        })}
                    </div>
                </form>
            </details>
        }
    };
    let held = move |held: CartCoupon| {
        let words = held.problem.map(problem::coupon);
        let tone = if words.is_some() { "warn" } else { "good" };
        view! {
            <form class="coupon-held" method="post" action=DropCoupon::PATH on:submit=take_out>
                <input type="hidden" name="from" value=from/>
                <p>
                    "Coupon " <span class="badge" data-tone=tone>{held.code.to_string()}</span>
                </p>
                <button class="link" aria-label=format!("Remove coupon {}", held.code)>"Remove"</button>
                <div role="status">{words.map(|words| view! { <p class="line-warning">{words}</p> })}</div>
            </form>
        }
    };
    move || match coupon.get() {
        Some(coupon) => held(coupon).into_any(),
        None => entry().into_any(),
    }
}

/// Why the code that was posted without script does not count.
pub fn refusal_of_coupon(flash: &Flash) -> Option<AppError> {
    let error = flash.error("");
    error.filter(|error| matches!(error, AppError::Refused(Refusal::Coupon(_))))
}
