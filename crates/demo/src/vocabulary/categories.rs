//! Eight shelves under three roofs, each with its own quiet backdrop.

use crate::drawing::colour::Rgb;

#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// From the root down.
    pub path: [&'static str; 2],
    pub backdrop: Rgb,
}

const fn shelf(root: &'static str, leaf: &'static str, backdrop: u32) -> Category {
    Category {
        path: [root, leaf],
        backdrop: Rgb::hex(backdrop),
    }
}

pub static CUPS: Category = shelf("Kitchen", "Cups & bowls", 0xe3ddd2);
pub static POTS: Category = shelf("Kitchen", "Pots & pans", 0xdcdfdb);
pub static BLADES: Category = shelf("Kitchen", "Knives & boards", 0xd9dcd6);
pub static LAMPS: Category = shelf("Home", "Lamps & candles", 0xd8d2c9);
pub static TEXTILES: Category = shelf("Home", "Textiles", 0xe5ddd3);
pub static ROOMS: Category = shelf("Home", "Around the house", 0xdde0d8);
pub static DESK: Category = shelf("Work & travel", "Pens & paper", 0xdcdcd9);
pub static CARRY: Category = shelf("Work & travel", "Bags & bottles", 0xdfdad1);
