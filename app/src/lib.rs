//! Pages, components and server functions; compiled for the server and for the browser.

use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::components::{Router, Routes};

#[cfg(feature = "ssr")]
pub mod ssr;

/// The document around every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <HashedStylesheet options=options.clone() id="style"/>
                <HydrationScripts options defer=true/>
                <MetaTags/>
            </head>
            <body><App/></body>
        </html>
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Stoa"/>
        <Router>
            <Routes fallback=|| view! { <main><h1>"Page not found"</h1></main> }>{()}</Routes>
        </Router>
    }
}
