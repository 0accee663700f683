//! `/checkout`: who, where to, how, a last look, and the card.

use domain::{
    Refusal,
    cart::Cart,
    order::{OrderKey, OrderNumber},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::{
    api::{Review, Visit, get_checkout},
    card_fields::CardFields,
    delivery::DeliveryFields,
    form::{AddressFields, ContactFields},
    pay::Till,
    review::{Aside, ReviewLines},
};
use crate::{
    cart::CouponEntry,
    error::AppError,
    layout::{Page, ProblemPage},
    paths,
    ui::{
        mistakes::{MistakeSummary, ProblemNotice},
        problem,
    },
    wire::load,
};

#[component]
pub(super) fn CheckoutPage() -> impl IntoView {
    let visit = load(|| (), |()| get_checkout());
    // Outlives the form: when the cart changed, the page is made anew and still says so.
    let problem = RwSignal::new(None);
    let look_again = Callback::new(move |error| {
        problem.set(Some(error));
        visit.refetch();
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match visit.await {
                    Ok(visit) if visit.page.cart.is_empty() => {
                        view! { <NothingToBuy ordered=visit.ordered/> }.into_any()
                    }
                    Ok(visit) => view! { <CheckoutDetails visit problem look_again/> }.into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn CheckoutDetails(
    visit: Visit,
    problem: RwSignal<Option<AppError>>,
    look_again: Callback<AppError>,
) -> impl IntoView {
    let till = Till::new(&visit, problem, look_again);
    let Visit {
        page,
        is_guest,
        refused,
        ..
    } = visit;
    let contact = page.form.clone();
    let lines = StoredValue::new(page.cart.lines.clone());
    let coupon = Memo::new(move |_| till.offer().with(|offer| offer.coupon.clone()));
    let mistakes = till.mistakes();
    let title = move || {
        let went_wrong = mistakes.with(|mistakes| !mistakes.is_empty()) || till.problem().is_some();
        if went_wrong {
            "Error: Checkout".to_owned()
        } else {
            "Checkout".to_owned()
        }
    };
    view! {
        <Page title=Signal::derive(title) kind="cart">
            <header class="page-head">
                <h1 class="page-title">"Checkout"</h1>
                <CouponEntry
                    coupon=coupon.into()
                    refused
                    from=paths::CHECKOUT
                    on_change=Callback::new(move |_: Cart| till.keep())
                />
            </header>
            <div class="split">
                <form
                    class="split-main checkout"
                    method="post"
                    action=Review::PATH
                    novalidate
                    node_ref=till.form()
                    aria-busy=move || till.is_busy().then_some("true")
                    on:submit=move |event| {
                        event.prevent_default();
                        till.submit();
                    }
                    on:focusout=move |event| till.left(&event)
                    on:input=move |event| till.typed(&event)
                    on:change=move |_| till.keep()
                >
                    <MistakeSummary mistakes/>
                    {move || till.problem().map(|error| view! { <TroubleNotice error/> })}
                    <Step id="step-contact" title="Contact">
                        {is_guest.then(guest_note)}
                        <ContactFields form=contact mistakes/>
                    </Step>
                    <Step id="step-address" title="Address">
                        <AddressFields form=page.form countries=page.countries mistakes/>
                        <p class="step-note">"The bill goes to the same address."</p>
                    </Step>
                    <Step id="step-delivery" title="Delivery">
                        <DeliveryFields offer=till.offer() chosen=till.shipping()/>
                    </Step>
                    <Step id="step-review" title="Review">
                        <ReviewLines lines=lines.get_value() option=till.option()/>
                    </Step>
                    <Step id="step-pay" title="Pay">
                        <CardFields card=till.card() mistakes/>
                        <p class="step-note">
                            "Card details go straight to the payment provider. We never see them. \
                            Visa, Mastercard, American Express."
                        </p>
                        <div class="pay">
                            <button
                                class="button wide pay-button with-script"
                                aria-busy=move || till.is_busy().then_some("true")
                            >
                                {move || format!("Pay {}", till.total().get())}
                            </button>
                            <p class="pay-note with-script">"You order and pay with this button."</p>
                            <button class="button wide pay-button without-script">
                                "Continue to the card"
                            </button>
                            <p class="pay-note without-script">
                                "Next you enter the card on the payment provider’s page, then you look \
                                over the order once more. Nothing is bought yet."
                            </p>
                        </div>
                    </Step>
                </form>
                <Aside lines=lines.get_value() option=till.option()/>
            </div>
        </Page>
    }
}

#[component]
fn Step(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="step" aria-labelledby=id>
            <h2 class="step-title" id=id>{title}</h2>
            <div class="step-body">{children()}</div>
        </section>
    }
}

fn guest_note() -> impl IntoView {
    view! {
        <p class="step-note">
            "Buying as a guest. "
            <a href=paths::sign_in_then(paths::CHECKOUT)>"Sign in"</a>
            " to use a saved address."
        </p>
    }
}

#[component]
fn TroubleNotice(error: AppError) -> impl IntoView {
    let is_about_the_cart = matches!(
        error,
        AppError::Refused(
            Refusal::CartChanged | Refusal::NotEnoughStock { .. } | Refusal::NotForSale
        )
    );
    let is_without_answer = matches!(
        error,
        AppError::Network | AppError::Unavailable | AppError::Internal { .. }
    );
    view! {
        <ProblemNotice words=problem::sentence(&error)/>
        {is_without_answer.then(|| view! {
            <p class="step-note">
                "If you had pressed Pay, your order may have reached us all the same. Press it again: \
                it stays one order, and is charged once."
            </p>
        })}
        {is_about_the_cart.then(|| view! {
            <p class="step-note"><a href=paths::CART>"See what changed in the cart"</a></p>
        })}
    }
}

#[component]
fn NothingToBuy(ordered: Option<(OrderKey, OrderNumber)>) -> impl IntoView {
    if let Some((key, number)) = ordered {
        return view! { <OrderedAlready key number/> }.into_any();
    }
    view! {
        <Page title="Checkout" kind="cart">
            <header class="page-head"><h1 class="page-title">"Checkout"</h1></header>
            <section class="empty">
                <p class="empty-text">"There is nothing in your cart to pay for."</p>
                <p class="empty-actions">
                    <a class="button" href=paths::HOME>"See all goods"</a>
                    <a class="button quiet" href=paths::FIND_ORDER>"Find an order"</a>
                </p>
            </section>
        </Page>
    }
    .into_any()
}

/// For whoever never got the answer to their order: the way to it, before they order again.
#[component]
fn OrderedAlready(key: OrderKey, number: OrderNumber) -> impl IntoView {
    view! {
        <Page title="Checkout" kind="cart">
            <header class="page-head"><h1 class="page-title">"Checkout"</h1></header>
            <section class="empty">
                <p class="empty-text">{format!("We have your order {number}. Your cart is empty again.")}</p>
                <p class="empty-actions">
                    <a class="button" href=paths::order(&key)>"See how it stands"</a>
                    <a class="button quiet" href=paths::HOME>"See all goods"</a>
                </p>
            </section>
        </Page>
    }
}
