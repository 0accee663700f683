//! Where time and randomness come from. Everything else receives both as arguments.

use std::sync::Mutex;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use time::OffsetDateTime;

pub(crate) trait Clock: Send + Sync {
    fn now(&self) -> OffsetDateTime;
}

/// The machine's clock: the only place of this program that reads it.
#[derive(Debug)]
pub(crate) struct WallClock;

impl Clock for WallClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock everybody else is given"
    )]
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }
}

/// Makes identifiers like `pi_3kT9…`. Two starts of the program must never make the same one,
/// because the shop keeps them: the seed of the fault dice is therefore not used here.
pub(crate) struct Ids {
    rng: Mutex<ChaCha8Rng>,
}

impl Ids {
    pub(crate) fn unpredictable() -> Self {
        Self {
            rng: Mutex::new(rand::make_rng()),
        }
    }

    #[cfg(test)]
    pub(crate) fn seeded(seed: u64) -> Self {
        Self {
            rng: Mutex::new(rand::SeedableRng::seed_from_u64(seed)),
        }
    }

    pub(crate) fn next(&self, prefix: &str) -> String {
        /// As long as Stripe's, so that columns and logs meet realistic lengths.
        const LENGTH: usize = 24;
        const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let mut rng = self
            .rng
            .lock()
            .expect("no code panics while it holds the ids");
        let tail = (0..LENGTH).map(|_| ALPHABET[rng.random_range(0..ALPHABET.len())] as char);
        format!("{prefix}_{}", tail.collect::<String>())
    }
}
