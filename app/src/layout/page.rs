//! The frame's middle: a page's title and its main landmark.

use leptos::prelude::*;
use leptos_meta::Title;

/// A page. Its sections are direct children.
#[component]
pub fn Page(
    /// What the tab says, before the shop's name.
    #[prop(into)]
    title: Signal<String>,
    /// The page's class beside `page`: `home`, `product`, `narrow` …
    #[prop(optional)]
    kind: &'static str,
    children: Children,
) -> impl IntoView {
    // The server reads the title when the page is finished, and the signal may have gone with its
    // owner by then.
    let first = title.get_untracked();
    let text = move || title.try_get().unwrap_or_else(|| first.clone());

    view! {
        <Title text/>
        <main class=format!("page {kind}").trim_end().to_owned() id="main" tabindex="-1">
            {children()}
        </main>
    }
}
