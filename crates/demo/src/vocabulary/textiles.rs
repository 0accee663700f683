//! What is woven.

use super::brands::HEDDLE;
use super::categories::TEXTILES;
use super::kind::{Kind, Size};
use super::soft_materials::{COTTON, LINEN, WOOL};
use crate::kinds::Pattern::Plain;
use crate::kinds::{sewn, textiles};

pub(crate) static BLANKET: Kind = Kind {
    name: "blanket",
    code: "BLK",
    category: &TEXTILES,
    tags: &["sofa", "bedroom", "winter"],
    brands: &[&HEDDLE],
    materials: &[&WOOL, &COTTON, &LINEN],
    width: (38.0, 46.0),
    height: (14.0, 20.0),
    depth: (30.0, 36.0),
    holds: 0.0,
    weight: (800, 1500),
    price: (79, 165),
    sizes: &[],
    patterns: &[Plain],
    draw: textiles::blanket,
    openings: [
        "A blanket for the arm of the sofa, where it will not stay for long.",
        "Heavy enough to feel looked after, light enough for an open window in May.",
        "It travels from bed to balcony to back seat and forgives all three.",
        "There is one blanket in every house that people quarrel over. This is an attempt at making two.",
    ],
    measures: [
        "130 by 180 cm opened out; folded as we send it, {w} by {d}.",
        "Spread out it is 130 by 180 cm, knotted by hand at both ends.",
        "One size, 130 by 180 cm, which covers one tall person or two who get on.",
    ],
};

pub(crate) static CUSHION: Kind = Kind {
    name: "cushion",
    code: "CUS",
    category: &TEXTILES,
    tags: &["sofa", "bedroom"],
    brands: &[&HEDDLE],
    materials: &[&LINEN, &COTTON, &WOOL],
    width: (45.0, 52.0),
    height: (42.0, 48.0),
    depth: (14.0, 18.0),
    holds: 0.0,
    weight: (620, 980),
    price: (36, 72),
    sizes: &[
        Size {
            name: "Cover only",
            code: "C",
            dear: 0.66,
        },
        Size {
            name: "With filling",
            code: "F",
            dear: 1.0,
        },
    ],
    patterns: &[Plain],
    draw: sewn::cushion,
    openings: [
        "A cushion that goes back into shape by itself, because it is filled with feathers and not with foam.",
        "Good behind the back, better under the head, best in a row of unequal ones.",
        "The zip hides in the seam and the corners are cut round, so they never turn into ears.",
        "Quiet enough for an old sofa, and firm enough for a hard chair.",
    ],
    measures: [
        "{w} by {h}; the filling is two centimetres larger, so that it sits full.",
        "It measures {w} by {h} and plumps up to about {d}.",
        "Order the cover alone if you have fillings of {w} already.",
    ],
};

pub(crate) static TOWEL: Kind = Kind {
    name: "towel",
    code: "TWL",
    category: &TEXTILES,
    tags: &["bathroom", "kitchen"],
    brands: &[&HEDDLE],
    materials: &[&COTTON, &LINEN],
    width: (30.0, 36.0),
    height: (12.0, 16.0),
    depth: (24.0, 28.0),
    holds: 0.0,
    weight: (260, 520),
    price: (18, 39),
    sizes: &[
        Size {
            name: "50 × 100 cm",
            code: "H",
            dear: 0.6,
        },
        Size {
            name: "70 × 140 cm",
            code: "B",
            dear: 1.0,
        },
    ],
    patterns: &[Plain],
    draw: textiles::towel,
    openings: [
        "It dries you rather than moving the water around, and is dry itself by the evening.",
        "Thin towels dry fast and thick ones feel good; this weave is our favourite quarrel between the two.",
        "A loop on the long side, as it should be, so that it hangs flat and airs.",
        "The first wash opens the yarn. From then on it only gets better at its one job.",
    ],
    measures: [
        "Hand size and bath size; the larger one folds to {w} and weighs next to nothing.",
        "In the cupboard a folded pile of three is {w} wide and {h} high.",
        "Two sizes, 50 by 100 and 70 by 140 cm, with woven ends that do not curl.",
    ],
};

pub(crate) static APRON: Kind = Kind {
    name: "apron",
    code: "APR",
    category: &TEXTILES,
    tags: &["kitchen", "workshop", "gift"],
    brands: &[&HEDDLE],
    materials: &[&LINEN, &COTTON],
    width: (62.0, 70.0),
    height: (84.0, 94.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (280, 460),
    price: (42, 78),
    sizes: &[],
    patterns: &[Plain],
    draw: sewn::apron,
    openings: [
        "Cut like a printer's apron, with a pocket where a hand falls and ties long enough to meet in front.",
        "It covers what needs covering and leaves the knees free for ladders and children.",
        "For cooking, for glazing, for the one hour a year in which you repair a bicycle.",
        "The neck strap adjusts with two brass studs. No bows, no buckles, nothing in the soup.",
    ],
    measures: [
        "{w} wide and {h} long; fits most people between small and tall.",
        "It is {h} from bib to hem, with ties of a metre on each side.",
        "One size, {w} across the hips, wrapped as tightly as you like.",
    ],
};
