//! What is measured, described once. The operations address shows it in Prometheus' format.

use metrics::{describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Seconds. Pages answer in milliseconds, a charge may take a while.
const BUCKETS: [f64; 13] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0,
];

pub(super) fn install() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)?
        .install_recorder()?;
    describe_histogram!(
        "stoa_http_request_seconds",
        "How long requests took, by route and status"
    );
    describe_counter!(
        "stoa_http_requests_total",
        "Requests answered, by route and status"
    );
    describe_gauge!(
        "stoa_http_requests_under_way",
        "Requests that wait for their answer"
    );
    describe_counter!(
        "stoa_page_cache_answers_total",
        "Pages of the catalogue answered: hit, miss or bypass, as in the answer's x-cache"
    );
    describe_counter!(
        "stoa_page_cache_bypasses_total",
        "Those that had nothing to do with the cache, by reason"
    );
    describe_counter!(
        "stoa_page_cache_renders_total",
        "Pages rendered for everybody, by whether they were kept"
    );
    describe_counter!(
        "stoa_page_cache_drops_total",
        "Changes of the catalogue that all pages were dropped for, by cause"
    );
    describe_gauge!(
        "stoa_page_cache_bytes",
        "What the kept pages weighed when the last one was added"
    );
    describe_gauge!(
        "stoa_page_cache_listening",
        "1 while changes are heard of. At 0 no page comes from the cache"
    );
    describe_gauge!(
        "stoa_database_connections",
        "Connections in the pool that pages use"
    );
    describe_gauge!(
        "stoa_database_connections_idle",
        "Those of them that nobody uses right now"
    );
    describe_histogram!(
        "stoa_job_seconds",
        "How long jobs took, by queue and outcome"
    );
    describe_counter!("stoa_jobs_total", "Jobs worked off, by queue and outcome");
    describe_counter!(
        "stoa_worker_restarts_total",
        "Workers that lost the database and were started anew"
    );
    describe_counter!(
        "stoa_sweeps_total",
        "Sweeps for payments that nobody works on, by outcome"
    );
    describe_counter!(
        "stoa_swept_total",
        "What was left lying and picked up: payments, webhooks, expired orders, refunds, orphans"
    );
    describe_gauge!(
        "stoa_books_findings",
        "Promises of our own books that did not hold when they were checked last"
    );
    describe_gauge!(
        "stoa_books_breaks_open",
        "Differences between our books and the gateway's that nobody has dealt with, by kind"
    );
    describe_gauge!(
        "stoa_routine_age_seconds",
        "How long ago the books were checked (books) and compared with the gateway's (reconciliation)"
    );
    describe_gauge!("stoa_jobs_parked", "Work that was put aside for a person");
    describe_counter!("stoa_webhooks_total", "Webhooks received, by outcome");
    describe_counter!("stoa_panics_total", "Panics. Each is a bug");
    Ok(handle)
}
