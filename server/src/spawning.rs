//! The tasks that a page's data are fetched in: they keep the request's span, so that what they log
//! carries its id.

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use tracing::Instrument as _;

struct InTheSpan;

/// Before anything else chooses an executor for Leptos; whoever comes later is ignored.
pub(crate) fn keep_spans() {
    Executor::init_custom_executor(InTheSpan).expect("nothing was spawned yet");
}

impl CustomExecutor for InTheSpan {
    fn spawn(&self, task: PinnedFuture<()>) {
        tokio::spawn(task.in_current_span());
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(task.in_current_span());
    }

    /// Tokio polls its tasks by itself.
    fn poll_local(&self) {}
}
