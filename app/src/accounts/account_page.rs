//! `/account`: what was ordered, and where it goes.

use domain::order::OrderSummary;
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::{
    addresses::{Addresses, DeletedNotice},
    api::{Account, SignOut, get_account},
};
use crate::{
    error::AppError,
    layout::{Page, ProblemPage},
    orders::status::badge,
    paths,
    ui::{date::DayOf, mistakes::ProblemNotice, problem},
    wire::load,
};

#[component]
pub(super) fn AccountPage() -> impl IntoView {
    let account = load(|| (), |()| get_account());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match account.await {
                    Ok(Some(account)) => view! { <AccountDetails account/> }.into_any(),
                    // On the way to the door.
                    Ok(None) => ().into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn AccountDetails(account: Account) -> impl IntoView {
    let Account {
        viewer,
        orders,
        addresses,
        countries,
        returned,
    } = account;
    let notice = returned.map(|returned| match &returned.error {
        AppError::Gone => view! { <DeletedNotice deleted=returned/> }.into_any(),
        error => view! { <ProblemNotice words=problem::sentence(error)/> }.into_any(),
    });
    view! {
        <Page title="Account" kind="account">
            <header class="page-head">
                <h1 class="page-title">{format!("Good to see you, {}", viewer.name)}</h1>
                <p class="page-lead">{viewer.email.to_string()}</p>
                <form class="page-actions" method="post" action=SignOut::PATH>
                    <button class="button quiet small">"Sign out"</button>
                </form>
            </header>
            {notice}
            <section class="section">
                <header class="section-head"><h2 class="section-title">"Orders"</h2></header>
                <Orders orders/>
                <p class="section-note">
                    "Bought as a guest? "<a href=paths::FIND_ORDER>"Find that order"</a>"."
                </p>
            </section>
            <section class="section" id="addresses">
                <header class="section-head"><h2 class="section-title">"Addresses"</h2></header>
                <Addresses addresses countries/>
            </section>
        </Page>
    }
}

#[component]
fn Orders(orders: Vec<OrderSummary>) -> impl IntoView {
    if orders.is_empty() {
        return view! {
            <section class="empty">
                <p class="empty-text">"Nothing ordered yet."</p>
                <p class="empty-actions"><a class="button" href=paths::HOME>"See all goods"</a></p>
            </section>
        }
        .into_any();
    }
    let rows = orders
        .into_iter()
        .map(|order| {
            let (state, tone) = badge(&order.status);
            let items = if order.items == 1 { "item" } else { "items" };
            view! {
                <tr>
                    <th scope="row">
                        <a href=paths::order(&order.key)>{order.number.to_string()}</a>
                    </th>
                    <td><DayOf moment=order.placed_at/></td>
                    <td class="table-extra">{format!("{} {items}", order.items)}</td>
                    <td><span class="badge" data-tone=tone>{state}</span></td>
                    <td class="number">{order.total.to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Orders">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Order"</th>
                        <th scope="col">"Placed"</th>
                        <th scope="col" class="table-extra">"Goods"</th>
                        <th scope="col">"State"</th>
                        <th scope="col" class="number">"Total"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
