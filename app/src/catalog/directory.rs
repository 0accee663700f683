//! The whole shop at a glance: every category with a picture and what is in it.

use domain::catalog::CategoryNode;
use leptos::prelude::*;

use crate::{
    paths,
    ui::{PictureView, picture::sizes},
};

#[component]
pub fn Directory(categories: Vec<CategoryNode>, #[prop(into)] title: String) -> impl IntoView {
    view! {
        <section class="section" id="everything">
            <header class="section-head"><h2 class="section-title">{title}</h2></header>
            <ul class="directory">{categories.into_iter().map(cell).collect_view()}</ul>
        </section>
    }
}

fn cell(node: CategoryNode) -> impl IntoView {
    let children = node
        .children
        .iter()
        .map(|child| {
            view! { <li><a href=paths::category(&child.link.slug)>{child.link.title.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <li class="directory-cell">
            <PictureView picture=node.picture sizes=sizes::TILE decorative=true/>
            <h3 class="directory-name">
                <a class="directory-link" href=paths::category(&node.link.slug)>{node.link.title}</a>
                " "
                <span class="count">{node.products.to_string()}</span>
            </h3>
            <ul class="directory-children">{children}</ul>
        </li>
    }
}
