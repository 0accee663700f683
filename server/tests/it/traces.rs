//! What a collector of traces is told.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, body::Bytes, extract::State, routing::post};
use tokio::{net::TcpListener, time::Instant};

use crate::street::Street;

/// Takes what comes by OTLP over HTTP and keeps it as it came.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<Bytes>>>);

impl Collector {
    async fn start() -> (Self, String) {
        let collector = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/v1/traces", post(take))
            .with_state(collector.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (collector, url)
    }

    /// Whether a span of this name came that is part of the trace.
    fn has(&self, trace: &[u8; 16], span: &str) -> bool {
        let batches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        batches.iter().any(|batch| {
            let places = 0..batch.len();
            places
                .filter_map(|place| batch[place..].strip_prefix(trace))
                .any(|rest| names(&rest[..rest.len().min(BEFORE_NAME + span.len())], span))
        })
    }
}

/// A span begins with its trace, then come its own id and its parent's, then its name.
const BEFORE_NAME: usize = 40;

fn names(beginning: &[u8], span: &str) -> bool {
    beginning
        .windows(span.len())
        .any(|piece| piece == span.as_bytes())
}

async fn take(State(Collector(batches)): State<Collector>, batch: Bytes) {
    let mut batches = batches.lock().unwrap_or_else(PoisonError::into_inner);
    batches.push(batch);
}

#[tokio::test]
async fn one_trace_runs_from_the_order_through_its_job_to_the_gateway() {
    let (collector, url) = Collector::start().await;
    let street = Street::open_traced(&url).await;
    let _worker = street.worker();
    let cart = street.fill_cart().await;
    let trace = *b"a trace of Linus";
    let parent = format!("00-{}-00f067aa0ba902b7-01", hex(&trace));
    let order = street.order(&cart, "pm_card_visa", "a-key-of-linus-0003");
    let answer = order.header("traceparent", parent).send().await.unwrap();
    assert_eq!(answer.status(), 201);

    let deadline = Instant::now() + Duration::from_secs(20);
    for span in ["POST /api/v1/orders", "gateway.call"] {
        while !collector.has(&trace, span) {
            assert!(Instant::now() < deadline, "{span} is not in the trace");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
