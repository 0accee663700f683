//! Wood, cloth, leather, paper and wax: everything that was once alive.

use super::colours::*;
use super::materials::Material;
use crate::kinds::Finish;

const fn wood(
    word: &'static str,
    code: &'static str,
    fact: &'static str,
    palette: &'static [&'static Paint],
    dear: f32,
    made: [&'static str; 3],
    keep: [&'static str; 3],
) -> Material {
    Material {
        word,
        code,
        fact,
        finish: Finish::Wood,
        palette,
        dear,
        care: "Wipe clean",
        dishwasher: false,
        made,
        keep,
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "a call reads as one row of a table"
)]
const fn cloth(
    word: &'static str,
    code: &'static str,
    fact: &'static str,
    finish: Finish,
    palette: &'static [&'static Paint],
    dear: f32,
    care: &'static str,
    made: [&'static str; 3],
    keep: [&'static str; 3],
) -> Material {
    Material {
        word,
        code,
        fact,
        finish,
        palette,
        dear,
        care,
        dishwasher: false,
        made,
        keep,
    }
}

pub(crate) static OAK: Material = wood(
    "oak",
    "OK",
    "Solid oak, oiled",
    &[&NATURAL_OAK, &SMOKED_OAK, &BLACK_ASH],
    1.1,
    [
        "Cut from oak that dried for two years in the yard, so it has done its moving before it reaches you.",
        "Solid oak, finished with hard oil and nothing else; the grain stays open to the touch.",
        "We pick boards with quiet grain and let the odd knot through for company.",
    ],
    [
        "Wipe it damp, dry it at once, and oil it when it looks thirsty, about twice a year.",
        "Water rings come out with fine sandpaper and a drop of oil.",
        "Keep it off the radiator; otherwise it asks for very little.",
    ],
);

pub(crate) static WALNUT: Material = wood(
    "walnut",
    "WN",
    "Solid walnut, oiled",
    &[&DARK_WALNUT, &SMOKED_OAK],
    1.4,
    [
        "European walnut, sawn through and through, with the pale sapwood left in where it is beautiful.",
        "Walnut is kind to tools and to hands, and it darkens like a good shoe.",
        "Oiled four times and burnished with a piece of its own bark.",
    ],
    [
        "A dry cloth on most days and a thin coat of oil in spring.",
        "Never leave it in water; a minute under the tap is fine.",
        "Sunlight makes it lighter and warmer, so turn it now and then.",
    ],
);

pub(crate) static BEECH: Material = wood(
    "beech",
    "BE",
    "Solid beech",
    &[&WARM_BEECH, &PALE_ASH, &CHERRY],
    0.85,
    [
        "Steamed beech, dense and even, the wood that tool handles are made of.",
        "Turned from one piece and sanded until nothing catches on a sleeve.",
        "The tree is common here, the drying is slow and the price is fair.",
    ],
    [
        "Wash it quickly, dry it standing up, and it stays straight.",
        "Rub it with linseed oil before first use and whenever it looks pale.",
        "Lemon and salt take away stains and smells.",
    ],
);

pub(crate) static ASHWOOD: Material = wood(
    "ash",
    "AS",
    "Solid ash",
    &[&PALE_ASH, &BLACK_ASH, &NATURAL_OAK],
    1.0,
    [
        "Ash bends before it breaks, which is why it has always been chosen for oars and axes.",
        "The black version is stained, not painted, and the grain shows through it.",
        "Cut from trees felled in winter, when the wood is at its calmest.",
    ],
    [
        "Dust and a damp cloth, that is all.",
        "Soap it once a year with flakes dissolved in warm water and it keeps its pale colour.",
        "Small dents rise again under a damp cloth and a warm iron.",
    ],
);

pub(crate) static OLIVE_WOOD: Material = wood(
    "olive-wood",
    "OW",
    "Olive wood",
    &[&OLIVEWOOD],
    1.3,
    [
        "From trees that have stopped bearing fruit; the figure in the wood is different in every piece.",
        "Dense, oily and nearly waterproof by nature.",
        "Shaped on a band saw by eye, so measures may differ by a few millimetres.",
    ],
    [
        "Rinse it by hand, wipe it dry and let it stand on edge.",
        "A little kitchen oil brings the figure back.",
        "It does not like dishwashers, and says so by splitting.",
    ],
);

pub(crate) static LINEN: Material = cloth(
    "linen",
    "LI",
    "100 % linen, stonewashed",
    Finish::Weave,
    &[&OAT, &SLATE, &CLAY, &SAGE, &INK, &OCHRE, &BLUSH],
    1.25,
    "Machine wash 40 °C",
    [
        "Woven from long-staple flax and washed with pumice until it stops being stiff.",
        "The yarn is spun wet, which makes it smooth, strong and slightly uneven in the best way.",
        "Linen takes up a fifth of its weight in water before it feels damp.",
    ],
    [
        "Wash at 40 degrees and hang it up wet; ironing is a matter of temperament.",
        "It softens with every wash and frays with none.",
        "Line-dry it if you can, for linen and tumble dryers have never been friends.",
    ],
);

pub(crate) static COTTON: Material = cloth(
    "cotton",
    "CO",
    "100 % organic cotton",
    Finish::Weave,
    &[&CHALK, &FOG, &NIGHT, &BLUSH, &MOSS, &OCHRE, &SKY],
    0.9,
    "Machine wash 60 °C",
    [
        "Organic cotton, spun and woven within a day's drive, dyed in the yarn rather than in the piece.",
        "A dense two-ply weave that feels substantial without being heavy.",
        "Long fibres make fewer loose ends, so it hardly lints.",
    ],
    [
        "Wash at 60 degrees with whatever else is in there, apart from the red socks.",
        "It may shrink by two per cent in the first wash; we have allowed for that.",
        "Tumble it low or hang it out, as the weather decides.",
    ],
);

pub(crate) static WOOL: Material = cloth(
    "wool",
    "WO",
    "100 % lambswool",
    Finish::Wool,
    &[&OAT, &CHARCOAL, &MUSTARD, &RUST, &SEA, &PLUM, &MOSS],
    1.5,
    "Air, wool wash 30 °C",
    [
        "Lambswool, spun, dyed, woven and milled under one roof beside the river that washes it.",
        "Brushed on one side only, so that it is warm within and sheds rain without.",
        "The colours are mixed in the fleece, which is why they look different close to.",
    ],
    [
        "Hang it in fresh air overnight; wash it only when that no longer helps.",
        "Use the wool programme, lay it flat, and let it take its time.",
        "Brush off what has dried and most stains are gone.",
    ],
);

pub(crate) static CANVAS: Material = cloth(
    "canvas",
    "CA",
    "Waxed cotton canvas, 510 g/m²",
    Finish::Weave,
    &[&INK, &OLIVE, &SAND, &CHARCOAL, &RUST, &OCHRE],
    1.1,
    "Wipe clean",
    [
        "Heavy cotton canvas, waxed on the outside and left soft within, sewn with bonded thread.",
        "The seams are taped and the corners riveted where the strain is.",
        "Woven on old shuttle looms, slow machines that make a tighter edge.",
    ],
    [
        "Brush it when dry; sponge it cold, and re-wax it after a few winters.",
        "Creases turn pale at first and handsome later.",
        "Not for the washing machine, which would take the wax and leave you with the water.",
    ],
);

pub(crate) static LEATHER: Material = cloth(
    "leather",
    "LE",
    "Vegetable-tanned leather",
    Finish::Leather,
    &[&TAN, &COGNAC, &ESPRESSO, &BLACK],
    1.8,
    "Wipe clean",
    [
        "Cowhide tanned for six weeks in oak and mimosa bark, and cut by hand around the marks.",
        "Full-grain leather, saddle-stitched with waxed linen, edges burnished rather than painted.",
        "It arrives pale and stiff, and becomes yours in about a season.",
    ],
    [
        "Wipe it dry after rain and feed it with a little balm twice a year.",
        "Scratches rub out with a warm thumb.",
        "Keep it away from heaters and it will outlive several phones.",
    ],
);

pub(crate) static PAPER: Material = cloth(
    "paper",
    "PA",
    "Uncoated paper, 100 g/m²",
    Finish::Paper,
    &[&KRAFT, &SKY, &SAGE, &CLAY, &INK, &OCHRE],
    0.75,
    "Keep dry",
    [
        "Uncoated paper from a mill that has made nothing else since it was powered by the stream beside it.",
        "Smooth enough for a fountain pen and toothy enough for a soft pencil.",
        "A warm white that is easy on the eyes under a lamp.",
    ],
    [
        "Keep it dry and flat, and use it up.",
        "When it is full, the whole thing goes into the paper bin.",
        "Ink dries within three seconds and does not show on the other side.",
    ],
);

pub(crate) static BEESWAX: Material = cloth(
    "beeswax",
    "BW",
    "Beeswax and rapeseed wax",
    Finish::Wax,
    &[&HONEY, &BONE, &RUST, &MOSS, &SLATE],
    1.0,
    "Trim the wick",
    [
        "Beeswax with a third of rapeseed wax, poured warm and left to set for a night.",
        "It smells of very little and burns without soot; the wick is plain braided cotton.",
        "Coloured all the way through and not merely dipped.",
    ],
    [
        "Trim the wick to five millimetres and let the surface melt to the edge the first time.",
        "Keep it out of draughts and it burns evenly to the end.",
        "A pale bloom may form in the cold; breathe on it and wipe.",
    ],
);

pub(crate) static RATTAN: Material = cloth(
    "rattan",
    "RA",
    "Rattan and willow",
    Finish::Weave,
    &[&NATURAL, &HONEY, &ESPRESSO, &BLACK_ASH],
    0.95,
    "Dust, damp cloth",
    [
        "Rattan core woven wet around a willow frame and dried on the form.",
        "It takes one weaver a morning, and you can tell by how tight the foot is.",
        "The handles are wound, not glued, and can be wound again.",
    ],
    [
        "Dust it with a brush and mist it with water in a dry winter.",
        "Dry it in the shade if it gets wet.",
        "It creaks a little when it is new.",
    ],
);

pub(crate) static CORK: Material = cloth(
    "cork",
    "CK",
    "Natural cork",
    Finish::Leather,
    &[&KRAFT, &ESPRESSO, &CHARCOAL],
    0.95,
    "Wipe clean",
    [
        "Cork bark, peeled every nine years from trees that are left standing.",
        "Light, warm to the touch and quiet when you put it down.",
        "Cut from a single sheet, with the small dark flecks that good cork has.",
    ],
    [
        "Wipe it with a damp cloth and let it dry by itself.",
        "It does not mind water, only blades.",
        "Ink stains can be sanded off lightly.",
    ],
);
