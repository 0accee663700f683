//! What cooks and cuts.

use super::brands::{BRINDLE, HALDEN, TARN};
use super::categories::{BLADES, POTS};
use super::hard_materials::{CAST_IRON, COPPER_METAL, ENAMEL, STEEL, STONEWARE};
use super::kind::{Kind, Size};
use super::soft_materials::{ASHWOOD, BEECH, OAK, OLIVE_WOOD, WALNUT};
use crate::kinds::Pattern::{Banded, Dipped, Plain, Speckled};
use crate::kinds::{blades, boards, pots, pouring};

pub(crate) static SAUCEPAN: Kind = Kind {
    name: "saucepan",
    code: "SCP",
    category: &POTS,
    tags: &["cooking", "induction"],
    brands: &[&HALDEN],
    materials: &[&STEEL, &ENAMEL, &COPPER_METAL],
    width: (16.0, 20.0),
    height: (9.0, 11.5),
    depth: (0.0, 0.0),
    holds: 0.82,
    weight: (900, 1500),
    price: (52, 98),
    sizes: &[
        Size {
            name: "1.2 l",
            code: "12",
            dear: 0.84,
        },
        Size {
            name: "2 l",
            code: "20",
            dear: 1.0,
        },
    ],
    patterns: &[Plain],
    draw: pots::saucepan,
    openings: [
        "The pan that is always on the stove: for eggs, for milk, for the sauce that needs watching.",
        "A saucepan lives or dies by its balance. Empty, it stays flat; full, the handle carries it.",
        "It pours from either side, thanks to a rim that is rolled all the way round.",
        "A thick base spreads the heat, a thin wall lets it go. Porridge comes out without a skin.",
    ],
    measures: [
        "{w} across and {h} deep; suited to gas, ceramic and induction.",
        "The larger one holds two litres. Its rim measures {w} and the wall is {h} high.",
        "At {h} deep there is room to whisk, and with {w} it covers a medium burner.",
    ],
};

pub(crate) static SKILLET: Kind = Kind {
    name: "skillet",
    code: "SKL",
    category: &POTS,
    tags: &["cooking", "induction", "oven"],
    brands: &[&HALDEN, &BRINDLE],
    materials: &[&CAST_IRON, &STEEL, &COPPER_METAL],
    width: (24.0, 28.0),
    height: (4.2, 5.4),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (1300, 2600),
    price: (46, 96),
    sizes: &[
        Size {
            name: "20 cm",
            code: "20",
            dear: 0.78,
        },
        Size {
            name: "24 cm",
            code: "24",
            dear: 0.9,
        },
        Size {
            name: "28 cm",
            code: "28",
            dear: 1.0,
        },
    ],
    patterns: &[Plain],
    draw: pots::skillet,
    openings: [
        "One good pan replaces four bad ones. Sear in it, bake in it, bring it to the table.",
        "Preheat it for five minutes and it browns like a restaurant stove, even on a weak one.",
        "A low wall lets the steam out, so that mushrooms fry rather than stew.",
        "Eggs slide in it after the tenth breakfast. Until then, use butter, which is no hardship.",
    ],
    measures: [
        "The largest size is {w} across with a wall of {h}; all three go in the oven.",
        "Three sizes, up to {w}. The handle is long enough to stay cool for an omelette.",
        "With a wall {h} high it takes two steaks at {w}, or five eggs in the small one.",
    ],
};

pub(crate) static CASSEROLE: Kind = Kind {
    name: "casserole",
    code: "CSR",
    category: &POTS,
    tags: &["cooking", "oven", "winter"],
    brands: &[&HALDEN, &TARN],
    materials: &[&CAST_IRON, &ENAMEL, &COPPER_METAL],
    width: (26.0, 32.0),
    height: (17.0, 21.0),
    depth: (24.0, 28.0),
    holds: 0.27,
    weight: (2800, 5200),
    price: (92, 185),
    sizes: &[],
    patterns: &[Plain],
    draw: pots::casserole,
    openings: [
        "For beans that take all day, bread that takes an hour, and a stew that is better tomorrow.",
        "The lid fits so closely that hardly anything escapes; what rises falls back as rain.",
        "Start it on the hob, finish it in the oven, set it down in the middle of everyone.",
        "A heavy pot with two honest handles, wide enough for mitts. It makes cheap cuts taste expensive.",
    ],
    measures: [
        "It holds {v}, enough for six, and measures {w} over the handles.",
        "{w} wide, {h} with its lid on, {v} inside.",
        "A chicken fits whole: {v}, {h} to the top of the knob.",
    ],
};

pub(crate) static KETTLE: Kind = Kind {
    name: "kettle",
    code: "KTL",
    category: &POTS,
    tags: &["tea", "coffee", "induction"],
    brands: &[&HALDEN],
    materials: &[&ENAMEL, &STEEL, &COPPER_METAL],
    width: (21.0, 25.0),
    height: (20.0, 24.0),
    depth: (17.0, 20.0),
    holds: 0.17,
    weight: (780, 1300),
    price: (49, 95),
    sizes: &[],
    patterns: &[Plain, Banded],
    draw: pouring::kettle,
    openings: [
        "It has no lights and no base to plug in. You fill it, you light the flame, it boils.",
        "The spout is narrow and low, so the water lands where you point it, drip coffee included.",
        "A kettle that stays on the stove because it looks right there.",
        "The grip sits high above the steam and folds down when you need to fill it under a low tap.",
    ],
    measures: [
        "It boils {v} in about six minutes, and is {h} tall with the handle up.",
        "{v} for a full pot and two cups besides; {w} from spout to back.",
        "The base covers an induction ring; the whole thing holds {v} and stands {h} high.",
    ],
};

pub(crate) static BAKING_DISH: Kind = Kind {
    name: "baking dish",
    code: "BKD",
    category: &POTS,
    tags: &["oven", "serving"],
    brands: &[&TARN, &HALDEN],
    materials: &[&STONEWARE, &ENAMEL, &CAST_IRON],
    width: (27.0, 34.0),
    height: (6.0, 7.6),
    depth: (22.0, 26.0),
    holds: 0.4,
    weight: (900, 2100),
    price: (29, 58),
    sizes: &[],
    patterns: &[Plain, Speckled, Dipped],
    draw: pots::baking_dish,
    openings: [
        "Lasagne, crumble, roast roots: it goes from the oven to the middle of the table and looks as if it meant to.",
        "The edge browns well because the wall leans out a little, and everyone wants the edge.",
        "Two lugs you can grip in thick gloves. The rest is a plain, deep, patient dish.",
        "It holds the heat through second helpings and soaks clean while you sit.",
    ],
    measures: [
        "{w} from lug to lug and {h} deep, for four to six people.",
        "It takes {v}; the wall is {h} high, so nothing boils over.",
        "With {w} it fits every oven we could measure, and {v} feeds a family.",
    ],
};

pub(crate) static CHEFS_KNIFE: Kind = Kind {
    name: "chef's knife",
    code: "KNC",
    category: &BLADES,
    tags: &["cutting", "steel"],
    brands: &[&BRINDLE],
    materials: &[&OAK, &WALNUT, &OLIVE_WOOD],
    width: (32.0, 35.0),
    height: (4.4, 5.2),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (150, 230),
    price: (78, 148),
    sizes: &[],
    patterns: &[Plain],
    draw: blades::chefs_knife,
    openings: [
        "If you buy one knife, buy this shape: long enough for a cabbage, quick enough for parsley.",
        "It comes sharp enough to shave with and, more to the point, is easy to get sharp again.",
        "The spine is rounded where your finger rests. After an onion or forty you will notice.",
        "Light in front, so that it follows the hand, with a curve for rocking and a heel for joints.",
    ],
    measures: [
        "{w} long over all, the blade {h} at the heel, in carbon steel hardened to 60 HRC.",
        "Blade and handle come to {w} and balance at the bolster.",
        "The blade is {h} tall, which keeps knuckles off the board; the whole knife is {w} long.",
    ],
};

pub(crate) static BREAD_KNIFE: Kind = Kind {
    name: "bread knife",
    code: "KNB",
    category: &BLADES,
    tags: &["cutting", "bread"],
    brands: &[&BRINDLE],
    materials: &[&BEECH, &OAK, &WALNUT],
    width: (33.0, 38.0),
    height: (3.0, 3.6),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (130, 190),
    price: (54, 96),
    sizes: &[],
    patterns: &[Plain],
    draw: blades::bread_knife,
    openings: [
        "A wavy edge that bites into a crust at the first stroke and leaves the crumb as it was.",
        "It saws through a dark rye without leaning on it, and through a tomato without bruising it.",
        "Long enough for a whole loaf in one pull, so the slices come out even.",
        "Bread deserves its own knife, and this one asks for nothing but a board.",
    ],
    measures: [
        "{w} from end to end; the teeth are ground on one side only and can be sharpened at home.",
        "The blade takes up two thirds of its {w}, and is {h} high.",
        "It measures {w}, so it wants a long drawer or a magnet on the wall.",
    ],
};

pub(crate) static BOARD: Kind = Kind {
    name: "cutting board",
    code: "BRD",
    category: &BLADES,
    tags: &["cutting", "serving", "wood"],
    brands: &[&BRINDLE],
    materials: &[&OAK, &WALNUT, &OLIVE_WOOD, &BEECH],
    width: (34.0, 44.0),
    height: (2.0, 3.2),
    depth: (22.0, 29.0),
    holds: 0.0,
    weight: (1100, 2600),
    price: (38, 88),
    sizes: &[
        Size {
            name: "Medium",
            code: "M",
            dear: 0.8,
        },
        Size {
            name: "Large",
            code: "L",
            dear: 1.0,
        },
    ],
    patterns: &[Plain],
    draw: boards::board,
    openings: [
        "A board that stays where you put it, thick enough to plane flat again in ten years.",
        "Wood is kinder to an edge than anything else you can cut on, and quieter for whoever is still asleep.",
        "Use one side for onions and the other for fruit. A burnt dot tells you which is which.",
        "Chop on it, then carry it to the table with the cheese: it changes roles without complaint.",
    ],
    measures: [
        "The large one measures {w} by {d} and is {h} thick.",
        "{h} thick, {w} long, {d} deep, with edges eased so that fingers get under.",
        "At {w} by {d} it spans half a sink; the medium one fits a small counter.",
    ],
};

pub(crate) static MILL: Kind = Kind {
    name: "pepper mill",
    code: "MIL",
    category: &BLADES,
    tags: &["spices", "table", "gift"],
    brands: &[&BRINDLE],
    materials: &[&BEECH, &WALNUT, &OLIVE_WOOD, &ASHWOOD],
    width: (5.2, 6.4),
    height: (16.0, 26.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (190, 340),
    price: (34, 62),
    sizes: &[],
    patterns: &[Plain],
    draw: boards::mill,
    openings: [
        "A hardened steel grinder in a turned body: fine dust or rough quarters, with one turn of the knob.",
        "It fits the palm, fills from the top and never throws pepper at the ceiling.",
        "The best pepper is the pepper you grind yourself, right over the plate, at the last moment.",
        "One for pepper, and perhaps a second for salt; there is a small dot under the foot to tell them apart.",
    ],
    measures: [
        "{h} tall and {w} at the foot; a filling lasts about two months.",
        "With its {h} it stands well above the mustard.",
        "The body is {w} wide where you hold it, and {h} high in all.",
    ],
};

pub(crate) static SCISSORS: Kind = Kind {
    name: "kitchen scissors",
    code: "SCI",
    category: &BLADES,
    tags: &["cutting", "herbs", "steel"],
    brands: &[&BRINDLE, &HALDEN],
    materials: &[&STEEL, &ENAMEL],
    width: (19.0, 23.0),
    height: (7.0, 9.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (120, 210),
    price: (24, 46),
    sizes: &[],
    patterns: &[Plain],
    draw: blades::scissors,
    openings: [
        "Chives, string, a stubborn packet, a whole chicken. They live on a hook by the door and are always missing.",
        "The blades come apart for washing with one generous swing, and never by accident.",
        "Big round bows, so that they suit either hand and a glove.",
        "One blade is finely toothed and holds what the other cuts; wet herbs do not slide away.",
    ],
    measures: [
        "{w} long, half of it blade.",
        "They measure {w} from tip to bow and hang from a single nail.",
        "At {w} they are long enough for flowers, short enough for a drawer.",
    ],
};
