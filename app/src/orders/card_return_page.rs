//! `/orders/{key}/card-return`: back from the gateway's page with a card for another try.

use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{RetryPayment, Visit, get_order};
use crate::{
    layout::{Page, ProblemPage},
    paths,
    ui::mistakes::ProblemNotice,
    wire::load,
};

#[component]
pub(super) fn OrderCardReturnPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let visit = load(
        move || params.read().get("key").unwrap_or_default(),
        |key| get_order(key, false),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let token = query.read_untracked().get("payment_method").unwrap_or_default();
                match visit.await {
                    Ok(visit) => view! { <LastLook visit token/> }.into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn LastLook(visit: Visit, token: String) -> impl IntoView {
    let Visit { order, retry, .. } = visit;
    let key = order.key;
    let back = paths::order(&key);
    let total = order.totals.total;
    let pay = retry.filter(|_| !token.is_empty()).map(|retry| {
        view! {
            <form class="pay" method="post" action=RetryPayment::PATH>
                <input type="hidden" name="key" value=String::from(key)/>
                <input type="hidden" name="payment_method" value=token/>
                <input type="hidden" name="idempotency_key" value=retry.idempotency_key/>
                <button class="button wide pay-button">{format!("Pay {total}")}</button>
            </form>
        }
    });
    let nothing = pay.is_none();
    view! {
        <Page title="Pay again" kind="narrow">
            <header class="page-head">
                <h1 class="page-title">"Pay again"</h1>
                <p class="page-lead">{format!("Order {}", order.number)}</p>
            </header>
            {nothing.then(|| view! {
                <ProblemNotice words="No card was entered, or there is nothing left to pay."/>
            })}
            <div class="form">
                {pay}
                <p class="form-actions"><a class="button quiet" href=back>"Back to the order"</a></p>
            </div>
        </Page>
    }
}
