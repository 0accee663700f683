//! What every request passes on its way in, and every answer on its way out.

use std::time::Duration;

use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn_with_state};
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, CompressionLevel, Predicate as _,
        predicate::{DefaultPredicate, NotForContentType},
    },
    limit::RequestBodyLimitLayer,
    timeout::{RequestBodyTimeoutLayer, ResponseBodyTimeoutLayer, TimeoutLayer},
};

mod broken;
mod client_address;
mod cross_site;
pub(crate) mod csp;
mod request_trace;
mod security_headers;

pub(crate) use request_trace::REQUEST_ID;

/// What the middleware has to know of the settings.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    /// `https://shop.example`, as browsers write it.
    pub(crate) public_origin: String,
    /// The gateway's origins: card fields are framed from there, forms lead there.
    pub(crate) gateway_origins: Vec<String>,
    /// Only while `cargo leptos watch` watches.
    pub(crate) reloader: Option<String>,
    pub(crate) is_https: bool,
    pub(crate) trusted_proxies: u8,
    pub(crate) stylesheet: String,
}

/// No form of the shop comes near; a route that takes less says so itself.
const BODY_AT_MOST: usize = 256 * 1024;
/// Between two pieces of a request's body.
const BODY_PIECE_MAY_TAKE: Duration = Duration::from_secs(15);
/// From the request's headers to the answer's.
const ANSWER_MAY_TAKE: Duration = Duration::from_secs(30);
/// Between two pieces of an answer: longer than an event stream keeps silent.
const ANSWER_PIECE_MAY_TAKE: Duration = Duration::from_secs(60);

/// Wraps the router. Read from top to bottom, a request meets them in this order.
pub(crate) fn around(router: Router, policy: Policy) -> Router {
    let on_panic = policy.clone();
    router.layer(
        ServiceBuilder::new()
            .layer(CatchPanicLayer::custom(move |_| broken::answer(&on_panic)))
            .layer(from_fn_with_state(
                policy.clone(),
                security_headers::on_every_answer,
            ))
            .layer(from_fn_with_state(
                policy.clone(),
                client_address::behind_proxies,
            ))
            .layer(axum::middleware::from_fn(request_trace::follow))
            .layer(compression())
            .layer(ResponseBodyTimeoutLayer::new(ANSWER_PIECE_MAY_TAKE))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                ANSWER_MAY_TAKE,
            ))
            .layer(from_fn_with_state(policy, cross_site::refuse_writes))
            .layer(RequestBodyTimeoutLayer::new(BODY_PIECE_MAY_TAKE))
            .layer(RequestBodyLimitLayer::new(BODY_AT_MOST))
            .layer(DefaultBodyLimit::disable()),
    )
}

/// Quick rather than thorough: what can be compressed once and for all was compressed at build time.
fn compression() -> CompressionLayer<impl tower_http::compression::Predicate> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(DefaultPredicate::new().and(NotForContentType::new("text/event-stream")))
}
