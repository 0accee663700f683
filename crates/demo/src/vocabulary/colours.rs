//! The colours goods come in. A code is three letters and unique: it is part of the SKU.

use crate::drawing::colour::Rgb;

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paint {
    pub name: &'static str,
    pub code: &'static str,
    pub rgb: Rgb,
}

const fn paint(name: &'static str, code: &'static str, hex: u32) -> Paint {
    Paint {
        name,
        code,
        rgb: Rgb::hex(hex),
    }
}

pub(crate) static CHALK: Paint = paint("Chalk", "CHK", 0xefebe2);
pub(crate) static INK: Paint = paint("Ink", "INK", 0x2d3845);
pub(crate) static MOSS: Paint = paint("Moss", "MOS", 0x6f7d55);
pub(crate) static CLAY: Paint = paint("Clay", "CLY", 0xbd7152);
pub(crate) static OCHRE: Paint = paint("Ochre", "OCH", 0xd0a047);
pub(crate) static FOG: Paint = paint("Fog", "FOG", 0xbcc3c3);
pub(crate) static RUST: Paint = paint("Rust", "RST", 0x9d4f35);
pub(crate) static PLUM: Paint = paint("Plum", "PLM", 0x644559);
pub(crate) static SKY: Paint = paint("Sky", "SKY", 0xa4bccb);
pub(crate) static SEA: Paint = paint("Sea", "SEA", 0x41707a);
pub(crate) static SAND: Paint = paint("Sand", "SND", 0xd9c5a5);
pub(crate) static BLUSH: Paint = paint("Blush", "BLS", 0xdcb5a6);
pub(crate) static CHARCOAL: Paint = paint("Charcoal", "CHA", 0x403f41);
pub(crate) static OAT: Paint = paint("Oat", "OAT", 0xe2d8c4);
pub(crate) static SAGE: Paint = paint("Sage", "SAG", 0xa9b498);
pub(crate) static BRICK: Paint = paint("Brick", "BRK", 0xb14e3c);
pub(crate) static MUSTARD: Paint = paint("Mustard", "MUS", 0xc79a35);
pub(crate) static NIGHT: Paint = paint("Night", "NGT", 0x28334d);
pub(crate) static OLIVE: Paint = paint("Olive", "OLV", 0x84834f);
pub(crate) static SLATE: Paint = paint("Slate", "SLT", 0x68757d);

pub(crate) static NATURAL_OAK: Paint = paint("Oiled oak", "OAK", 0xc9a06b);
pub(crate) static SMOKED_OAK: Paint = paint("Smoked oak", "SMK", 0x7d5b3f);
pub(crate) static DARK_WALNUT: Paint = paint("Walnut", "WAL", 0x74503a);
pub(crate) static PALE_ASH: Paint = paint("Pale ash", "ASH", 0xdcc6a2);
pub(crate) static BLACK_ASH: Paint = paint("Black ash", "BAS", 0x3f3a37);
pub(crate) static WARM_BEECH: Paint = paint("Beech", "BEE", 0xd6ab7d);
pub(crate) static CHERRY: Paint = paint("Cherry", "CHE", 0xb1724b);
pub(crate) static OLIVEWOOD: Paint = paint("Olive wood", "OLW", 0xbd8f56);

pub(crate) static BRUSHED: Paint = paint("Brushed", "BRU", 0xc3c8cb);
pub(crate) static BLACK: Paint = paint("Black", "BLK", 0x38383b);
pub(crate) static BRASS: Paint = paint("Brass", "BRA", 0xc8a45a);
pub(crate) static COPPER: Paint = paint("Copper", "COP", 0xc0805a);
pub(crate) static RAW_IRON: Paint = paint("Raw iron", "IRN", 0x47474a);

pub(crate) static CLEAR: Paint = paint("Clear", "CLR", 0xc6d8d6);
pub(crate) static SMOKE: Paint = paint("Smoke", "SMO", 0x8e9596);
pub(crate) static AMBER: Paint = paint("Amber", "AMB", 0xcf9650);
pub(crate) static BOTTLE_GREEN: Paint = paint("Bottle green", "BGR", 0x7fa08a);

pub(crate) static TAN: Paint = paint("Tan", "TAN", 0xb98154);
pub(crate) static COGNAC: Paint = paint("Cognac", "COG", 0x95592f);
pub(crate) static ESPRESSO: Paint = paint("Espresso", "ESP", 0x4e382d);
pub(crate) static NATURAL: Paint = paint("Natural", "NAT", 0xd9c29a);
pub(crate) static HONEY: Paint = paint("Honey", "HON", 0xc79a5f);
pub(crate) static TERRACOTTA: Paint = paint("Terracotta", "TER", 0xc57b56);
pub(crate) static BONE: Paint = paint("Bone", "BON", 0xe9e0cf);
pub(crate) static KRAFT: Paint = paint("Kraft", "KRA", 0xc3a074);
