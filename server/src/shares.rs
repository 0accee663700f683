//! How much of something each client has, and the share that one may take.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Cheap to clone; all clones count together.
#[derive(Debug, Clone)]
pub(crate) struct Shares {
    at_most: usize,
    taken: Taken,
}

type Taken = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// A part of a client's share, until it is dropped.
#[derive(Debug)]
pub(crate) struct Share {
    client: IpAddr,
    taken: Taken,
}

impl Shares {
    /// So much for each.
    pub(crate) fn of(at_most: usize) -> Self {
        Self {
            at_most,
            taken: Taken::default(),
        }
    }

    /// None: the client has its share.
    pub(crate) fn take(&self, client: IpAddr) -> Option<Share> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(client).or_default();
        if self.at_most <= *count {
            return None;
        }
        *count += 1;
        Some(Share {
            client,
            taken: Arc::clone(&self.taken),
        })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.client) {
            *count -= 1;
            // Whoever left is forgotten, or the list would grow with every visitor.
            if *count == 0 {
                taken.remove(&self.client);
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
    fn nobody_takes_more_than_their_share_and_whoever_leaves_is_forgotten() {
        let shares = Shares::of(2);
        let adas: Vec<_> = (0..3).map_while(|_| shares.take(ADA)).collect();
        assert_eq!(adas.len(), 2);
        let linus = shares.take(LINUS);
        assert!(linus.is_some(), "Ada's share is hers alone");
        drop(adas);
        assert!(shares.take(ADA).is_some());
        drop(linus);
        assert!(shares.taken.lock().unwrap().is_empty());
    }
}
