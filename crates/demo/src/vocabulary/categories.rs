//! Eight shelves under three roofs, each with its own quiet backdrop.

use crate::drawing::colour::Rgb;

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Category {
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

pub(crate) static CUPS: Category = shelf("Kitchen", "Cups & bowls", 0xe3ddd2);
pub(crate) static POTS: Category = shelf("Kitchen", "Pots & pans", 0xdcdfdb);
pub(crate) static BLADES: Category = shelf("Kitchen", "Knives & boards", 0xd9dcd6);
pub(crate) static LAMPS: Category = shelf("Home", "Lamps & candles", 0xd8d2c9);
pub(crate) static TEXTILES: Category = shelf("Home", "Textiles", 0xe5ddd3);
pub(crate) static ROOMS: Category = shelf("Home", "Around the house", 0xdde0d8);
pub(crate) static DESK: Category = shelf("Work & travel", "Pens & paper", 0xdcdcd9);
pub(crate) static CARRY: Category = shelf("Work & travel", "Bags & bottles", 0xdfdad1);
