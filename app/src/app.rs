//! The document, and the table of pages.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    accounts::{AccountRoute, AddressRoute, SignInRoute, SignUpRoute},
    cart::{CartPage, context::provide_cart_news},
    catalog::{CategoryPage, HomePage, ProductPage},
    checkout::{CardReturnRoute, CheckoutRoute},
    layout::{
        Frame, NotFoundPage, flash::provide_flash, front::provide_front, session::provide_session,
        toasts::provide_toasts,
    },
    orders::{OrderCardReturnRoute, OrderRoute},
    search::SearchPage,
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

    view! {
        <Title formatter=|title: String| format!("{title} · Stoa")/>
        <Router set_is_routing>
            <Frame is_routing>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/categories/:slug") view=CategoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/products/:slug") view=ProductPage ssr=SsrMode::Async/>
                    <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/cart") view=CartPage ssr=SsrMode::Async/>
                    <Route
                        path=path!("/checkout")
                        view={Lazy::<CheckoutRoute>::new()}
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/checkout/review")
                        view={Lazy::<CardReturnRoute>::new()}
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/orders/:key")
                        view={Lazy::<OrderRoute>::new()}
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/orders/:key/card-return")
                        view={Lazy::<OrderCardReturnRoute>::new()}
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("/sign-in") view={Lazy::<SignInRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/sign-up") view={Lazy::<SignUpRoute>::new()} ssr=SsrMode::Async/>
                    <Route
                        path=path!("/account")
                        view={Lazy::<AccountRoute>::new()}
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/account/addresses")
                        view={Lazy::<AccountRoute>::new()}
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/account/addresses/:id")
                        view={Lazy::<AddressRoute>::new()}
                        ssr=SsrMode::Async
                    />
                </FlatRoutes>
            </Frame>
        </Router>
    }
    // Forgets the type of the whole app, which is too deep for the compiler.
    .into_any()
}
