//! `/search?q=…`: what fits the words, or what to do when nothing does.

use domain::{
    catalog::{CategoryLink, CategoryNode, ListingQuery},
    search::SearchResults,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::search;
use crate::{
    catalog::{Directory, ListingView, use_listing_query},
    layout::{Page, ProblemPage, front::categories},
    paths,
    wire::load,
};

#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let listing = use_listing_query();
    let words = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let results = load(
        move || (words.get(), listing.get()),
        |(words, query)| search(words, query),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match results.await {
                    Ok(Some(results)) if 0 < results.listing.total => {
                        view! { <Found results/> }.into_any()
                    }
                    Ok(results) => {
                        let categories = categories().await;
                        view! { <Walk results categories/> }.into_any()
                    }
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Found(results: SearchResults) -> impl IntoView {
    let SearchResults {
        query,
        corrected,
        categories,
        listing,
    } = results;
    let words = query.to_string();
    let address = {
        let words = words.clone();
        move |listing: ListingQuery| paths::search_listing(&words, listing)
    };
    view! {
        <Page title=format!("“{words}”") kind="listing">
            <header class="page-head">
                <h1 class="page-title">{format!("“{words}”")}</h1>
                {corrected.map(|corrected| view! {
                    <p class="page-lead">
                        {format!("Nothing is called “{words}”. This is what we have for ")}
                        <strong>{corrected.to_string()}</strong>
                        "."
                    </p>
                })}
                {(!categories.is_empty()).then(|| also(categories))}
            </header>
            <ListingView listing address=Callback::new(address) along=Some(("q", words.clone()))/>
        </Page>
    }
}

/// Categories whose name fits: for many a search they are the better answer.
fn also(categories: Vec<CategoryLink>) -> impl IntoView {
    let lead = if categories.len() == 1 {
        "Also a category: "
    } else {
        "Also categories: "
    };
    let links = categories
        .into_iter()
        .enumerate()
        .map(|(position, category)| {
            view! {
                {(0 < position).then_some(", ")}
                <a href=paths::category(&category.slug)>{category.title}</a>
            }
        })
        .collect_view();
    view! { <p class="page-lead">{lead}{links}</p> }
}

/// Nothing was found, or nothing was asked for: here is everything.
#[component]
fn Walk(results: Option<SearchResults>, categories: Vec<CategoryNode>) -> impl IntoView {
    let (title, lead) = match results {
        Some(results) => (
            format!("Nothing for “{}”", results.query),
            "We looked in names, materials, brands and article numbers. Try fewer or other words.",
        ),
        None => (
            "Search the shop".to_owned(),
            "Type a name, a material, a brand or an article number.",
        ),
    };
    view! {
        <Page title=title.clone() kind="listing">
            <header class="page-head">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead" role="status">{lead}</p>
            </header>
            <Directory categories title="Or walk through the shop"/>
        </Page>
    }
}
