//! Ending in order: readiness off, nothing new accepted, what was begun is finished, then the rest is cut.

use std::{future::Future, time::Duration};

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

/// Requests in flight may take this long.
pub(crate) const REQUESTS_MAY_TAKE: Duration = Duration::from_secs(15);
/// Jobs in flight may take this long; what is left then goes back to the queue.
pub(crate) const JOBS_MAY_TAKE: Duration = Duration::from_secs(20);
/// After this nothing is waited for any more.
pub(crate) const ALL_MAY_TAKE: Duration = Duration::from_secs(25);

/// A token that is cancelled by SIGTERM and SIGINT. A second signal ends the program at once.
pub(crate) fn on_signal() -> anyhow::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        let name = tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        };
        info!(signal = name, "Stopping: what was begun is finished first");
        asked.cancel();
        tokio::select! {
            _ = terminate.recv() => (),
            _ = interrupt.recv() => (),
            () = tokio::time::sleep(ALL_MAY_TAKE) => warn!("Something would not end in time"),
        }
        std::process::exit(1);
    });
    Ok(stop)
}

/// Waits for the work, but not longer than it may take.
pub(crate) async fn within(span: Duration, what: &str, work: impl Future<Output = ()>) {
    if tokio::time::timeout(span, work).await.is_err() {
        warn!(what, "Cut off: it was not done in time");
    }
}
