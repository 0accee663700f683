//! Browsing and searching.

use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Slug,
    catalog::{ListingQuery, ProductLookup, Sort},
    search::SearchQuery,
};
use http::StatusCode;
use serde::Deserialize;
use shop::{Shop, ShopError};
use utoipa::IntoParams;

use super::{
    body::Asked,
    problem::{Problem, no_such_address},
    view::{CategoryNode, CategoryPage, Listing, Product, SearchResults, Suggestions},
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListingParams {
    /// `featured`, `price-up`, `price-down` or `newest`.
    sort: Option<String>,
    /// From 1 to 20. Page n holds everything from the first item on, 24 more than the page before.
    page: Option<u16>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchParams {
    /// The words to look for.
    q: String,
    /// `featured` (relevance), `price-up`, `price-down` or `newest`.
    sort: Option<String>,
    /// From 1 to 20. Page n holds everything from the first item on, 24 more than the page before.
    page: Option<u16>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SuggestParams {
    /// What has been typed so far.
    q: String,
}

/// All categories, as a tree.
#[utoipa::path(get, path = "/categories", tag = "Catalogue", responses((status = OK, body = [CategoryNode])))]
pub(super) async fn categories(
    State(shop): State<Shop>,
) -> Result<Json<Vec<CategoryNode>>, Problem> {
    let tree = shop.catalog().category_tree().await?;
    Ok(Json(tree.into_iter().map(CategoryNode::from).collect()))
}

/// A category and its products.
#[utoipa::path(
    get,
    path = "/categories/{slug}",
    tag = "Catalogue",
    params(("slug" = String, Path), ListingParams),
    responses((status = OK, body = CategoryPage))
)]
pub(super) async fn category(
    State(shop): State<Shop>,
    Path(slug): Path<String>,
    Asked(params): Asked<ListingParams>,
) -> Result<Json<CategoryPage>, Problem> {
    let listing = listing_query(params.sort, params.page)?;
    let page = shop.catalog().category(&slug_of(&slug)?, listing).await?;
    Ok(Json(page.into()))
}

/// Everything that is for sale, the newest first unless another order is asked for.
#[utoipa::path(
    get,
    path = "/products",
    tag = "Catalogue",
    params(ListingParams),
    responses((status = OK, body = Listing))
)]
pub(super) async fn products(
    State(shop): State<Shop>,
    Asked(params): Asked<ListingParams>,
) -> Result<Json<Listing>, Problem> {
    let sort = params
        .sort
        .unwrap_or_else(|| Sort::Newest.name().to_owned());
    let listing = listing_query(Some(sort), params.page)?;
    Ok(Json(shop.catalog().products(listing).await?.into()))
}

/// A product with all its variants.
#[utoipa::path(
    get,
    path = "/products/{slug}",
    tag = "Catalogue",
    params(("slug" = String, Path)),
    responses(
        (status = OK, body = Product),
        (status = PERMANENT_REDIRECT, description = "The product has another address now."),
    )
)]
pub(super) async fn product(
    State(shop): State<Shop>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    match shop.catalog().product(&slug_of(&slug)?).await? {
        ProductLookup::Found(product) => Ok(Json(Product::from(*product)).into_response()),
        ProductLookup::Moved(slug) => {
            Ok(Redirect::permanent(&format!("{}/products/{slug}", super::PREFIX)).into_response())
        }
        ProductLookup::Gone => Err(ShopError::Gone.into()),
    }
}

/// Products and categories that fit the words; small misspellings are forgiven.
#[utoipa::path(
    get,
    path = "/search",
    tag = "Catalogue",
    params(SearchParams),
    responses((status = OK, body = SearchResults))
)]
pub(super) async fn search(
    State(shop): State<Shop>,
    Asked(params): Asked<SearchParams>,
) -> Result<Json<SearchResults>, Problem> {
    let listing = listing_query(params.sort, params.page)?;
    let results = shop.search().search(&words(&params.q)?, listing).await?;
    Ok(Json(results.into()))
}

/// What could be meant, while somebody is still typing.
#[utoipa::path(
    get,
    path = "/search/suggestions",
    tag = "Catalogue",
    params(SuggestParams),
    responses((status = OK, body = Suggestions))
)]
pub(super) async fn suggestions(
    State(shop): State<Shop>,
    Asked(params): Asked<SuggestParams>,
) -> Result<Json<Suggestions>, Problem> {
    let found = shop.search().suggest(&words(&params.q)?).await?;
    Ok(Json(found.into()))
}

/// What can't be an address of ours leads nowhere.
fn slug_of(text: &str) -> Result<Slug, Problem> {
    text.parse().map_err(|_| no_such_address())
}

fn words(text: &str) -> Result<SearchQuery, Problem> {
    text.parse().map_err(|error| invalid("q", error))
}

/// A page forgives an odd address; a program is told.
fn listing_query(sort: Option<String>, page: Option<u16>) -> Result<ListingQuery, Problem> {
    let mut query = ListingQuery::default();
    if let Some(sort) = sort {
        query.sort = sort
            .parse::<Sort>()
            .map_err(|_| invalid("sort", "no such order"))?;
    }
    if let Some(page) = page {
        query.page = domain::catalog::PageNumber::new(page)
            .ok_or_else(|| invalid("page", "no such page"))?;
    }
    Ok(query)
}

fn invalid(parameter: &str, reason: impl std::fmt::Display) -> Problem {
    let title = "The address's parameters do not fit this operation";
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "invalid_parameters",
        title,
    )
    .detail(format_args!("{parameter}: {reason}"))
}
