//! One span, one id and one measurement for each request.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue};
use metrics::{counter, gauge, histogram};
use tokio::time::Instant;
use tower_http::request_id::{MakeRequestId as _, MakeRequestUuid};
use tracing::{Instrument as _, Span, field::Empty, info, info_span};

use crate::telemetry::trace_context;

/// The request's id, in the request for whoever answers it and in the answer for whoever asked.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Counts a request as under way until it is answered or given up.
struct UnderWay;

/// The route is logged, never the path: the address of an order is a secret, a search is personal.
pub(super) async fn follow(mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().to_string();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("other", MatchedPath::as_str)
        .to_owned();
    let id = MakeRequestUuid
        .make_request_id(&request)
        .map(tower_http::request_id::RequestId::into_header_value)
        .unwrap_or(HeaderValue::from_static("none"));
    let span = info_span!(
        "request",
        otel.name = format!("{method} {route}"),
        otel.kind = "server",
        request_id = id.to_str().unwrap_or_default(),
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
    );
    trace_context::continue_from(&span, request.headers());
    // Whoever places an order stores this with it, and the job goes on with the same trace.
    trace_context::write(&span, request.headers_mut());
    request.headers_mut().insert(REQUEST_ID, id.clone());

    let under_way = UnderWay::begin();
    let mut response = async {
        let response = next.run(request).await;
        let status = response.status().as_u16();
        Span::current().record("http.response.status_code", status);
        info!(status, took_ms = begun.elapsed().as_millis(), "Answered");
        response
    }
    .instrument(span)
    .await;
    drop(under_way);

    let labels = [
        ("method", method),
        ("route", route),
        ("status", response.status().as_str().to_owned()),
    ];
    histogram!("stoa_http_request_seconds", &labels).record(begun.elapsed());
    counter!("stoa_http_requests_total", &labels).increment(1);
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

impl UnderWay {
    fn begin() -> Self {
        gauge!("stoa_http_requests_under_way").increment(1);
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        gauge!("stoa_http_requests_under_way").decrement(1);
    }
}
