//! `/categories/{slug}`: a category, what is below it, and its goods.

use domain::{catalog, catalog::ListingQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    api::get_category,
    listing::{ListingView, use_listing_query},
};
use crate::{
    layout::{Page, ProblemPage},
    paths,
    ui::Breadcrumbs,
    wire::load,
};

#[component]
pub fn CategoryPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_listing_query();
    let category = load(
        move || (params.read().get("slug").unwrap_or_default(), query.get()),
        |(slug, query)| get_category(slug, query),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match category.await {
                    Ok(page) => view! { <CategoryDetails page/> }.into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn CategoryDetails(page: catalog::CategoryPage) -> impl IntoView {
    let catalog::CategoryPage {
        category,
        description,
        ancestors,
        children,
        listing,
    } = page;
    let slug = category.slug.clone();
    let address = move |query: ListingQuery| paths::category_listing(&slug, query);
    let title = category.title.clone();
    view! {
        <Page title=title.clone() kind="listing">
            <Breadcrumbs ancestors here=title.clone()/>
            <header class="page-head">
                <h1 class="page-title">{title.clone()}</h1>
                {(!description.is_empty()).then(|| view! { <p class="page-lead">{description}</p> })}
            </header>
            {(!children.is_empty()).then(|| scopes(&category, listing.total, &children))}
            <ListingView listing address=Callback::new(address)/>
        </Page>
    }
}

/// The category itself, without a link, and the narrower ones.
fn scopes(
    category: &catalog::CategoryLink,
    all: u32,
    children: &[catalog::CategoryNode],
) -> impl IntoView + use<> {
    let children = children
        .iter()
        .map(|child| {
            view! {
                <li>
                    <a href=paths::category(&child.link.slug)>
                        {child.link.title.clone()}
                        " "
                        <span class="count">{child.products.to_string()}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="scopes" aria-label=format!("In {}", category.title)>
            <ul>
                <li>
                    <a href=paths::category(&category.slug) aria-current="page">
                        "All "
                        <span class="count">{all.to_string()}</span>
                    </a>
                </li>
                {children}
            </ul>
        </nav>
    }
}
