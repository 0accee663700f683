//! A limited number of places, and a share of them that one client may take.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Cheap to clone; all clones count together.
#[derive(Debug, Clone)]
pub(crate) struct Seats {
    all: usize,
    per_client: usize,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_client: HashMap<IpAddr, usize>,
}

/// A place that is somebody's until it is dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    client: IpAddr,
    taken: Arc<Mutex<Taken>>,
}

impl Seats {
    pub(crate) fn new(all: usize, per_client: usize) -> Self {
        Self {
            all,
            per_client,
            taken: Arc::default(),
        }
    }

    /// None: everything is taken, or the client has its share.
    pub(crate) fn take(&self, client: IpAddr) -> Option<Seat> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if self.all <= taken.all {
            return None;
        }
        let share = taken.by_client.entry(client).or_default();
        if self.per_client <= *share {
            return None;
        }
        *share += 1;
        taken.all += 1;
        Some(Seat {
            client,
            taken: Arc::clone(&self.taken),
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all -= 1;
        if let Some(share) = taken.by_client.get_mut(&self.client) {
            *share -= 1;
            // Whoever left is forgotten, or the list would grow with every visitor.
            if *share == 0 {
                taken.by_client.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 1));
    const LINUS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 2));

    #[test]
    fn nobody_takes_more_than_their_share_and_a_place_that_is_left_is_free() {
        let seats = Seats::new(3, 2);
        let adas: Vec<_> = (0..3).map_while(|_| seats.take(ADA)).collect();
        assert_eq!(adas.len(), 2);
        let linus = seats.take(LINUS);
        assert!(linus.is_some());
        assert!(seats.take(LINUS).is_none(), "all are taken");
        drop(adas);
        assert!(seats.take(LINUS).is_some());
        drop(linus);
        assert!(seats.taken.lock().unwrap().by_client.is_empty());
    }
}
