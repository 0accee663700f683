//! A page in place of the one that could not be shown. Header, search and cart stay.

use leptos::prelude::*;

use super::{NotFoundPage, Page};
use crate::{error::AppError, paths, ui::problem};

#[component]
pub fn ProblemPage(error: AppError) -> impl IntoView {
    if error == AppError::NotFound {
        return view! { <NotFoundPage/> }.into_any();
    }
    let problem::Problem { code, title, text } = problem::of_page(&error);
    view! {
        <Page title=title kind="lost-page">
            <section class="lost">
                <p class="lost-code">{code}</p>
                <h1 class="lost-title">{title}</h1>
                <p class="lost-text">{text}</p>
                <p class="lost-actions">
                    // An empty address is this page, loaded anew.
                    <a class="button" href="" rel="external">"Try again"</a>
                    <a class="button quiet" href=paths::HOME>"Home"</a>
                </p>
            </section>
        </Page>
    }
    .into_any()
}
