//! `/orders/{key}/invoice`: the bill, made for A4.

use domain::{
    invoice,
    order::{OrderLine, OrderState},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::get_invoice;
use crate::{
    layout::{Page, ProblemPage},
    paths,
    ui::{AddressView, date::DayOf},
    wire::load,
};

#[component]
pub(super) fn InvoicePage() -> impl IntoView {
    let params = use_params_map();
    let invoice = load(
        move || params.read().get("key").unwrap_or_default(),
        get_invoice,
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match invoice.await {
                    Ok((invoice, country)) => view! { <Invoice invoice country/> }.into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Invoice(invoice: invoice::InvoicePage, country: String) -> impl IntoView {
    let invoice::InvoicePage {
        number,
        issued_at,
        seller,
        order,
    } = invoice;
    let paid = order
        .history
        .iter()
        .find(|event| event.state == OrderState::Paid)
        .map(|event| event.at);
    let how = if order.totals.total.is_zero() {
        "There was nothing to pay."
    } else {
        "Paid by card on "
    };
    let when = paid.filter(|_| !order.totals.total.is_zero());
    let back = paths::order(&order.key);
    view! {
        <Page title=format!("Invoice {number}") kind="invoice">
            <p class="invoice-tools">
                <a href=back>{format!("Back to order {}", order.number)}</a>
                <span>"Use your browser’s Print to keep or send it as a PDF."</span>
            </p>
            <article class="invoice-sheet">
                <header class="invoice-head">
                    <h1 class="invoice-title">{format!("Invoice {number}")}</h1>
                    <SellerView seller/>
                </header>
                <div class="invoice-facts">
                    <section>
                        <h2 class="invoice-label">"Billed to"</h2>
                        <AddressView address=order.address country/>
                    </section>
                    <dl class="invoice-dates">
                        <div><dt>"Date"</dt><dd><DayOf moment=issued_at/></dd></div>
                        <div><dt>"Order"</dt><dd>{order.number.to_string()}</dd></div>
                        <div><dt>"Ordered on"</dt><dd><DayOf moment=order.placed_at/></dd></div>
                    </dl>
                </div>
                <table class="invoice-lines">
                    <thead>
                        <tr>
                            <th scope="col">"Goods"</th>
                            <th scope="col" class="number">"Price"</th>
                            <th scope="col" class="number">"Quantity"</th>
                            <th scope="col" class="number">"Amount"</th>
                        </tr>
                    </thead>
                    <tbody>{order.lines.into_iter().map(line).collect_view()}</tbody>
                    <tfoot>
                        {order.totals.sums().into_iter().map(|(name, amount)| view! {
                            <tr>
                                <th scope="row" colspan="3">{name}</th>
                                <td class="number">{amount.to_string()}</td>
                            </tr>
                        }).collect_view()}
                    </tfoot>
                </table>
                <p class="invoice-paid">
                    {how}
                    {when.map(|moment| view! { <DayOf moment/> })}
                </p>
            </article>
        </Page>
    }
}

#[component]
fn SellerView(seller: invoice::Seller) -> impl IntoView {
    let lines = seller.address.into_iter().chain(seller.tax_id);
    view! {
        <address class="invoice-seller">
            <strong>{seller.name}</strong>
            {lines.map(|line| view! { <span>{line}</span> }).collect_view()}
        </address>
    }
}

fn line(line: OrderLine) -> impl IntoView {
    let options: Vec<_> = line
        .options
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    view! {
        <tr>
            <th scope="row">
                {line.title}
                <span class="invoice-detail">
                    {[options, vec![line.sku]].concat().join(", ")}
                </span>
            </th>
            <td class="number">{line.unit_price.to_string()}</td>
            <td class="number">{line.quantity.get().to_string()}</td>
            <td class="number">{line.total.to_string()}</td>
        </tr>
    }
}
