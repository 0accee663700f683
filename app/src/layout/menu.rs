//! The menu of narrow windows: a popover, so Escape, a tap beside it and the focus are the browser's.

use domain::catalog::CategoryNode;
use leptos::prelude::*;

use super::{header::current_in, session::use_session};
use crate::{paths, ui::icon};

/// Its id, for the button that opens it and for the page change that closes it.
pub(super) const MENU: &str = "menu";

#[component]
pub(super) fn Menu(categories: Vec<CategoryNode>) -> impl IntoView {
    let session = use_session();
    view! {
        <nav class="menu" id=MENU popover="auto" aria-label="Menu">
            <p class="menu-head">
                <span class="menu-title">"All goods"</span>
                <button
                    class="menu-close"
                    type="button"
                    popovertarget=MENU
                    popovertargetaction="hide"
                    aria-label="Close the menu"
                >
                    {icon::CLOSE.draw()}
                </button>
            </p>
            <ul class="menu-list">{categories.iter().map(entry).collect_view()}</ul>
            <ul class="menu-list menu-yours">
                <li>
                    <a href=move || {
                        if session.name().is_some() { paths::ACCOUNT } else { paths::SIGN_IN }
                    }>{move || session.name().unwrap_or_else(|| "Sign in".to_owned())}</a>
                </li>
            </ul>
        </nav>
    }
}

fn entry(node: &CategoryNode) -> impl IntoView + use<> {
    let children = node
        .children
        .iter()
        .map(|child| {
            view! {
                <li>
                    <a href=paths::category(&child.link.slug) aria-current=current_in(child)>
                        {child.link.title.clone()}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <li>
            <a href=paths::category(&node.link.slug) aria-current=current_in(node)>
                {node.link.title.clone()}
                " "
                <span class="count">{node.products.to_string()}</span>
            </a>
            <ul class="menu-children">{children}</ul>
        </li>
    }
}
