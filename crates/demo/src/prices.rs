//! What things cost: whole euros mostly, sometimes a half, sometimes ninety cents.

use domain::{Currency, Money};
use rand::{Rng, RngExt};

/// A product's price before its sizes, and how it is marked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PriceTag {
    euros: f32,
    ending: i64,
    /// What remains of the old price when it is reduced.
    pub kept: Option<f32>,
}

/// About every eighth product is reduced.
const REDUCED: f64 = 0.12;

impl PriceTag {
    pub(crate) fn roll(rng: &mut impl Rng, (low, high): (u32, u32), dear: f32) -> Self {
        let euros = (low as f32 + (high - low) as f32 * rng.random::<f32>()) * dear;
        let ending = match rng.random_range(0..10) {
            0..6 => 0,
            6..8 if euros < 60.0 => 50,
            8..10 if euros < 60.0 => 90,
            _ => 0,
        };
        let kept = rng
            .random_bool(REDUCED)
            .then(|| [0.7, 0.75, 0.8, 0.85][rng.random_range(0..4)]);
        Self {
            euros,
            ending,
            kept,
        }
    }

    /// The price of one size, and the one it is reduced from.
    pub(crate) fn of(self, dear: f32) -> (Money, Option<Money>) {
        let euros = self.euros * dear;
        // Above a hundred, prices move in steps of five.
        let whole = if euros < 100.0 {
            euros.round() as i64
        } else {
            (euros / 5.0).round() as i64 * 5
        };
        let full = whole.max(4) * 100 + self.ending;
        match self.kept {
            None => (euro(full), None),
            Some(kept) => {
                let now = ((full as f32 * kept / 50.0).round() as i64 * 50).min(full - 50);
                (euro(now), Some(euro(full)))
            }
        }
    }
}

pub(crate) fn euro(cents: i64) -> Money {
    Money::new(cents, Currency::Eur)
}
