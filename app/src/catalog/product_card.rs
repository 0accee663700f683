//! A product as a tile. The whole tile is one link.

use domain::catalog::{ProductCard, Swatch};
use leptos::prelude::*;

use crate::{
    paths,
    ui::{PictureView, Price, SwatchView, picture::sizes},
};

/// How deep in the page's outline a tile's name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Right below the page's title.
    Second,
    /// Below a section's title.
    Third,
}

#[component]
pub fn ProductTile(
    product: ProductCard,
    heading: Heading,
    /// In the first view of the page.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let link = view! {
        <a class="card-link" href=paths::product(&product.slug)>{product.title}</a>
    };
    let name = match heading {
        Heading::Second => view! { <h2 class="card-name">{link}</h2> }.into_any(),
        Heading::Third => view! { <h3 class="card-name">{link}</h3> }.into_any(),
    };
    view! {
        <li class="card">
            <PictureView picture=product.picture sizes=sizes::TILE first/>
            {name}
            {product.brand.map(|brand| view! { <p class="card-detail">{brand}</p> })}
            <Price now=product.price before=product.compare_at from=product.price_varies/>
            {swatches(product.swatches)}
            {product.availability.is_sold_out().then(|| view! { <span class="badge">"Sold out"</span> })}
        </li>
    }
}

/// Tiles in a grid, as a section's content. `eager` of them are in the page's first view.
pub fn goods(products: Vec<ProductCard>, heading: Heading, eager: usize) -> impl IntoView {
    let tiles = products
        .into_iter()
        .enumerate()
        .map(|(position, product)| {
            view! { <ProductTile product heading first={position < eager}/> }
        })
        .collect_view();
    view! { <ul class="goods">{tiles}</ul> }
}

fn swatches(swatches: Vec<Swatch>) -> Option<impl IntoView> {
    let count = swatches.len();
    (1 < count).then(|| {
        view! {
            <p class="card-swatches">
                <span class="visually-hidden">{format!("In {count} colours")}</span>
                {swatches
                    .into_iter()
                    .map(|swatch| view! { <SwatchView colour=swatch.colour/> })
                    .collect_view()}
            </p>
        }
    })
}
