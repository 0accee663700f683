//! What was put into the cart, and where to go from there. It stays until it is closed.

use domain::catalog::{Product, Variant};
use leptos::{ev, prelude::*};

use crate::{
    layout::session::use_session,
    paths,
    ui::{PictureView, Price, icon, picture::sizes},
};

#[component]
pub fn AddedPanel(
    product: StoredValue<Product>,
    /// The position of the variant that was added.
    variant: usize,
    quantity: u32,
    on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let close = move |event: ev::MouseEvent| {
        event.prevent_default();
        on_close.run(());
    };
    let (title, picture, detail, total, here) = product.with_value(|product| {
        let variant = &product.variants[variant];
        (
            product.title.clone(),
            picture_of(product, variant).cloned(),
            detail(variant, quantity),
            variant.price.times(quantity).unwrap_or(variant.price),
            paths::variant(&product.slug, &variant.sku),
        )
    });
    let in_cart = move || match session.items() {
        0 => String::new(),
        items => format!(" ({items})"),
    };
    view! {
        <section class="added" role="status" aria-label="Added to cart">
            <p class="added-title">{icon::CHECK.draw()}"Added to your cart"</p>
            <a class="added-close" href=here aria-label="Close" on:click=close>
                {icon::CLOSE.draw()}
            </a>
            <div class="added-item">
                <PictureView picture=picture sizes=sizes::LINE decorative=true/>
                <p class="added-name">{title}<span class="added-detail">{detail}</span></p>
                <Price now=total/>
            </div>
            <p class="added-actions">
                <a class="button" href=paths::CHECKOUT>"Checkout"</a>
                <a class="button quiet" href=paths::CART>"View cart"{in_cart}</a>
            </p>
        </section>
    }
}

/// The picture that shows the variant, or the product's first.
pub fn picture_of<'product>(
    product: &'product Product,
    variant: &Variant,
) -> Option<&'product domain::catalog::Picture> {
    variant
        .picture
        .and_then(|index| product.pictures.get(index))
        .or(product.pictures.first())
}

/// `Brick, 300 ml · 1 piece`
fn detail(variant: &Variant, quantity: u32) -> String {
    let unit = if quantity == 1 { "piece" } else { "pieces" };
    let options = variant.options.join(", ");
    if options.is_empty() {
        format!("{quantity} {unit}")
    } else {
        format!("{options} · {quantity} {unit}")
    }
}
