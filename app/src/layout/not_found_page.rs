//! 404: the page was never there. The server gives the answer its status.

use leptos::prelude::*;

use super::{Page, front::categories};
use crate::catalog::Directory;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <Page title="Page not found" kind="lost-page">
            <section class="lost">
                <p class="lost-code">"404"</p>
                <h1 class="lost-title">"Nothing stands between these columns"</h1>
                <p class="lost-text">
                    "The page has moved or never was. Search above, or go on from here."
                </p>
            </section>
            <Suspense>
                {move || Suspend::new(async move {
                    view! {
                        <Directory categories=categories().await title="Everything in the shop"/>
                    }
                })}
            </Suspense>
        </Page>
    }
}
