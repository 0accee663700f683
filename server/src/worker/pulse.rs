//! A worker's pulse: what makes it look for jobs again and again, and what tells when it no longer does.
//!
//! The queue's own interval forgets to ask for its next tick in the moment the last one is due. When a fetch
//! takes longer than the interval and the heartbeat falls due meanwhile, nothing is left that would wake the
//! worker: it is there, without an error, and deaf. So the ticks are ours, and a worker whose pulse stops all
//! the same is replaced.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use apalis::prelude::{PollSnapshot, PollStrategy};
use tokio::time::{Interval, MissedTickBehavior};

/// Felt from outside.
#[derive(Clone, Default)]
pub(super) struct Pulse(Arc<AtomicU64>);

/// Beats inside the worker.
pub(super) struct Beat {
    ticks: Interval,
    pulse: Pulse,
}

impl Pulse {
    /// A worker with this strategy looks for jobs at least this often.
    pub(super) fn every(&self, interval: Duration) -> Beat {
        let mut ticks = tokio::time::interval(interval);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Beat {
            ticks,
            pulse: self.clone(),
        }
    }

    /// Ends when the worker has not looked for this long.
    pub(super) async fn stops_for(&self, patience: Duration) {
        let mut felt = self.beats();
        loop {
            tokio::time::sleep(patience).await;
            let now = self.beats();
            if now == felt {
                return;
            }
            felt = now;
        }
    }

    fn beats(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl PollStrategy for Beat {
    fn poll_drive(&mut self, context: &mut Context<'_>, _: &PollSnapshot) -> Poll<Option<()>> {
        self.pulse.0.fetch_add(1, Ordering::Relaxed);
        let mut is_due = false;
        // Until it is not: only a tick that was waited for wakes the worker.
        while self.ticks.poll_tick(context).is_ready() {
            is_due = true;
        }
        if is_due {
            Poll::Ready(Some(()))
        } else {
            Poll::Pending
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::task::{ArcWake, waker_ref};
    use tokio::time::{sleep, timeout};

    use super::*;

    const INTERVAL: Duration = Duration::from_millis(20);

    #[derive(Default)]
    struct Woken(AtomicU64);

    impl ArcWake for Woken {
        fn wake_by_ref(woken: &Arc<Self>) {
            woken.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[tokio::test]
    async fn a_worker_that_looked_when_it_was_due_is_woken_for_the_next_look() {
        let mut beat = Pulse::default().every(INTERVAL);
        let woken = Arc::new(Woken::default());
        let waker = waker_ref(&woken);
        let mut context = Context::from_waker(&waker);
        sleep(INTERVAL).await;
        let due = beat.poll_drive(&mut context, &PollSnapshot::new());
        assert_eq!(due, Poll::Ready(Some(())));

        // It looks no more by itself: no fetch, no heartbeat, nothing but the pulse.
        sleep(INTERVAL * 4).await;
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn a_worker_that_looks_is_left_alone_and_one_that_stops_is_found() {
        let pulse = Pulse::default();
        let mut beat = pulse.every(INTERVAL);
        let working = async {
            loop {
                sleep(INTERVAL).await;
                let mut context = Context::from_waker(std::task::Waker::noop());
                _ = beat.poll_drive(&mut context, &PollSnapshot::new());
            }
        };
        tokio::select! {
            () = working => {}
            () = pulse.stops_for(INTERVAL * 5) => panic!("it was looking all the time"),
            () = sleep(INTERVAL * 20) => {}
        }
        let found = timeout(INTERVAL * 50, pulse.stops_for(INTERVAL * 5)).await;
        assert!(found.is_ok());
    }
}
