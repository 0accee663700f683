//! Pages for browsers, on the gateway's own origin: card fields for shops with and without
//! JavaScript, 3-D Secure, and an overview for developers. None of them needs a script but the
//! embedded fields.

mod card_fields;
mod embed;
mod hosted;
mod html;
mod overview;
mod three_d_secure;

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::gateway::Gateway;

pub(crate) fn router() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/", get(overview::show))
        .route("/embed/card", get(embed::show))
        .route("/pay/card", get(hosted::show).post(hosted::submit))
        .route(
            "/3ds/{intent}",
            get(three_d_secure::show).post(three_d_secure::answer),
        )
        .route("/embed/card.js", get(card_script))
        .route("/assets/pages.css", get(stylesheet))
}

async fn card_script() -> Response {
    asset(
        "text/javascript; charset=utf-8",
        include_str!("assets/card.js"),
    )
}

async fn stylesheet() -> Response {
    asset("text/css; charset=utf-8", include_str!("assets/pages.css"))
}

/// Small and rarely fetched: asked for anew each time, so that no browser keeps yesterday's.
fn asset(kind: &'static str, text: &'static str) -> Response {
    let headers: [(HeaderName, HeaderValue); 3] = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (
            HeaderName::from_static("x-content-type-options"),
            HeaderValue::from_static("nosniff"),
        ),
    ];
    (headers, text).into_response()
}
