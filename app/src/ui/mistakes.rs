//! What is wrong with a form, above it: one link to each field.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{
    field::{Mistakes, name_of},
    problem,
};

const ERRORS: &str = "errors";

#[component]
pub fn MistakeSummary(mistakes: Mistakes) -> impl IntoView {
    let title = move || match mistakes.with(Vec::len) {
        1 => "One thing needs another look".to_owned(),
        2 => "Two things need another look".to_owned(),
        count => format!("{count} things need another look"),
    };
    view! {
        <Show when=move || mistakes.with(|mistakes| !mistakes.is_empty())>
            <div class="notice" data-tone="bad" role="alert" tabindex="-1" id=ERRORS autofocus>
                <h2 class="notice-title">{title}</h2>
                <ul>
                    {move || mistakes.with(|mistakes| {
                        mistakes.iter().map(|mistake| view! {
                            // The browser's own jump: it moves the focus into the field.
                            <li>
                                <a href=format!("#{}", name_of(mistake.field)) rel="external">
                                    {problem::field(mistake)}
                                </a>
                            </li>
                        }).collect_view()
                    })}
                </ul>
            </div>
        </Show>
    }
}

/// A mistake that belongs to no field.
#[component]
pub fn ProblemNotice(#[prop(into)] words: String) -> impl IntoView {
    view! {
        <div class="notice" data-tone="bad" role="alert" tabindex="-1" id=ERRORS autofocus>
            <p class="notice-title">{words}</p>
        </div>
    }
}

/// Moves the focus to what went wrong, once it is on the page. Without script `autofocus` does it.
pub fn focus_on_mistakes() {
    request_animation_frame(|| {
        let summary = document().get_element_by_id(ERRORS);
        if let Some(summary) =
            summary.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            _ = summary.focus();
        }
    });
}
