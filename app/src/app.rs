//! The document, and the table of pages.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    accounts::{AccountsRoute, account_pages},
    cart::{cart_pages, context::provide_cart_news},
    catalog::{ListingRoute, listing_pages, product_pages},
    checkout::{CheckoutRoute, checkout_pages},
    layout::{
        Frame, NotFoundPage, OnDemand, flash::provide_flash, front::provide_front,
        session::provide_session, toasts::provide_toasts,
    },
    orders::{OrdersRoute, order_pages},
};

/// The document around the app, as the server sends it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <HashedStylesheet options=options.clone()/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <AutoReload options=options.clone()/>
                // Deferred: the browser paints first and comes alive when it is idle.
                <HydrationScripts options defer=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Pages are rendered whole before they are sent, so each has its right status and works without script.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_front();
    provide_flash();
    provide_session();
    provide_toasts();
    provide_cart_news();
    let (is_routing, set_is_routing) = signal(false);
    let ssr = SsrMode::Async;
    let listing = |route| OnDemand(move || listing_pages(route));
    let checkout = |route| OnDemand(move || checkout_pages(route));
    let order = |route| OnDemand(move || order_pages(route));
    let account = |route| OnDemand(move || account_pages(route));

    view! {
        <Title formatter=|title: String| format!("{title} · Stoa")/>
        <Router set_is_routing>
            <Frame is_routing>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=listing(ListingRoute::Home) ssr=ssr.clone()/>
                    <Route path=path!("/categories/:slug") view=listing(ListingRoute::Category) ssr=ssr.clone()/>
                    <Route path=path!("/search") view=listing(ListingRoute::Search) ssr=ssr.clone()/>
                    <Route path=path!("/products/:slug") view=OnDemand(product_pages) ssr=ssr.clone()/>
                    <Route path=path!("/cart") view=OnDemand(cart_pages) ssr=ssr.clone()/>
                    <Route path=path!("/checkout") view=checkout(CheckoutRoute::Checkout) ssr=ssr.clone()/>
                    <Route path=path!("/checkout/review") view=checkout(CheckoutRoute::CardReturn) ssr=ssr.clone()/>
                    <Route path=path!("/orders/find") view=order(OrdersRoute::Find) ssr=ssr.clone()/>
                    <Route path=path!("/orders/:key") view=order(OrdersRoute::Order) ssr=ssr.clone()/>
                    <Route path=path!("/orders/:key/card-return") view=order(OrdersRoute::CardReturn) ssr=ssr.clone()/>
                    <Route path=path!("/orders/:key/invoice") view=order(OrdersRoute::Invoice) ssr=ssr.clone()/>
                    <Route path=path!("/sign-in") view=account(AccountsRoute::SignIn) ssr=ssr.clone()/>
                    <Route path=path!("/sign-up") view=account(AccountsRoute::SignUp) ssr=ssr.clone()/>
                    <Route path=path!("/account") view=account(AccountsRoute::Account) ssr=ssr.clone()/>
                    <Route path=path!("/account/addresses") view=account(AccountsRoute::Account) ssr=ssr.clone()/>
                    <Route path=path!("/account/addresses/:id") view=account(AccountsRoute::Address) ssr=ssr.clone()/>
                </FlatRoutes>
            </Frame>
        </Router>
    }
    // Forgets the type of the whole app, which is too deep for the compiler.
    .into_any()
}
