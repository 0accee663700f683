//! The way from the front page to here.

use domain::catalog::CategoryLink;
use leptos::prelude::*;

use crate::paths;

#[component]
pub fn Breadcrumbs(
    /// From the root down.
    ancestors: Vec<CategoryLink>,
    #[prop(into)] here: String,
) -> impl IntoView {
    let steps = ancestors
        .into_iter()
        .map(|step| view! { <li><a href=paths::category(&step.slug)>{step.title}</a></li> })
        .collect_view();
    // The house's name: a category may well be called Home.
    view! {
        <nav class="breadcrumbs" aria-label="Breadcrumb">
            <ol>
                <li><a href=paths::HOME>"Stoa"</a></li>
                {steps}
                <li><span aria-current="page">{here}</span></li>
            </ol>
        </nav>
    }
}
