//! A kind of product: what is known about it before a series, a material and a colour are chosen.

use super::brands::Brand;
use super::categories::Category;
use super::materials::Material;
use super::{kitchen, living, table, textiles, work};
use crate::kinds::Pattern;
use crate::kinds::model::Draw;

/// A second option beside the colour: its value, its SKU code, what it does to the price.
#[derive(Debug)]
pub(crate) struct Size {
    pub name: &'static str,
    pub code: &'static str,
    pub dear: f32,
}

#[derive(Debug)]
pub(crate) struct Kind {
    pub name: &'static str,
    /// Three letters, unique.
    pub code: &'static str,
    pub category: &'static Category,
    pub tags: &'static [&'static str],
    pub brands: &'static [&'static Brand],
    pub materials: &'static [&'static Material],
    /// Ranges in centimetres.
    pub width: (f32, f32),
    pub height: (f32, f32),
    pub depth: (f32, f32),
    /// How much of the cylinder around it is space inside; 0 for things that hold nothing.
    pub holds: f32,
    /// Grams.
    pub weight: (u32, u32),
    /// Whole euros.
    pub price: (u32, u32),
    pub sizes: &'static [Size],
    pub patterns: &'static [Pattern],
    pub draw: Draw,
    pub openings: [&'static str; 4],
    /// Said with numbers: `{w}`, `{h}`, `{d}`, `{v}` are filled in.
    pub measures: [&'static str; 3],
}

/// Every kind; the mug comes first because the first product of the shop is one.
pub(crate) fn all() -> impl ExactSizeIterator<Item = &'static Kind> + Clone {
    ALL.iter().copied()
}

pub(crate) fn by_code(code: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.code == code)
}

pub(crate) static ALL: [&Kind; 45] = [
    &table::MUG,
    &living::TABLE_LAMP,
    &textiles::BLANKET,
    &kitchen::SKILLET,
    &work::NOTEBOOK,
    &table::BOWL,
    &kitchen::BOARD,
    &living::VASE,
    &work::TOTE,
    &table::TEAPOT,
    &living::PENDANT,
    &kitchen::CHEFS_KNIFE,
    &textiles::CUSHION,
    &work::FOUNTAIN_PEN,
    &table::CARAFE,
    &living::WALL_CLOCK,
    &kitchen::SAUCEPAN,
    &work::BACKPACK,
    &living::CANDLE,
    &textiles::TOWEL,
    &table::PLATE,
    &work::DESK_TRAY,
    &living::STOOL,
    &kitchen::CASSEROLE,
    &work::UMBRELLA,
    &table::TUMBLER,
    &living::PLANT_POT,
    &kitchen::BREAD_KNIFE,
    &textiles::APRON,
    &work::PENCIL_SET,
    &table::JUG,
    &living::LANTERN,
    &work::WATER_BOTTLE,
    &kitchen::KETTLE,
    &living::BASKET,
    &work::LUNCH_TIN,
    &living::WATERING_CAN,
    &work::WRITING_PAD,
    &kitchen::MILL,
    &table::BEAKER,
    &work::POUCH,
    &kitchen::BAKING_DISH,
    &work::PENCIL_POT,
    &table::JAR,
    &kitchen::SCISSORS,
];
