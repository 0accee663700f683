//! The foot of every page.

use domain::catalog::CategoryNode;
use leptos::prelude::*;

use super::front::categories;
use crate::paths;

#[component]
pub(super) fn Footer() -> impl IntoView {
    view! {
        <footer class="footer">
            <div class="footer-grid">
                <Suspense>
                    {move || Suspend::new(async move { goods(&categories().await) })}
                </Suspense>
                <section class="footer-part">
                    <h2 class="footer-title">"Yours"</h2>
                    <ul>
                        <li><a href=paths::ACCOUNT>"Orders"</a></li>
                        <li><a href=paths::FIND_ORDER>"Find an order"</a></li>
                        <li><a href=paths::ADDRESSES>"Addresses"</a></li>
                        <li><a href=paths::CART>"Cart"</a></li>
                    </ul>
                </section>
                <section class="footer-part">
                    <h2 class="footer-title">"Good to know"</h2>
                    <p>
                        "Delivery in two to four working days. Thirty days to send things back. \
                        Prices include VAT."
                    </p>
                </section>
            </div>
            <p class="footer-end">
                <span class="logo-word">"Stoa"</span>
                " "
                <span>"A covered walk with goods on either side."</span>
            </p>
        </footer>
    }
}

fn goods(categories: &[CategoryNode]) -> impl IntoView + use<> {
    let links = categories
        .iter()
        .map(|node| {
            view! { <li><a href=paths::category(&node.link.slug)>{node.link.title.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <section class="footer-part footer-goods">
            <h2 class="footer-title">"Goods"</h2>
            <ul>{links}</ul>
        </section>
    }
}
