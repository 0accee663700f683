//! Where time and randomness come from. The real ones are here; tests bring their own.

use domain::Timestamp;
use uuid::Uuid;

pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

pub trait Randomness: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the wall clock"
    )]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_unix_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        use rand::TryRng as _;
        rand::rngs::SysRng
            .try_fill_bytes(bytes)
            .expect("the operating system hands out randomness");
    }
}

/// A UUIDv7: sorted by the time it was made, so that indexes grow at their end.
/// It tells its time, so it is a key, never an address.
pub(crate) fn new_id<Id: From<Uuid>>(clock: &dyn Clock, randomness: &dyn Randomness) -> Id {
    let mut bytes = [0; 10];
    randomness.fill(&mut bytes);
    let millis = u64::try_from(clock.now().unix_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes)
        .into_uuid()
        .into()
}

pub(crate) fn random_u128(randomness: &dyn Randomness) -> u128 {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes);
    u128::from_le_bytes(bytes)
}
