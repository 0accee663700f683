//! Which product stands at which place: an endless shelf without repetition.
//!
//! Kinds take turns, a round at a time. Within a kind every pairing of series and material comes
//! once before the first edition appears, so names never repeat, however long the shelf is.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::vocabulary::brands::Brand;
use crate::vocabulary::editions;
use crate::vocabulary::kind::{ALL, Kind};
use crate::vocabulary::materials::Material;

#[derive(Debug)]
pub(crate) struct Place {
    pub kind: &'static Kind,
    pub material: &'static Material,
    pub brand: &'static Brand,
    pub series: &'static str,
    pub edition: usize,
    /// How many of this kind stand before it.
    pub round: usize,
}

pub(crate) fn place(seed: u64, index: usize) -> Place {
    let (round, turn) = (index / ALL.len(), index % ALL.len());
    let mut order = ALL;
    if round > 0 {
        // The first round keeps the order in which the kinds are listed: it is the shop window.
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(u64::MAX - round as u64);
        order.shuffle(&mut rng);
    }
    let kind = order[turn];
    let series: Vec<(&Brand, &str)> = kind
        .brands
        .iter()
        .flat_map(|brand| brand.series.iter().map(move |name| (*brand, *name)))
        .collect();
    let cells = series.len() * kind.materials.len();
    let start = kind.code.bytes().fold(seed as usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    let cell = (start % cells + round % cells * stride(cells)) % cells;
    let (brand, series_name) = series[cell % series.len()];
    Place {
        kind,
        material: kind.materials[cell / series.len()],
        brand,
        series: series_name,
        edition: round / cells,
        round,
    }
}

impl Place {
    /// "Harbour stoneware mug", later "Harbour stoneware mug, Early Frost".
    pub(crate) fn title(&self) -> String {
        let name = format!("{} {} {}", self.series, self.material.word, self.kind.name);
        match editions::name(self.edition) {
            None => name,
            Some(edition) => format!("{name}, {edition}"),
        }
    }

    /// Three letters of the series; they name the design as well.
    pub(crate) fn series_code(&self) -> String {
        self.series
            .chars()
            .filter(char::is_ascii_alphabetic)
            .take(3)
            .collect::<String>()
            .to_uppercase()
    }

    pub(crate) fn sku_stem(&self) -> String {
        let stem = format!(
            "{}-{}-{}",
            self.kind.code,
            self.series_code(),
            self.material.code
        );
        match self.edition {
            0 => stem,
            edition => format!("{stem}-{edition}"),
        }
    }
}

/// A step near the golden section of `n` that shares no factor with it: neighbours differ in everything.
fn stride(n: usize) -> usize {
    let golden = (n as f32 * 0.618) as usize;
    (golden.max(1)..)
        .find(|step| gcd(*step, n) == 1)
        .expect("one of the next numbers is coprime to n")
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
