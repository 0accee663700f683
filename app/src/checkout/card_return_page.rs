//! `/checkout/review`: back from the gateway's page with a card, for a last look before paying.

use domain::checkout::CheckoutForm;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;

use super::{
    api::{PlaceOrder, Visit, get_checkout},
    review::ReviewLines,
};
use crate::{
    layout::{Page, ProblemPage},
    paths,
    ui::mistakes::ProblemNotice,
    wire::load,
};

#[component]
pub(super) fn CardReturnPage() -> impl IntoView {
    let query = use_query_map();
    let visit = load(|| (), |()| get_checkout());
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
    let Visit {
        page,
        idempotency_key,
        ..
    } = visit;
    let has_card = !token.is_empty();
    let can_pay = has_card && page.cart.is_orderable();
    let total = page.total;
    let form = page.form;
    let chosen = page
        .shipping
        .iter()
        .find(|option| option.method.name() == form.shipping)
        .or(page.shipping.first())
        .cloned();
    let pay = can_pay.then(|| {
        view! {
            <form class="pay" method="post" action=PlaceOrder::PATH>
                <FormAsShown form=form.clone()/>
                <input type="hidden" name="payment_method" value=token/>
                <input type="hidden" name="idempotency_key" value=idempotency_key/>
                <input type="hidden" name="expected_total[minor]" value=total.minor.to_string()/>
                <input type="hidden" name="expected_total[currency]" value=total.currency.code()/>
                <button class="button wide pay-button">{format!("Pay {total}")}</button>
                <p class="pay-note">"You order and pay with this button."</p>
            </form>
        }
    });
    view! {
        <Page title="Review and pay" kind="narrow">
            <header class="page-head"><h1 class="page-title">"Review and pay"</h1></header>
            {(!can_pay).then(|| view! {
                <ProblemNotice words=if has_card {
                    "Your cart changed. Please check it before you pay."
                } else {
                    "No card was entered, so nothing was bought."
                }/>
            })}
            <div class="form">
                <ReviewLines lines=page.cart.lines option=Signal::stored(chosen)/>
                <WhereTo form/>
                {pay}
                <p class="form-actions">
                    <a class="button quiet" href=paths::CHECKOUT>"Back to the checkout"</a>
                    <a class="button quiet" href=paths::CART>"Back to the cart"</a>
                </p>
            </div>
        </Page>
    }
}

/// The order goes where this page says, whatever another tab has said since.
#[component]
fn FormAsShown(form: CheckoutForm) -> impl IntoView {
    let fields = [
        ("email", form.email),
        ("name", form.name),
        ("line1", form.line1),
        ("line2", form.line2),
        ("postcode", form.postcode),
        ("city", form.city),
        ("country", form.country),
        ("phone", form.phone),
        ("shipping", form.shipping),
    ];
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("form[{name}]") value=value/> })
        .collect_view()
}

#[component]
fn WhereTo(form: CheckoutForm) -> impl IntoView {
    let place = format!("{} {}, {}", form.postcode, form.city, form.country);
    view! {
        <dl class="facts">
            <div>
                <dt>"Delivery to"</dt>
                <dd>
                    <address>
                        {form.name} <br/> {form.line1} <br/>
                        {(!form.line2.is_empty()).then(|| view! { {form.line2} <br/> })}
                        {place}
                    </address>
                </dd>
            </div>
            <div><dt>"E-mail"</dt><dd>{form.email}</dd></div>
        </dl>
    }
}
