//! Time that moves when a test says so, and chance that repeats itself.

use std::{
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    time::Duration,
};

use domain::Timestamp;
use shop::{Clock, Randomness};

/// Starts at the real time, because the database's clock takes part; moves by [`Self::advance`] only.
#[derive(Debug)]
pub struct StandingClock(AtomicI64);

impl StandingClock {
    pub fn starting_now() -> Self {
        Self(AtomicI64::new(shop::clock::SystemClock.now().unix_millis()))
    }

    pub fn advance(&self, span: Duration) {
        let millis =
            i64::try_from(span.as_millis()).expect("a test moves time by less than an age");
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.0.load(Ordering::Relaxed))
    }
}

/// SplitMix64: good enough to tell ids apart, and the same in every run.
#[derive(Debug)]
pub struct SeededRandomness(AtomicU64);

impl SeededRandomness {
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let state = self
            .0
            .fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed)
            .wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
    }
}
