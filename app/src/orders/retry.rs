//! Another try with a card, in the frame with script and on the gateway's page without.

use domain::{Money, checkout::FieldError, order::OrderKey};
use leptos::{prelude::*, task::spawn_local};

use super::api::{Retry, retry_payment};
use crate::{
    checkout::{Card, CardFields},
    error::AppError,
    ui::{
        mistakes::{MistakeSummary, ProblemNotice, focus_on_mistakes},
        problem,
    },
};

#[component]
pub(super) fn RetryForm(
    key: OrderKey,
    retry: Retry,
    total: Money,
    /// The buyer's, for the card.
    name: String,
    /// With the reason, when there is one.
    look_again: Callback<Option<AppError>>,
) -> impl IntoView {
    let Retry {
        card,
        hosted_url,
        idempotency_key,
    } = retry;
    let card = Card::new(&card);
    let mistakes = RwSignal::new(Vec::<FieldError>::new());
    let problem = RwSignal::new(None::<AppError>);
    let is_busy = RwSignal::new(false);
    let token = StoredValue::new(None::<String>);
    let known = StoredValue::new((key, idempotency_key, name));
    let pay = move || async move {
        let (key, idempotency_key, name) = known.get_value();
        let method = match token.get_value() {
            Some(method) => method,
            None => card.tokenize(&name).await?,
        };
        token.set_value(Some(method.clone()));
        retry_payment(key, method, idempotency_key).await
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        mistakes.set(Vec::new());
        problem.set(None);
        spawn_local(async move {
            let outcome = pay().await;
            is_busy.try_set(false);
            match outcome {
                Ok(()) => look_again.run(None),
                Err(error @ AppError::Refused(_)) => look_again.run(Some(error)),
                Err(AppError::Invalid(found)) if !found.is_empty() => {
                    mistakes.try_set(found);
                    focus_on_mistakes();
                }
                Err(error) => {
                    problem.try_set(Some(error));
                    focus_on_mistakes();
                }
            }
        });
    };
    view! {
        <section class="section" aria-labelledby="retry">
            <header class="section-head"><h2 class="section-title" id="retry">"Try again"</h2></header>
            <form class="pay with-script" on:submit=submit novalidate>
                <MistakeSummary mistakes=mistakes.into()/>
                {move || problem.get().map(|error| {
                    view! { <ProblemNotice words=problem::sentence(&error)/> }
                })}
                <CardFields card mistakes=mistakes.into()/>
                <button
                    class="button wide pay-button"
                    aria-busy=move || is_busy.get().then_some("true")
                >
                    {format!("Pay {total}")}
                </button>
            </form>
            <p class="without-script">
                <a class="button wide" href=hosted_url rel="external">"Enter a card and pay"</a>
            </p>
        </section>
    }
}
