//! `/cart`: what the visitor means to buy, and what it comes to.

use domain::{cart::Cart, catalog::CategoryNode, pricing::Taxation};
use leptos::prelude::*;

use super::{
    api::find_cart,
    context::use_cart_news,
    coupon::{CouponEntry, refusal_of_coupon},
    editor::CartEditor,
    line::LineView,
    notices::{DriftNotice, FlashNotice},
    totals::{Progress, Totals},
};
use crate::{
    catalog::Directory,
    error::AppError,
    layout::{
        Page, ProblemPage,
        flash::{Flash, flash},
        front::categories,
    },
    paths,
    wire::load,
};

#[component]
pub fn CartPage() -> impl IntoView {
    let news = use_cart_news();
    let cart = load(move || news.changes(), |_| find_cart());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let flash = flash().await;
                let categories = categories().await;
                match cart.await {
                    Ok(cart) => view! { <CartDetails cart flash categories/> }.into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn CartDetails(cart: Cart, flash: Option<Flash>, categories: Vec<CategoryNode>) -> impl IntoView {
    let categories = StoredValue::new(categories);
    let refused = StoredValue::new(flash.as_ref().and_then(refusal_of_coupon));
    let said = StoredValue::new((cart.notices.clone(), flash, cart.lines.clone()));
    let notices = move || {
        let (drift, flash, lines) = said.get_value();
        // Said beside the field.
        let flash = flash.filter(|flash| refusal_of_coupon(flash).is_none());
        view! {
            <DriftNotice notices=drift/>
            {flash.map(|flash| view! { <FlashNotice flash lines/> })}
        }
    };
    let editor = CartEditor::new(cart);
    let cart = editor.cart();
    let is_empty = Memo::new(move |_| cart.with(Cart::is_empty));
    let items = move || cart.with(|cart| cart.totals.items);
    view! {
        <Page title="Cart" kind="cart">
            <header class="page-head">
                <h1 class="page-title">
                    "Cart "
                    <Show when=move || 0 < items()>
                        <span class="count">
                            {move || format!("{} {}", items(), if items() == 1 { "item" } else { "items" })}
                        </span>
                    </Show>
                </h1>
            </header>
            <Show
                when=move || !is_empty.get()
                fallback=move || view! {
                    {notices()}
                    <Empty categories=categories.get_value()/>
                }
            >
                <div class="split">
                    <div class="split-main">
                        {notices()}
                        <ul class="lines">
                            <For
                                each=move || cart.with(|cart| {
                                    cart.lines.iter().map(|line| line.variant).collect::<Vec<_>>()
                                })
                                key=|variant| *variant
                                let(variant)
                            >
                                <LineView variant editor/>
                            </For>
                        </ul>
                    </div>
                    <Summary editor refused=refused.get_value()/>
                </div>
            </Show>
        </Page>
    }
}

#[component]
fn Summary(editor: CartEditor, refused: Option<AppError>) -> impl IntoView {
    let cart = editor.cart();
    let totals = Signal::derive(move || cart.with(|cart| cart.totals));
    let bill = Memo::new(move |_| cart.with(Cart::bill));
    let coupon = Memo::new(move |_| cart.with(|cart| cart.coupon.clone()));
    let on_change = Callback::new(move |cart| editor.take(cart));
    view! {
        <aside class="split-aside summary" aria-label="Totals">
            <Progress totals/>
            {move || view! { <Totals bill=bill.get() how="standard"/> }}
            <CouponEntry coupon=coupon.into() refused from=paths::CART on_change/>
            {move || if cart.with(Cart::is_orderable) {
                view! { <a class="button wide" href=paths::CHECKOUT>"Checkout"</a> }.into_any()
            } else {
                view! {
                    <p class="summary-note">
                        "Something in here is sold out. Take it out to go on to the checkout."
                    </p>
                }
                .into_any()
            }}
            <p class="summary-note">
                {move || match totals.get().taxation {
                    Taxation::Included => {
                        "No account needed. Prices include VAT. Thirty days to return."
                    }
                    Taxation::Added => "No account needed. Thirty days to return.",
                }}
            </p>
        </aside>
    }
}

#[component]
fn Empty(categories: Vec<CategoryNode>) -> impl IntoView {
    view! {
        <section class="empty">
            <p class="empty-text">"Nothing in here yet."</p>
            <p class="empty-actions"><a class="button" href=paths::HOME>"See all goods"</a></p>
        </section>
        <Directory categories title="Everything in the shop"/>
    }
}
