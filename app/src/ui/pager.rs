//! How much of a list is shown, and the way to more of it.

use leptos::prelude::*;

/// `more` leads to the longer list, which begins with what is here: the page keeps its place.
#[component]
pub fn Pager(shown: u32, total: u32, page_size: u32, more: Option<String>) -> impl IntoView {
    let next = page_size.min(total.saturating_sub(shown));
    view! {
        <nav class="pager" aria-label="More goods">
            <p class="pager-text">{format!("{shown} of {total} shown")}</p>
            <progress
                class="pager-progress"
                value=shown.to_string()
                max=total.to_string()
                aria-hidden="true"
            ></progress>
            {more.map(|href| view! {
                <a class="button quiet" href=href rel="next" data-noscroll>
                    {format!("Show {next} more")}
                </a>
            })}
        </nav>
    }
}
