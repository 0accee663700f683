//! Refunds that were left lying, the gateway's books once an hour, and whether ours balance: each
//! worker looks after them, and the database sees to it that the long parts are done once for all.

use std::time::Duration;

use metrics::{counter, gauge};
use shop::{Shop, ShopError, books::BooksReport};
use tokio::time::{Interval, MissedTickBehavior};
use tokio_util::sync::CancellationToken;
use tracing::{Instrument as _, error, info, info_span, warn};

const EVERY: Duration = Duration::from_secs(10);
/// A look through everything takes longer than picking up what was left lying.
const CHECK_EVERY: Duration = Duration::from_secs(5 * 60);
const MAY_TAKE: Duration = Duration::from_secs(20);
/// Pages of a hundred, one after the other.
const RECONCILIATION_MAY_TAKE: Duration = Duration::from_secs(30 * 60);

/// Two rounds beside each other: money that has to go back does not wait for a long comparison.
pub(super) async fn run(shop: Shop, stop: CancellationToken) {
    let rounds = async {
        tokio::join!(often(&shop), seldom(&shop));
    };
    tokio::select! {
        () = stop.cancelled() => {}
        () = rounds => {}
    }
}

async fn often(shop: &Shop) {
    let mut clock = clock(EVERY);
    loop {
        clock.tick().await;
        let work = async {
            sweep(shop).await;
            measure(shop).await;
        };
        work.instrument(info_span!("bookkeeping")).await;
    }
}

async fn seldom(shop: &Shop) {
    let mut clock = clock(CHECK_EVERY);
    loop {
        clock.tick().await;
        let work = async {
            reconcile(shop).await;
            check(shop).await;
        };
        work.instrument(info_span!("comparing")).await;
    }
}

fn clock(every: Duration) -> Interval {
    let mut clock = tokio::time::interval(every);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    clock
}

async fn sweep(shop: &Shop) {
    let sweep = async { shop.refunds().sweep().await };
    if let Some(found) = within(MAY_TAKE, "Picking up refunds", sweep).await {
        counter!("stoa_swept_total", "what" => "refunds").increment(found.refunds);
        counter!("stoa_swept_total", "what" => "orphans").increment(found.orphans);
    }
}

async fn reconcile(shop: &Shop) {
    let run = async { shop.reconciliation().run_if_due().await };
    if let Some(Some(report)) = within(RECONCILIATION_MAY_TAKE, "Reconciliation", run).await {
        info!(?report, "Compared our books with the gateway's");
    }
}

async fn check(shop: &Shop) {
    let check = async { shop.books().check().await };
    let Some(report) = within(MAY_TAKE, "Checking the books", check).await else {
        return;
    };
    if !report.findings.is_empty() {
        error!(findings = ?report.findings, "The books don't balance");
    }
    gauge!("stoa_books_findings").set(count(report.findings.len()));
    for kind in [
        "missing_here",
        "missing_there",
        "amount",
        "currency",
        "orphan_capture",
    ] {
        gauge!("stoa_books_breaks_open", "kind" => kind).set(count(open(&report, kind)));
    }
}

fn open(report: &BooksReport, kind: &str) -> usize {
    let of_this_kind = report.breaks.iter().filter(|open| open.kind == kind);
    of_this_kind.count()
}

async fn measure(shop: &Shop) {
    let ages = async { shop.books().ages().await };
    for (routine, age) in within(MAY_TAKE, "Measuring", ages)
        .await
        .unwrap_or_default()
    {
        gauge!("stoa_routine_age_seconds", "routine" => routine).set(age);
    }
    let parked = async { shop.queue().parked_counts().await };
    let parked = within(MAY_TAKE, "Counting what is parked", parked).await;
    let sum: i64 = parked
        .unwrap_or_default()
        .iter()
        .map(|(_, count)| count)
        .sum();
    gauge!("stoa_jobs_parked").set(count(usize::try_from(sum).unwrap_or_default()));
}

async fn within<T>(
    most: Duration,
    what: &'static str,
    work: impl Future<Output = Result<T, ShopError>>,
) -> Option<T> {
    match tokio::time::timeout(most, work).await {
        Ok(Ok(done)) => Some(done),
        Ok(Err(cause)) => {
            warn!(
                error = &cause as &dyn std::error::Error,
                "{what} failed; the next turn comes"
            );
            None
        }
        Err(_) => {
            warn!("{what} took too long");
            None
        }
    }
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}
