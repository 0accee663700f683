//! The head of every page: the name, the search, what is yours, and the categories.

use domain::catalog::CategoryNode;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{front::categories, menu::Menu, session::use_session};
use crate::{paths, search::SearchBox, ui::icon};

#[component]
pub(crate) fn Header() -> impl IntoView {
    view! {
        <header class="header">
            <div class="header-bar">
                <a class="logo" href=paths::HOME aria-label="Stoa, home">
                    <svg class="logo-mark" viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">
                        <path d="M0 1h20M2.5 3v10M7.5 3v10M12.5 3v10M17.5 3v10M0 15h20"></path>
                    </svg>
                    <span class="logo-word">"Stoa"</span>
                </a>
                <SearchBox/>
                <nav class="header-tools" aria-label="Yours">
                    <AccountLink/>
                    <CartLink/>
                    <button class="header-tool header-menu" type="button" popovertarget="menu">
                        {icon::MENU.draw()}
                        <span class="header-tool-text">"Menu"</span>
                    </button>
                </nav>
            </div>
            <Suspense>
                {move || Suspend::new(async move {
                    let tree = categories().await;
                    view! {
                        <nav class="header-nav" aria-label="Categories">
                            <ul>{tree.iter().map(category_link).collect_view()}</ul>
                        </nav>
                        <Menu categories=tree/>
                    }
                })}
            </Suspense>
        </header>
    }
}

#[component]
fn AccountLink() -> impl IntoView {
    let session = use_session();
    let href = move || {
        if session.name().is_some() {
            paths::ACCOUNT
        } else {
            paths::SIGN_IN
        }
    };
    view! {
        <a class="header-tool header-account" href=href>
            {icon::ACCOUNT.draw()}
            <span class="header-tool-text">
                {move || session.name().unwrap_or_else(|| "Sign in".to_owned())}
            </span>
        </a>
    }
}

#[component]
fn CartLink() -> impl IntoView {
    let session = use_session();
    let items = move || session.items();
    view! {
        <a class="header-tool" href=paths::CART>
            {icon::CART.draw()}
            <span class="header-tool-text">"Cart"</span>
            // Invisible at nought, but it keeps its place: nothing shifts when the number comes.
            <span class="header-count" data-count=move || items().to_string()>
                <span class="visually-hidden">" with "</span>
                {move || items().to_string()}
                <span class="visually-hidden">
                    {move || if items() == 1 { " item" } else { " items" }}
                </span>
            </span>
        </a>
    }
}

fn category_link(node: &CategoryNode) -> impl IntoView + use<> {
    let href = paths::category(&node.link.slug);
    view! {
        <li>
            <a href=href aria-current=current_in(node)>{node.link.title.clone()}</a>
        </li>
    }
}

/// `page` on the category's own page, `true` on a page below it.
pub(super) fn current_in(node: &CategoryNode) -> impl Fn() -> Option<&'static str> + Clone + use<> {
    let path = use_location().pathname;
    let own = paths::category(&node.link.slug);
    let mut below = Vec::new();
    collect_below(node, &mut below);
    move || {
        let path = path.read();
        if *path == own {
            Some("page")
        } else {
            below.contains(&*path).then_some("true")
        }
    }
}

fn collect_below(node: &CategoryNode, paths: &mut Vec<String>) {
    for child in &node.children {
        paths.push(crate::paths::category(&child.link.slug));
        collect_below(child, paths);
    }
}
