//! Waiting longer each time, so that whoever comes back isn't met by everybody at once.

use std::time::Duration;

use crate::Randomness;

/// `first` after the first try, then twice as long each time up to `longest`; a quarter more or less.
pub(crate) fn backoff(
    first: Duration,
    longest: Duration,
    tries: u32,
    randomness: &dyn Randomness,
) -> Duration {
    let mut random = [0];
    randomness.fill(&mut random);
    // Any span that is worth waiting has reached its longest by then.
    let doubled = first * (1 << tries.saturating_sub(1).min(16));
    longest
        .min(doubled)
        .mul_f64(0.75 + f64::from(random[0]) / 510.0)
}

/// The same chance each time.
#[cfg(test)]
pub(crate) struct Always(pub(crate) u8);

#[cfg(test)]
impl Randomness for Always {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}
