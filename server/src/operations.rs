//! What the people who run the shop ask: does it live, is it ready, how is it doing. Never for the public.

use std::{path::PathBuf, time::Duration};

use axum::{Router, extract::State, routing::get};
use http::StatusCode;
use metrics_exporter_prometheus::PrometheusHandle;
use shop::Shop;
use tokio_util::sync::CancellationToken;

use crate::connections::Limits;

mod mails;

/// A handful of probes and one scraper.
pub(crate) const LIMITS: Limits = Limits {
    at_once: 32,
    per_client: usize::MAX,
};

/// A probe that waits longer than this has its answer.
const DATABASE_MAY_TAKE: Duration = Duration::from_secs(2);

#[derive(Clone)]
struct Operations {
    shop: Shop,
    metrics: PrometheusHandle,
    stop: CancellationToken,
}

/// `caught_mails`: the folder that catches mails instead of a mail server, where one does.
pub(crate) fn router(
    shop: Shop,
    metrics: PrometheusHandle,
    stop: CancellationToken,
    caught_mails: Option<PathBuf>,
) -> Router {
    let router = Router::new()
        .route("/healthz", get(async || "alive\n"))
        .route("/readyz", get(readiness))
        .route("/metrics", get(metrics_page))
        .with_state(Operations {
            shop,
            metrics,
            stop,
        });
    match caught_mails {
        Some(folder) => router.merge(mails::router(folder)),
        None => router,
    }
}

async fn readiness(State(operations): State<Operations>) -> (StatusCode, &'static str) {
    if operations.stop.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match tokio::time::timeout(DATABASE_MAY_TAKE, operations.shop.is_ready()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}

async fn metrics_page(State(operations): State<Operations>) -> String {
    let pool = operations.shop.database().pool();
    metrics::gauge!("stoa_database_connections").set(pool.size());
    metrics::gauge!("stoa_database_connections_idle")
        .set(u32::try_from(pool.num_idle()).unwrap_or(u32::MAX));
    operations.metrics.render()
}
