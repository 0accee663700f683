//! The colours goods come in. A code is three letters and unique: it is part of the SKU.

use crate::drawing::colour::Rgb;

#[derive(Debug, PartialEq, Eq)]
pub struct Paint {
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

pub static CHALK: Paint = paint("Chalk", "CHK", 0xefebe2);
pub static INK: Paint = paint("Ink", "INK", 0x2d3845);
pub static MOSS: Paint = paint("Moss", "MOS", 0x6f7d55);
pub static CLAY: Paint = paint("Clay", "CLY", 0xbd7152);
pub static OCHRE: Paint = paint("Ochre", "OCH", 0xd0a047);
pub static FOG: Paint = paint("Fog", "FOG", 0xbcc3c3);
pub static RUST: Paint = paint("Rust", "RST", 0x9d4f35);
pub static PLUM: Paint = paint("Plum", "PLM", 0x644559);
pub static SKY: Paint = paint("Sky", "SKY", 0xa4bccb);
pub static SEA: Paint = paint("Sea", "SEA", 0x41707a);
pub static SAND: Paint = paint("Sand", "SND", 0xd9c5a5);
pub static BLUSH: Paint = paint("Blush", "BLS", 0xdcb5a6);
pub static CHARCOAL: Paint = paint("Charcoal", "CHA", 0x403f41);
pub static OAT: Paint = paint("Oat", "OAT", 0xe2d8c4);
pub static SAGE: Paint = paint("Sage", "SAG", 0xa9b498);
pub static BRICK: Paint = paint("Brick", "BRK", 0xb14e3c);
pub static MUSTARD: Paint = paint("Mustard", "MUS", 0xc79a35);
pub static NIGHT: Paint = paint("Night", "NGT", 0x28334d);
pub static OLIVE: Paint = paint("Olive", "OLV", 0x84834f);
pub static SLATE: Paint = paint("Slate", "SLT", 0x68757d);

pub static NATURAL_OAK: Paint = paint("Oiled oak", "OAK", 0xc9a06b);
pub static SMOKED_OAK: Paint = paint("Smoked oak", "SMK", 0x7d5b3f);
pub static DARK_WALNUT: Paint = paint("Walnut", "WAL", 0x74503a);
pub static PALE_ASH: Paint = paint("Pale ash", "ASH", 0xdcc6a2);
pub static BLACK_ASH: Paint = paint("Black ash", "BAS", 0x3f3a37);
pub static WARM_BEECH: Paint = paint("Beech", "BEE", 0xd6ab7d);
pub static CHERRY: Paint = paint("Cherry", "CHE", 0xb1724b);
pub static OLIVEWOOD: Paint = paint("Olive wood", "OLW", 0xbd8f56);

pub static BRUSHED: Paint = paint("Brushed", "BRU", 0xc3c8cb);
pub static BLACK: Paint = paint("Black", "BLK", 0x38383b);
pub static BRASS: Paint = paint("Brass", "BRA", 0xc8a45a);
pub static COPPER: Paint = paint("Copper", "COP", 0xc0805a);
pub static RAW_IRON: Paint = paint("Raw iron", "IRN", 0x47474a);

pub static CLEAR: Paint = paint("Clear", "CLR", 0xc6d8d6);
pub static SMOKE: Paint = paint("Smoke", "SMO", 0x8e9596);
pub static AMBER: Paint = paint("Amber", "AMB", 0xcf9650);
pub static BOTTLE_GREEN: Paint = paint("Bottle green", "BGR", 0x7fa08a);

pub static TAN: Paint = paint("Tan", "TAN", 0xb98154);
pub static COGNAC: Paint = paint("Cognac", "COG", 0x95592f);
pub static ESPRESSO: Paint = paint("Espresso", "ESP", 0x4e382d);
pub static NATURAL: Paint = paint("Natural", "NAT", 0xd9c29a);
pub static HONEY: Paint = paint("Honey", "HON", 0xc79a5f);
pub static TERRACOTTA: Paint = paint("Terracotta", "TER", 0xc57b56);
pub static BONE: Paint = paint("Bone", "BON", 0xe9e0cf);
pub static KRAFT: Paint = paint("Kraft", "KRA", 0xc3a074);
