//! `/products/{slug}?variant={sku}`: one product and the form that puts it in the cart.

use domain::{
    Slug, VariantId,
    cart::{Cart, Quantity},
    catalog::{Attribute, Product, ProductLookup},
    checkout::DeliveryPromise,
    pricing::Taxation,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};

use super::{
    added_panel::AddedPanel,
    api::get_product,
    buy_form::BuyForm,
    delivery::cost,
    gallery::Gallery,
    product_card::{Heading, goods},
};
use crate::{
    cart::context::use_cart_news,
    error::AppError,
    layout::{
        Page, ProblemPage,
        flash::{ADDED, Flash, flash},
        front::front,
    },
    paths,
    ui::{Breadcrumbs, Price},
    wire::load,
};

#[component]
pub fn ProductPage() -> impl IntoView {
    let params = use_params_map();
    let product = load(
        move || params.read().get("slug").unwrap_or_default(),
        get_product,
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match product.await {
                    Ok(ProductLookup::Found(product)) => {
                        let delivery = front().await.map(|front| front.delivery);
                        let said = flash().await;
                        view! { <ProductDetails product=*product delivery said/> }.into_any()
                    }
                    Ok(ProductLookup::Moved(to)) => view! { <MovedTo to/> }.into_any(),
                    Ok(ProductLookup::Gone) => view! { <ProblemPage error=AppError::Gone/> }.into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The server has answered with the new address already; a page that came without a load goes there now.
#[component]
fn MovedTo(to: Slug) -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move |_| {
        let options = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(&paths::product(&to), options);
    });
}

#[component]
fn ProductDetails(
    product: Product,
    delivery: Option<DeliveryPromise>,
    said: Option<Flash>,
) -> impl IntoView {
    let news = use_cart_news();
    let query = use_query_map();
    let title = product.title.clone();
    let brand = product.brand.clone();
    let categories = product.categories.clone();
    let pictures = product.pictures.clone();
    let description = product.description_html.clone();
    let attributes = product.attributes.clone();
    let related = product.related.clone();
    let added = RwSignal::new(said.as_ref().and_then(|said| added_before(&product, said)));
    let refused = said.as_ref().and_then(|said| said.error(&product.title));
    let product = StoredValue::new(product);

    let chosen = Memo::new(move |_| {
        let query = query.read();
        product.with_value(|product| position(product, query.get_str("variant")))
    });
    let picture = move || product.with_value(|product| product.variants[chosen.get()].picture);
    let outcome = move |outcome: Result<(VariantId, Quantity, Cart), AppError>| {
        if let Ok((variant, quantity, cart)) = outcome {
            news.tell(cart.totals.items);
            let variant = product.with_value(|product| position_of(product, variant));
            added.set(variant.map(|variant| (variant, u32::from(quantity.get()))));
        }
    };

    view! {
        <Page title=title.clone() kind="product">
            {move || added.get().map(|(variant, quantity)| view! {
                <AddedPanel
                    product
                    variant
                    quantity
                    on_close=Callback::new(move |()| added.set(None))
                />
            })}
            <Breadcrumbs ancestors=categories here=title.clone()/>
            <div class="product-top">
                <Gallery pictures wanted=Signal::derive(picture)/>
                <section class="buy" aria-label="Buy">
                    {brand.map(|brand| view! {
                        <p class="buy-brand"><a href=paths::search(&brand)>{brand.clone()}</a></p>
                    })}
                    <h1 class="buy-title">{title}</h1>
                    <VariantPrice product chosen delivery=delivery.clone()/>
                    <BuyForm product chosen refused on_outcome=Callback::new(outcome)/>
                    {delivery.map(|delivery| view! { <Delivery product chosen delivery/> })}
                </section>
            </div>
            <div class="product-more">
                <section class="section prose">
                    <header class="section-head"><h2 class="section-title">"About it"</h2></header>
                    <div inner_html=description></div>
                </section>
                <Specs attributes product chosen/>
            </div>
            {(!related.is_empty()).then(|| view! {
                <section class="section">
                    <header class="section-head">
                        <h2 class="section-title">"Goes well with it"</h2>
                    </header>
                    {goods(related, Heading::Third, 0)}
                </section>
            })}
        </Page>
    }
}

#[component]
fn VariantPrice(
    product: StoredValue<Product>,
    chosen: Memo<usize>,
    delivery: Option<DeliveryPromise>,
) -> impl IntoView {
    let price = move || {
        let (now, before) = product.with_value(|product| {
            let variant = &product.variants[chosen.get()];
            (variant.price, variant.compare_at)
        });
        view! { <Price now before/> }
    };
    let taxation = delivery
        .as_ref()
        .map(|delivery| delivery.taxation)
        .unwrap_or_default();
    view! {
        {price}
        <p class="buy-note">
            {match taxation {
                Taxation::Included => "Includes VAT. ",
                Taxation::Added => "Plus tax. ",
            }}
            {delivery.map(|delivery| view! {
                <a href="#delivery">"Delivery"</a>
                {format!(" {}.", cost(&delivery))}
            })}
        </p>
    }
}

/// Said beside the button, for this product alone: what it costs to get, when it comes, how it goes back.
#[component]
fn Delivery(
    product: StoredValue<Product>,
    chosen: Memo<usize>,
    delivery: DeliveryPromise,
) -> impl IntoView {
    let latest = delivery.latest;
    let costs = move || {
        let price = product.with_value(|product| product.variants[chosen.get()].price);
        match delivery.cost_of(price) {
            free if free.is_zero() => ", free.".to_owned(),
            cost => match delivery.free_from {
                Some(free_from) => format!(", {cost}. Free from {free_from}."),
                None => format!(", {cost}."),
            },
        }
    };
    view! {
        <dl class="delivery" id="delivery">
            <div>
                <dt>"Delivery"</dt>
                <dd>
                    "With you by "
                    <strong><time datetime=latest.to_string()>{latest.short()}</time></strong>
                    {costs}
                </dd>
            </div>
            <div>
                <dt>"Returns"</dt>
                <dd>"Thirty days, unused, full refund."</dd>
            </div>
        </dl>
    }
}

#[component]
fn Specs(
    attributes: Vec<Attribute>,
    product: StoredValue<Product>,
    chosen: Memo<usize>,
) -> impl IntoView {
    let facts = attributes
        .into_iter()
        .map(|attribute| {
            view! {
                <div><dt>{attribute.name}</dt><dd>{attribute.value.display()}</dd></div>
            }
        })
        .collect_view();
    let sku = move || product.with_value(|product| product.variants[chosen.get()].sku.clone());
    view! {
        <section class="section">
            <header class="section-head"><h2 class="section-title">"Details"</h2></header>
            <dl class="specs">
                {facts}
                <div><dt>"Article"</dt><dd>{sku}</dd></div>
            </dl>
        </section>
    }
}

/// The variant that the address names, or the one a page opens with.
fn position(product: &Product, sku: Option<&str>) -> usize {
    let variant = sku
        .and_then(|sku| product.variant(sku))
        .unwrap_or_else(|| product.opening_variant());
    position_of(product, variant.id).unwrap_or(0)
}

fn position_of(product: &Product, id: VariantId) -> Option<usize> {
    product.variants.iter().position(|variant| variant.id == id)
}

/// What a form that was posted without script has put into the cart.
fn added_before(product: &Product, said: &Flash) -> Option<(usize, u32)> {
    let variant = (said.code == ADDED)
        .then(|| said.about.parse().ok())
        .flatten()?;
    Some((position_of(product, variant)?, said.count))
}
