//! `/orders/{key}`: one order, changing by itself until it is settled.

use domain::order::{self, OrderStatus};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    api::{Visit, get_order},
    cancel::CancelForm,
    keep::KeepInAccount,
    live::watch,
    next::Next,
    retry::RetryForm,
    status::words,
    timeline::Timeline,
};
use crate::{
    cart::{CompactLine, CompactLines, Totals},
    error::AppError,
    layout::{Page, ProblemPage},
    paths,
    ui::{AddressView, date::Between, mistakes::ProblemNotice, problem},
    wire::load,
};

#[component]
pub(super) fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let visit = load(
        move || {
            let key = params.read().get("key").unwrap_or_default();
            (key, query.read().get("payment_intent").is_some())
        },
        |(key, is_back)| get_order(key, is_back),
    );
    // Outlives the page that is made anew: why another try was refused is still said.
    let problem = RwSignal::new(None);
    let look_again = Callback::new(move |error| {
        problem.set(error);
        visit.refetch();
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match visit.await {
                    Ok(visit) => view! { <OrderDetails visit problem look_again/> }.into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn OrderDetails(
    visit: Visit,
    problem: RwSignal<Option<AppError>>,
    look_again: Callback<Option<AppError>>,
) -> impl IntoView {
    let Visit {
        order,
        country,
        retry,
        returned,
    } = visit;
    watch(&order.key, order.status.clone(), move || {
        look_again.run(None)
    });
    let words = words(&order);
    let mistakes = returned
        .as_ref()
        .map(|returned| returned.mistakes())
        .unwrap_or_default();
    if let Some(returned) = returned.filter(|_| mistakes.is_empty()) {
        problem.set(Some(returned.error));
    }
    let order::OrderPage {
        key,
        number,
        lines,
        totals,
        address,
        ..
    } = order.clone();
    let bill = order.bill();
    let lines: Vec<_> = lines.into_iter().map(CompactLine::from).collect();
    let keep = order.can_create_account.then(|| {
        view! { <KeepInAccount key=key.clone() mistakes/> }
    });
    let may_cancel = order.can_cancel && has_settled_down(&order);
    let cancel = may_cancel.then(|| view! { <CancelForm key=key.clone()/> });
    let invoice = order.invoice.map(|number| {
        view! {
            <p><a href=paths::invoice(&key)>{format!("Invoice {number}")}</a></p>
        }
    });
    let tracking = order.tracking.clone().map(|url| {
        view! {
            <p class="status-actions">
                <a class="button" href=url rel="external noreferrer">"Follow the parcel"</a>
            </p>
        }
    });
    let actions = match &order.status {
        OrderStatus::NeedsAuthentication { url } => Some(view! {
            <p class="status-actions">
                <a class="button" href=url.clone() rel="external">"Confirm with the bank"</a>
            </p>
        }),
        _ => None,
    };
    view! {
        <Page title=words.title.to_owned() kind="order-page">
            <RefreshWithoutScript status=order.status.clone()/>
            {move || problem.get().map(|error| {
                view! { <ProblemNotice words=problem::sentence(&error)/> }
            })}
            <section class="status" data-tone=words.tone role="status">
                <p class="status-number">{format!("Order {number}")}</p>
                <h1 class="status-title">{words.title}</h1>
                <p class="status-text">{words.text}</p>
                {actions}
                {tracking}
            </section>
            <Timeline order=order.clone()/>
            <div class="split">
                <div class="split-main order">
                    {retry.map(|retry| view! {
                        <RetryForm key retry total=totals.total name=address.name.clone() look_again/>
                    })}
                    <Next order=order.clone()/>
                    <section class="section">
                        <header class="section-head"><h2 class="section-title">"Goods"</h2></header>
                        <CompactLines lines/>
                        <Totals bill how=country.clone()/>
                    </section>
                </div>
                <aside class="split-aside summary" aria-label="Order details">
                    <Facts order country/>
                    {invoice}
                    {cancel}
                    {keep}
                </aside>
            </div>
        </Page>
    }
}

/// While a worker takes the order up, which is a matter of moments, the way out would only flicker.
fn has_settled_down(order: &order::OrderPage) -> bool {
    !matches!(order.status, OrderStatus::Confirming)
}

#[component]
fn Facts(order: order::OrderPage, country: String) -> impl IntoView {
    view! {
        <dl class="facts">
            <div><dt>"Delivery to"</dt><dd><AddressView address=order.address country/></dd></div>
            <div>
                <dt>{order.shipping.title()}</dt>
                <dd>"With you " <Between days=order.delivery/></dd>
            </div>
            <div><dt>"News about it go to"</dt><dd>{order.email}</dd></div>
        </dl>
    }
}

/// While something is on its way, a browser without script asks again by itself. With script the text
/// inside is never read as markup, and hydration does not look inside.
#[component]
fn RefreshWithoutScript(status: OrderStatus) -> impl IntoView {
    let waits = status.is_settling() && !matches!(status, OrderStatus::NeedsAuthentication { .. });
    waits.then(|| {
        view! {
            <noscript inner_html=r#"<meta http-equiv="refresh" content="2">"#></noscript>
        }
    })
}
