//! The HTTP API, `/api/v1`: the same verbs as the pages, in JSON. `docs/api.md` says how it is meant.

#![expect(
    clippy::result_large_err,
    reason = "a problem is the whole answer, made once in a request that failed"
)]

use axum::{Router, extract::DefaultBodyLimit, response::IntoResponse as _, routing::get};
use http::{HeaderValue, header::CACHE_CONTROL};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::router::Doors;

mod body;
mod cart;
mod catalog;
mod description;
mod docs;
mod orders;
mod problem;
mod view;
mod visitor;

pub(crate) use description::openapi_json;

const PREFIX: &str = "/api/v1";
/// The longest request is an order, and that is a page of text.
const BODY_AT_MOST: usize = 32 * 1024;

pub(crate) fn router() -> Router<Doors> {
    let (operations, _) = operations().split_for_parts();
    let operations = operations
        .route("/api/v1/openapi.json", get(description::serve))
        .route("/api/v1/docs", get(docs::page))
        .route(
            "/api/v1/{*other}",
            axum::routing::any(async || problem::no_such_address().into_response()),
        )
        .method_not_allowed_fallback(async || problem::no_such_method().into_response());
    operations.layer(DefaultBodyLimit::max(BODY_AT_MOST)).layer(
        SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-store")),
    )
}

/// Every operation, once: the routes and their description come from the same list.
fn operations() -> OpenApiRouter<Doors> {
    let operations = OpenApiRouter::new()
        .routes(routes!(catalog::categories))
        .routes(routes!(catalog::category))
        .routes(routes!(catalog::products))
        .routes(routes!(catalog::product))
        .routes(routes!(catalog::search))
        .routes(routes!(catalog::suggestions))
        .routes(routes!(cart::show))
        .routes(routes!(cart::add_line))
        .routes(routes!(cart::set_line, cart::remove_line))
        .routes(routes!(cart::use_coupon, cart::drop_coupon))
        .routes(routes!(orders::place))
        .routes(routes!(orders::show))
        .routes(routes!(orders::cancel));
    OpenApiRouter::with_openapi(description::head()).nest(PREFIX, operations)
}
