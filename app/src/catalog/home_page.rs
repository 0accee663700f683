//! `/`: what the shop is, and everything in it.

use domain::{
    catalog::{Home, ProductCard},
    checkout::DeliveryPromise,
    pricing::Taxation,
};
use leptos::prelude::*;

use super::{
    Directory,
    api::get_home,
    delivery::cost,
    product_card::{Heading, goods},
};
use crate::{
    layout::{Page, ProblemPage, front::front},
    paths,
    ui::{PictureView, picture::sizes},
    wire::load,
};

/// As many pictures as the hero has bays.
const BAYS: usize = 4;

#[component]
pub fn HomePage() -> impl IntoView {
    let home = load(|| (), |()| get_home());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match home.await {
                    Ok(home) => {
                        let delivery = front().await.map(|front| front.delivery);
                        view! { <HomeDetails home delivery/> }.into_any()
                    }
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn HomeDetails(home: Home, delivery: Option<DeliveryPromise>) -> impl IntoView {
    // What the hero shows is not shown again below it.
    let mut bays = home.featured;
    let more = bays.split_off(BAYS.min(bays.len()));
    view! {
        <Page title="Calm goods for every day" kind="home">
            <Hero bays/>
            <Directory categories=home.categories title="Everything in the shop"/>
            {row("On the table this week", more)}
            {row("Reduced", home.reduced)}
            {row("New here", home.newest)}
            {delivery.map(promises)}
        </Page>
    }
}

#[component]
fn Hero(bays: Vec<ProductCard>) -> impl IntoView {
    let bays = bays
        .into_iter()
        .map(|product| view! {
            <li class="hero-bay">
                <a href=paths::product(&product.slug)>
                    <PictureView picture=product.picture sizes=sizes::TILE first=true decorative=true/>
                    <span class="hero-bay-name">{product.title}</span>
                </a>
            </li>
        })
        .collect_view();
    view! {
        <section class="hero">
            <div class="hero-text">
                <h1 class="hero-title">"Plain things, made to be used every day"</h1>
                <p class="hero-lead">
                    "Mugs that sit well in the hand, knives that hold an edge, light for the last \
                    chapter. Each of them chosen once."
                </p>
                <p class="hero-actions"><a class="button" href="#everything">"See all goods"</a></p>
            </div>
            <ul class="hero-bays">{bays}</ul>
        </section>
    }
}

/// A row of goods, unless there is nothing to put into it.
fn row(title: &'static str, products: Vec<ProductCard>) -> Option<impl IntoView> {
    (!products.is_empty()).then(|| {
        view! {
            <section class="section">
                <header class="section-head"><h2 class="section-title">{title}</h2></header>
                {goods(products, Heading::Third, 0)}
            </section>
        }
    })
}

fn promises(delivery: DeliveryPromise) -> impl IntoView {
    let taxed = match delivery.taxation {
        Taxation::Included => "They include VAT, and what you see in the cart is what you pay.",
        Taxation::Added => "Tax is added at the checkout, and what you see there is what you pay.",
    };
    let days = match delivery.days {
        (1, 1) => "The next working day".to_owned(),
        (fewest, most) if fewest == most => format!("{most} working days"),
        (fewest, most) => format!("{fewest} to {most} working days"),
    };
    view! {
        <section class="promises" aria-label="What you can count on">
            <div class="promise">
                <h2 class="promise-title">{format!("Here by {}", delivery.latest.short())}</h2>
                <p>{format!("{days}. {}.", cost(&delivery))}</p>
            </div>
            <div class="promise">
                <h2 class="promise-title">"Thirty days to decide"</h2>
                <p>"Send it back unused and we refund all of it."</p>
            </div>
            <div class="promise">
                <h2 class="promise-title">"Prices are prices"</h2>
                <p>{taxed}</p>
            </div>
            <div class="promise">
                <h2 class="promise-title">"No account needed"</h2>
                <p>"Buy as a guest. Keep your order with one link."</p>
            </div>
        </section>
    }
}
