//! How one design of a kind turned out: its measures and its free choices, always the same for the same words.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::drawing::colour::Rgb;
use crate::kinds::{Finish, Model, Pattern};
use crate::vocabulary::colours::Paint;
use crate::vocabulary::kind::Kind;
use crate::vocabulary::materials::Material;

/// Wood, metal or leather of the parts that do not take the colour.
const TRIMS: [u32; 4] = [0xc9a06b, 0x74503a, 0xb98154, 0x3f3a37];

#[derive(Debug, Clone)]
pub(crate) struct Design {
    pub width: f32,
    pub height: f32,
    pub depth: f32,
    pub pattern: Pattern,
    pub trim: Rgb,
    pub whims: [f32; 6],
}

impl Design {
    pub(crate) fn of(kind: &Kind, material: &Material, name: &str) -> Self {
        let mut rng = ChaCha8Rng::from_seed(digest(&[kind.code, material.code, name]));
        let mut between =
            |(from, to): (f32, f32)| measure(from + (to - from) * rng.random::<f32>());
        let (width, height, depth) = (
            between(kind.width),
            between(kind.height),
            between(kind.depth),
        );
        let fitting: Vec<Pattern> = kind
            .patterns
            .iter()
            .copied()
            .filter(|pattern| suits(material.finish, *pattern))
            .collect();
        let pattern = fitting[rng.random_range(0..fitting.len())];
        let trim = Rgb::hex(TRIMS[rng.random_range(0..TRIMS.len())]);
        // A clock is round.
        let height = if kind.code == "CLK" { width } else { height };
        Self {
            width,
            height,
            depth,
            pattern,
            trim,
            whims: std::array::from_fn(|_| rng.random()),
        }
    }

    /// What it holds, in millilitres, to the nearest ten.
    pub(crate) fn volume(&self, kind: &Kind) -> Option<u32> {
        let cylinder = std::f32::consts::FRAC_PI_4 * self.width * self.width * self.height;
        let millilitres = (cylinder * kind.holds / 10.0).round() as u32 * 10;
        let step = if millilitres > 1_000 { 100 } else { 10 };
        (0 < millilitres).then_some((millilitres + step / 2) / step * step)
    }

    pub(crate) fn model(&self, material: &Material, paint: &Paint) -> Model {
        let size = self.width.max(self.height).max(self.depth);
        Model {
            width: self.width,
            height: self.height,
            depth: self.depth,
            colour: paint.rgb,
            tones: paint.rgb.tones(),
            trim: self.trim.tones(),
            finish: material.finish,
            pattern: self.pattern,
            whims: self.whims,
            line: size / 360.0,
        }
    }
}

/// Half millimetres are for small things; furniture is measured in whole centimetres.
fn measure(centimetres: f32) -> f32 {
    if centimetres < 3.0 {
        (centimetres * 10.0).round() / 10.0
    } else if centimetres < 30.0 {
        (centimetres * 2.0).round() / 2.0
    } else {
        centimetres.round()
    }
}

fn suits(finish: Finish, pattern: Pattern) -> bool {
    match pattern {
        Pattern::Plain => true,
        Pattern::Speckled => matches!(finish, Finish::Glaze | Finish::Enamel | Finish::Clay),
        Pattern::Banded => matches!(finish, Finish::Glaze | Finish::Enamel | Finish::Clay),
        Pattern::Dipped | Pattern::Rim => finish == Finish::Glaze,
    }
}

/// Spreads a few words over a seed (FNV-1a, once for each lane).
fn digest(words: &[&str]) -> [u8; 32] {
    let mut seed = [0; 32];
    for (lane, bytes) in seed.chunks_exact_mut(8).enumerate() {
        let start =
            0xcbf2_9ce4_8422_2325_u64 ^ (lane as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = words
            .iter()
            .flat_map(|word| word.bytes().chain([0]))
            .fold(start, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        bytes.copy_from_slice(&hash.to_le_bytes());
    }
    seed
}
