//! Goods in an order, with the choice of another order and a way to more. Categories and searches share it.

use domain::catalog::{Listing, ListingQuery, PageNumber, Sort};
use leptos::{html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::product_card::{Heading, goods};
use crate::{layout::frame::is_hydrated, ui::pager::Pager};

/// What fits into the first view of a desktop.
const FIRST_ROW: usize = 4;

/// What the page's address says about its list.
pub fn use_listing_query() -> Memo<ListingQuery> {
    let query = use_query_map();
    Memo::new(move |_| {
        let query = query.read();
        ListingQuery::from_parts(query.get_str("sort"), query.get_str("page"))
    })
}

/// `address` makes the address of the same list, otherwise sorted or longer.
#[component]
pub fn ListingView(
    listing: Listing,
    #[prop(into)] address: Callback<ListingQuery, String>,
    /// What else the form without script has to send along: `("q", "mug")`.
    #[prop(optional_no_strip)]
    along: Option<(&'static str, String)>,
) -> impl IntoView {
    let total = listing.total;
    let shown = u32::try_from(listing.products.len()).unwrap_or(u32::MAX);
    let more = listing.more().map(|query| address.run(query));
    view! {
        <div class="listing-bar">
            <p class="listing-count" role="status">
                <span class="count">{counted(total)}</span>
            </p>
            <SortForm query=listing.query address along/>
        </div>
        {goods(listing.products, Heading::Second, FIRST_ROW)}
        <Pager shown total page_size=PageNumber::SIZE more/>
    }
}

/// `1 item`, `37 items`.
fn counted(items: u32) -> String {
    let unit = if items == 1 { "item" } else { "items" };
    format!("{items} {unit}")
}

/// Choosing sorts at once; without script there is a button.
#[component]
fn SortForm(
    query: ListingQuery,
    address: Callback<ListingQuery, String>,
    along: Option<(&'static str, String)>,
) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    let navigate = use_navigate();
    let sort = Callback::new(move |name: String| {
        if let Ok(sort) = name.parse() {
            let sorted = ListingQuery {
                sort,
                page: PageNumber::default(),
            };
            let options = NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&address.run(sorted), options);
        }
    });
    // A choice that was made before the page came alive is carried out now. Later the list and its
    // address lead, and the choice follows them.
    Effect::new(move |_| {
        if let Some(select) = select.get() {
            let chosen = select.value();
            if chosen != query.sort.name() && !is_hydrated() {
                sort.run(chosen);
            } else {
                select.set_value(query.sort.name());
            }
        }
    });
    let options = Sort::ALL
        .into_iter()
        .map(|sort| {
            view! {
                <option value=sort.name() selected={sort == query.sort}>{sort.title()}</option>
            }
        })
        .collect_view();
    view! {
        // Without an action the form sends to the page's own address.
        <form class="sort" method="get">
            {along.map(|(name, value)| view! { <input type="hidden" name=name value=value/> })}
            <label class="sort-label" for="sort">"Sort by"</label>
            <select
                class="sort-select"
                id="sort"
                name="sort"
                node_ref=select
                on:change=move |event| sort.run(event_target_value(&event))
            >
                {options}
            </select>
            <button class="button small quiet without-script">"Sort"</button>
        </form>
    }
}
