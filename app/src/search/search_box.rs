//! The search in the header. A plain form; with script it suggests while one types.

use leptos::{ev, html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use super::combobox::{Combobox, Row, around};
use crate::{
    paths,
    ui::{PictureView, icon, picture::sizes},
};

const LIST: &str = "suggestions";

#[component]
pub fn SearchBox() -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let combobox = Combobox::new();
    let typed = RwSignal::new(String::new());
    let (words, initial) = words_in_the_address(input);

    let navigate = use_navigate();
    let go = Callback::new(move |href: String| {
        combobox.close();
        navigate(&href, NavigateOptions::default());
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let href = match combobox.active_row() {
            Some(row) => row.href,
            None => paths::search(input_value(input).trim()),
        };
        go.run(href);
    };
    let on_input = move |_| {
        let value = input_value(input);
        typed.set(value.clone());
        combobox.typed(value);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let is_open = untrack(|| combobox.is_open());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if is_open => combobox.step(event.key() == "ArrowDown"),
            "ArrowDown" => combobox.typed(input_value(input)),
            "Escape" if is_open => combobox.close(),
            _ => return,
        }
        event.prevent_default();
    };
    // A new page closes the list, however it was reached.
    Effect::new(move |_| {
        words.track();
        combobox.close();
    });

    view! {
        <form class="search" role="search" action=paths::SEARCH method="get" on:submit=submit>
            <label class="visually-hidden" for="q">"Search the shop"</label>
            <input
                class="search-input"
                id="q"
                name="q"
                type="search"
                value=initial
                placeholder="Search"
                autocomplete="off"
                enterkeyhint="search"
                maxlength="200"
                role="combobox"
                aria-expanded=move || if combobox.is_open() { "true" } else { "false" }
                aria-controls=LIST
                aria-autocomplete="list"
                aria-activedescendant=move || combobox.active.get().map(row_id)
                node_ref=input
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| combobox.close()
            />
            <button class="search-button" aria-label="Search">{icon::SEARCH.draw()}</button>
            <ul
                class="suggestions"
                id=LIST
                role="listbox"
                aria-label="Suggestions"
                hidden=move || !combobox.is_open()
                // Keeps the focus in the box while a row is pressed.
                on:mousedown=|event| event.prevent_default()
            >
                {move || {
                    let typed = typed.read_untracked();
                    combobox
                        .rows
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(position, row)| suggestion(position, row, &typed, combobox, go))
                        .collect_view()
                }}
            </ul>
        </form>
    }
}

fn suggestion(
    position: usize,
    row: Row,
    typed: &str,
    combobox: Combobox,
    go: Callback<String>,
) -> impl IntoView + use<> {
    let Row {
        text,
        kind,
        href,
        picture,
    } = row;
    let (before, marked, after) = around(&text, typed);
    let (before, marked, after) = (before.to_owned(), marked.to_owned(), after.to_owned());
    let image = match picture {
        Some(picture) => {
            view! { <PictureView picture=picture sizes=sizes::LINE decorative=true/> }.into_any()
        }
        None => icon::SEARCH.draw().into_any(),
    };
    view! {
        <li
            class="suggestion"
            role="option"
            id=row_id(position)
            aria-selected=move || if combobox.active.get() == Some(position) { "true" } else { "false" }
            on:click=move |_| go.run(href.clone())
        >
            {image}
            <span class="suggestion-text">
                {before}
                {(!marked.is_empty()).then(|| view! { <mark>{marked}</mark> })}
                {after}
            </span>
            <span class="suggestion-kind">{kind}</span>
        </li>
    }
}

/// The words of a search page stay in the box. They are written there once, when the page changes:
/// whatever is typed before or after that belongs to the visitor.
fn words_in_the_address(input: NodeRef<html::Input>) -> (Memo<(String, String)>, String) {
    let location = use_location();
    let words = Memo::new(move |_| {
        let path = location.pathname.get();
        let words = if path == paths::SEARCH {
            location.query.read().get("q").unwrap_or_default()
        } else {
            String::new()
        };
        (path, words)
    });
    let (_, initial) = words.get_untracked();
    Effect::new(move |before: Option<(String, String)>| {
        let now = words.get();
        if before.is_some_and(|before| before != now)
            && let Some(input) = input.get_untracked()
        {
            input.set_value(&now.1);
        }
        now
    });
    (words, initial)
}

fn input_value(input: NodeRef<html::Input>) -> String {
    input
        .get_untracked()
        .map(|input| input.value())
        .unwrap_or_default()
}

fn row_id(position: usize) -> String {
    format!("suggestion-{position}")
}
