//! What is set on a table: cups, bowls, pots to pour from, glass.

use super::brands::{HALDEN, OSMUND, PLINTH, TARN};
use super::categories::CUPS;
use super::hard_materials::{ENAMEL, GLASS, PORCELAIN, RECYCLED_GLASS, STONEWARE};
use super::kind::{Kind, Size};
use crate::kinds::Pattern::{Banded, Dipped, Plain, Rim, Speckled};
use crate::kinds::{cups, glass, pouring};

pub(crate) static MUG: Kind = Kind {
    name: "mug",
    code: "MUG",
    category: &CUPS,
    tags: &["coffee", "tea", "breakfast"],
    brands: &[&HALDEN, &TARN],
    materials: &[&ENAMEL, &STONEWARE, &PORCELAIN],
    width: (7.6, 9.2),
    height: (8.0, 10.0),
    depth: (0.0, 0.0),
    holds: 0.72,
    weight: (190, 380),
    price: (14, 26),
    sizes: &[],
    patterns: &[Plain, Speckled, Dipped, Banded, Rim],
    draw: cups::mug,
    openings: [
        "A mug for the first coffee of the day and the last tea, with a handle that takes three fingers and a lip that does not drip.",
        "We looked for a mug that feels right half asleep. This one is broad enough to warm both hands and steady on an uneven table.",
        "Some mugs are for guests and some are the one you reach for. We would put money on which this will be.",
        "It holds a proper cup of coffee, keeps it warm as long as you need, and stays out of the way of the newspaper.",
    ],
    measures: [
        "It stands {h} tall, measures {w} across and holds {v}, filled to where you would fill it.",
        "{v} is enough for a flat white with room to spare; at {h} tall it fits under most machines.",
        "The bowl of it is {w} wide and {h} high, so {v} of tea cools to drinking heat in six minutes.",
    ],
};

pub(crate) static BOWL: Kind = Kind {
    name: "bowl",
    code: "BWL",
    category: &CUPS,
    tags: &["breakfast", "soup", "serving"],
    brands: &[&TARN, &HALDEN],
    materials: &[&STONEWARE, &PORCELAIN, &ENAMEL],
    width: (14.0, 19.0),
    height: (6.2, 8.4),
    depth: (0.0, 0.0),
    holds: 0.55,
    weight: (320, 620),
    price: (16, 34),
    sizes: &[],
    patterns: &[Speckled, Plain, Dipped, Rim, Banded],
    draw: cups::bowl,
    openings: [
        "One bowl for porridge in the morning, noodles at noon and the last of the cherries at night. It never seems to reach the cupboard.",
        "A bowl deep enough to eat from on the sofa, with a foot ring high enough to carry while it is hot.",
        "Steep sides keep the soup where it belongs and give a spoon something to work against.",
        "Made for one generous portion, or for a table's worth of olives. We use ours for both and for keys as well.",
    ],
    measures: [
        "{w} across and {h} deep, it takes {v} to just below the rim.",
        "At {w} it is wider than a cereal bowl and narrower than a salad bowl; {v} all told.",
        "Holds {v}, stacks six high in a space of {w}, and weighs about as much as a book.",
    ],
};

pub(crate) static BEAKER: Kind = Kind {
    name: "beaker",
    code: "BKR",
    category: &CUPS,
    tags: &["coffee", "water", "wine"],
    brands: &[&TARN, &HALDEN],
    materials: &[&STONEWARE, &PORCELAIN, &ENAMEL],
    width: (7.0, 8.4),
    height: (8.2, 10.4),
    depth: (0.0, 0.0),
    holds: 0.66,
    weight: (150, 290),
    price: (11, 22),
    sizes: &[],
    patterns: &[Dipped, Plain, Speckled, Rim, Banded],
    draw: cups::beaker,
    openings: [
        "A cup without a handle, for people who like to feel how hot it is before they drink.",
        "Cortado in the morning, water at lunch, red wine in the evening: a beaker asks no questions.",
        "The plainest thing on the table is the one everybody picks up. It simply sits well in a hand.",
        "Without a handle it stacks, packs and stores in half the room, and suits the left hand just as well.",
    ],
    measures: [
        "{h} high, {w} wide, {v} to the brim.",
        "It takes {v} and measures {w} at the lip, which is where most hands meet.",
        "Four of them stack to less than thirty centimetres; each holds {v}.",
    ],
};

pub(crate) static PLATE: Kind = Kind {
    name: "plate",
    code: "PLT",
    category: &CUPS,
    tags: &["dinner", "serving"],
    brands: &[&TARN, &HALDEN],
    materials: &[&STONEWARE, &PORCELAIN, &ENAMEL],
    width: (20.0, 28.0),
    height: (2.0, 2.8),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (420, 820),
    price: (15, 32),
    sizes: &[
        Size {
            name: "Side",
            code: "S",
            dear: 0.72,
        },
        Size {
            name: "Dinner",
            code: "D",
            dear: 1.0,
        },
    ],
    patterns: &[Plain, Speckled, Banded, Rim],
    draw: cups::plate,
    openings: [
        "A plate with an upright edge, so that sauce stays on it and peas have nowhere to go.",
        "Food looks good on it, which is nearly the whole of a plate's job. The rest is stacking, and it does that too.",
        "We ate from nine different plates for a month. This is the one that nobody wanted to give back.",
        "Broad and flat in the middle, for cutting, with a rim that gives the thumb somewhere to rest.",
    ],
    measures: [
        "The dinner size is {w} across and {h} high, and fits a dishwasher with room to spare.",
        "{w} for dinner, a quarter less for bread and cake.",
        "With its {w} it covers a place setting without crowding the glass; the edge rises {h}.",
    ],
};

pub(crate) static TEAPOT: Kind = Kind {
    name: "teapot",
    code: "TPT",
    category: &CUPS,
    tags: &["tea", "serving", "gift"],
    brands: &[&TARN, &HALDEN],
    materials: &[&STONEWARE, &PORCELAIN, &ENAMEL],
    width: (20.0, 25.0),
    height: (14.0, 18.0),
    depth: (13.0, 16.0),
    holds: 0.26,
    weight: (620, 1100),
    price: (48, 92),
    sizes: &[],
    patterns: &[Plain, Speckled, Dipped, Banded],
    draw: pouring::teapot,
    openings: [
        "A teapot is judged by its last drop. This spout cuts off clean, and the lid stays on to the end of the pour.",
        "Enough for four cups, or for one person with a long letter to write.",
        "Round, because leaves need room to turn; low, because then it stands safely among elbows.",
        "The lid locks with a quarter turn and the knob stays cool. It is surprising how few teapots manage both.",
    ],
    measures: [
        "It holds {v} and measures {w} from spout to handle, {h} to the top of the knob.",
        "{v}, which is four cups; {h} tall, which is one shelf.",
        "With {v} in it the pot weighs under two kilos, so it can be poured with one hand.",
    ],
};

pub(crate) static JUG: Kind = Kind {
    name: "jug",
    code: "JUG",
    category: &CUPS,
    tags: &["water", "milk", "serving", "flowers"],
    brands: &[&HALDEN, &TARN],
    materials: &[&ENAMEL, &STONEWARE, &PORCELAIN],
    width: (13.0, 17.0),
    height: (17.0, 24.0),
    depth: (12.0, 15.0),
    holds: 0.4,
    weight: (480, 980),
    price: (32, 64),
    sizes: &[],
    patterns: &[Plain, Banded, Dipped, Rim, Speckled],
    draw: pouring::jug,
    openings: [
        "Water on the table, batter at the stove, sweet peas on the sill. A jug is three things before lunch.",
        "The lip was bent and bent again until it stopped dribbling, and then it was drawn exactly as it was.",
        "It pours without splashing and carries without slopping, because the weight hangs under the handle.",
        "A tall jug for a long table, with a mouth wide enough for ice, lemons and a washing-up brush.",
    ],
    measures: [
        "{h} tall, it holds {v} up to the base of the lip.",
        "Filled to the shoulder it takes {v}; it needs {w} of shelf.",
        "Its {v} fill six glasses. The handle leaves room for a whole hand at {h}.",
    ],
};

pub(crate) static CARAFE: Kind = Kind {
    name: "carafe",
    code: "CRF",
    category: &CUPS,
    tags: &["water", "wine", "serving"],
    brands: &[&OSMUND],
    materials: &[&GLASS, &RECYCLED_GLASS],
    width: (9.6, 12.0),
    height: (23.0, 29.0),
    depth: (0.0, 0.0),
    holds: 0.48,
    weight: (420, 780),
    price: (28, 58),
    sizes: &[],
    patterns: &[Plain],
    draw: glass::carafe,
    openings: [
        "For water by the bed, wine at the table or a syrup nobody has a label for.",
        "The waist is where the hand goes, and it is narrow enough for any hand.",
        "A carafe makes tap water look like a decision. This one also pours without gulping.",
        "It decants a bottle in one go, breathes at the shoulder, and does not drip on the cloth.",
    ],
    measures: [
        "It takes {v} and stands {h} tall, just short enough for the fridge door.",
        "{v} inside, {w} at its widest, with a neck that a bottle brush can pass.",
        "At {h} it looks over the glasses but not over the guests; it holds {v}.",
    ],
};

pub(crate) static TUMBLER: Kind = Kind {
    name: "tumbler",
    code: "TMB",
    category: &CUPS,
    tags: &["water", "juice", "drinks"],
    brands: &[&OSMUND],
    materials: &[&RECYCLED_GLASS, &GLASS],
    width: (7.4, 8.8),
    height: (8.6, 11.8),
    depth: (0.0, 0.0),
    holds: 0.7,
    weight: (140, 280),
    price: (9, 18),
    sizes: &[
        Size {
            name: "Single",
            code: "1",
            dear: 1.0,
        },
        Size {
            name: "Set of 4",
            code: "4",
            dear: 3.6,
        },
    ],
    patterns: &[Plain],
    draw: glass::tumbler,
    openings: [
        "The glass one drinks most from deserves more thought than the one for champagne.",
        "Straight, heavy at the foot and thin where it counts. It feels like the glasses in a good station café.",
        "A tumbler for water, juice and the occasional negroni, unbothered by children.",
        "It does not ring, it does not wobble, and it is easy to replace one by one.",
    ],
    measures: [
        "Each is {h} high and {w} wide, and holds {v}.",
        "{v} to a finger below the rim, in a footprint of {w}.",
        "Small enough to refill, large enough for ice: {v}, {h} tall.",
    ],
};

pub(crate) static JAR: Kind = Kind {
    name: "storage jar",
    code: "JAR",
    category: &CUPS,
    tags: &["storage", "pantry"],
    brands: &[&PLINTH, &OSMUND],
    materials: &[&GLASS, &RECYCLED_GLASS],
    width: (10.0, 13.0),
    height: (15.0, 23.0),
    depth: (0.0, 0.0),
    holds: 0.68,
    weight: (520, 940),
    price: (19, 39),
    sizes: &[],
    patterns: &[Plain],
    draw: glass::jar,
    openings: [
        "Oats, rice, coffee beans, screws. You see what is in it and how much is left.",
        "The wooden lid closes with a silicone ring, softly and completely.",
        "A jar to leave on the counter, straight-sided so that a scoop gets into the corners.",
        "We counted the bags with clips on them in our own pantry, and then ordered twelve of these.",
    ],
    measures: [
        "It holds {v}, stands {h} tall with its lid and measures {w} across.",
        "A pound of coffee fits with room to shake; {v} in all.",
        "{w} wide, so a hand can get in, and {h} high for an ordinary shelf.",
    ],
};
