//! The HTTP surface: Stripe's part under `/v1`, and the part for tests beside it.

mod charges;
mod conduct;
mod control;
mod events;
mod paging;
mod payment_intents;
mod payment_methods;
mod refunds;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::error::ApiError;
use crate::gateway::Gateway;

pub(crate) fn router(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    // As Stripe's reference groups them.
    let v1 = Router::new()
        .route("/v1/payment_methods", post(payment_methods::create))
        .route("/v1/payment_methods/{id}", get(payment_methods::retrieve))
        .route(
            "/v1/payment_intents",
            post(payment_intents::create).get(payment_intents::list),
        )
        .route("/v1/payment_intents/search", get(payment_intents::search))
        .route("/v1/payment_intents/{id}", get(payment_intents::retrieve))
        .route(
            "/v1/payment_intents/{id}/confirm",
            post(payment_intents::confirm),
        )
        .route(
            "/v1/payment_intents/{id}/capture",
            post(payment_intents::capture),
        )
        .route(
            "/v1/payment_intents/{id}/cancel",
            post(payment_intents::cancel),
        )
        .route("/v1/refunds", post(refunds::create).get(refunds::list))
        .route("/v1/refunds/{id}", get(refunds::retrieve))
        .route("/v1/charges", get(charges::list))
        .route("/v1/charges/{id}", get(charges::retrieve))
        .route("/v1/events", get(events::list))
        .route("/v1/events/{id}", get(events::retrieve))
        .route("/v1/{*rest}", axum::routing::any(unknown))
        .layer(from_fn_with_state(Arc::clone(gateway), conduct::conduct));
    // For developers and tests. Never slow, faulty or down.
    let control = Router::new()
        .route("/healthz", get(control::healthz))
        .route("/journal", get(control::journal))
        .route(
            "/switches",
            get(control::list_switches)
                .post(control::put_switch)
                .delete(control::clear_switches),
        );
    v1.merge(control)
}

async fn unknown(method: axum::http::Method, uri: axum::http::Uri) -> ApiError {
    let message = format!("Unrecognized request URL ({method}: {}).", uri.path());
    ApiError::unknown_url(message)
}
