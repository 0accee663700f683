//! Works off jobs and sweeps up what was left lying. The queue is a hint, the truth is in our tables:
//! whatever goes wrong here, an order is settled later, never twice.

use std::{future::Future, panic::AssertUnwindSafe, pin::Pin, time::Duration};

use apalis::prelude::{
    BackendExt as _, ParallelizeExt as _, WorkerBuilder, WorkerBuilderExt as _, WorkerError,
};
use apalis_postgres::{Config, PostgresStorage};
use futures::FutureExt as _;
use shop::{Randomness as _, Shop, clock::SystemRandomness};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::{error, info, warn};

use crate::stop::{self, JOBS_MAY_TAKE};

mod bookkeeper;
mod job;
mod pulse;
mod sweeper;

use job::{Delivered, Job};
use pulse::Pulse;
use shop::{
    mails::jobs::SendMail,
    payments::jobs::{ApplyWebhook, ChargePayment, SettlePayment},
    refunds::jobs::SendRefund,
};

/// How often a worker looks for jobs: the most an order waits for nothing.
const LOOK_EVERY: Duration = Duration::from_millis(150);
/// A worker that was silent for four heartbeats is dead, and others take its jobs. Every job must be
/// done, or given up, in less.
const HEARTBEAT: Duration = Duration::from_secs(5);
const HEARTBEATS_MISSED: usize = 4;
/// Longer than any job may take, so a worker with its hands full is not mistaken for a deaf one.
const SILENT_AT_MOST: Duration = Duration::from_secs(30);

/// Works until asked to stop, then until the jobs in hand are done.
pub(crate) async fn run(shop: Shop, stop: CancellationToken) {
    let crew = TaskTracker::new();
    crew.spawn(keep_working::<ChargePayment>(shop.clone(), stop.clone()));
    crew.spawn(keep_working::<SettlePayment>(shop.clone(), stop.clone()));
    crew.spawn(keep_working::<ApplyWebhook>(shop.clone(), stop.clone()));
    crew.spawn(keep_working::<SendMail>(shop.clone(), stop.clone()));
    crew.spawn(keep_working::<SendRefund>(shop.clone(), stop.clone()));
    crew.spawn(bookkeeper::run(shop.clone(), stop.clone()));
    crew.spawn(sweeper::run(shop, stop.clone()));
    crew.close();
    info!("Working");
    stop.cancelled().await;
    stop::within(JOBS_MAY_TAKE, "jobs", crew.wait()).await;
}

/// A worker ends for good at the first sign of trouble with the database, so there is always a next one.
///
/// Each gets a name of its own. Under an old name it would keep the jobs of its predecessor alive that
/// nobody works on.
async fn keep_working<J: Job>(shop: Shop, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let pulse = Pulse::default();
        let worker = AssertUnwindSafe(work::<J>(&shop, &stop, &pulse)).catch_unwind();
        let ended = tokio::select! {
            ended = worker => ended,
            () = pulse.stops_for(SILENT_AT_MOST) => Ok(Err(WorkerError::BackendError("it fell silent".into()))),
        };
        match ended {
            Ok(Ok(())) if stop.is_cancelled() => return,
            Ok(Ok(())) => warn!(queue = J::QUEUE, "A worker stopped without being asked"),
            Ok(Err(cause)) => warn!(queue = J::QUEUE, cause = %cause, "A worker ended early"),
            Err(_) => error!(queue = J::QUEUE, "A worker panicked"),
        }
        metrics::counter!("stoa_worker_restarts_total", "queue" => J::QUEUE).increment(1);
        tokio::select! {
            () = stop.cancelled() => (),
            () = tokio::time::sleep(pause()) => (),
        }
    }
}

fn work<'a, J: Job>(
    shop: &'a Shop,
    stop: &CancellationToken,
    pulse: &Pulse,
) -> Pin<Box<dyn Future<Output = Result<(), WorkerError>> + Send + 'a>> {
    let config = Config::default()
        .queue(J::QUEUE)
        // As many as are worked on at once: what waits inside a worker is lost for a while when it dies.
        .batch_size(J::AT_ONCE)
        .heartbeat_interval(HEARTBEAT)
        .missed_heartbeats(HEARTBEATS_MISSED);
    let storage = PostgresStorage::<Delivered<J>>::new(shop.database().pool())
        .with_config(config)
        .poll_with_strategy(pulse.every(LOOK_EVERY));
    let asked = stop.clone().cancelled_owned().map(Ok::<_, WorkerError>);
    let worker = WorkerBuilder::new(name(J::QUEUE))
        .backend(storage)
        .data(shop.clone())
        .concurrency(J::AT_ONCE)
        // A worker's heart beats in the task that polls it; its jobs must not stand in the way.
        .parallelize(tokio::spawn)
        .catch_panic()
        .build(job::handle::<J>);
    Box::pin(worker.run_until(asked))
}

/// Unlike any other worker's, before or after.
fn name(queue: &str) -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let mut random = [0; 8];
    SystemRandomness.fill(&mut random);
    format!(
        "{}-{}-{:016x}-{queue}",
        host.trim(),
        std::process::id(),
        u64::from_le_bytes(random)
    )
}

/// Half a second to two and a half, so that all workers of all processes don't come back at once.
fn pause() -> Duration {
    let mut random = [0];
    SystemRandomness.fill(&mut random);
    Duration::from_millis(500 + u64::from(random[0]) * 8)
}
