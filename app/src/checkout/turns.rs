//! One at a time: what was typed reaches the shop in the order in which it was typed.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use futures::lock::{Mutex, MutexGuard};

/// A queue in which only the last to come is served; the others are out of date by then.
#[derive(Clone, Default)]
pub(super) struct Turns {
    last: Arc<AtomicU32>,
    turn: Arc<Mutex<()>>,
}

/// A place in the queue.
pub(super) struct Ticket(u32);

impl Turns {
    /// Whoever queued before is out of date now.
    pub(super) fn queue(&self) -> Ticket {
        Ticket(self.last.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Waits for whoever is being served. None: somebody came later.
    pub(super) async fn wait(&self, ticket: Ticket) -> Option<MutexGuard<'_, ()>> {
        let turn = self.turn.lock().await;
        (self.last.load(Ordering::Relaxed) == ticket.0).then_some(turn)
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::Turns;

    #[test]
    fn what_was_typed_last_is_what_counts() {
        let turns = Turns::default();
        let (street, mended_street) = (turns.queue(), turns.queue());
        assert!(block_on(turns.wait(street)).is_none());
        assert!(block_on(turns.wait(mended_street)).is_some());
    }
}
