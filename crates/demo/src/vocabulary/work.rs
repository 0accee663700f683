//! What one writes with and what one carries.

use super::brands::{HALDEN, MARGIN, PLINTH, WAYFOLD};
use super::categories::{CARRY, DESK};
use super::hard_materials::{ALUMINIUM, BRASS_METAL, ENAMEL, STEEL, STONEWARE};
use super::kind::{Kind, Size};
use super::soft_materials::{
    ASHWOOD, BEECH, CANVAS, CORK, COTTON, LEATHER, LINEN, OAK, PAPER, WALNUT,
};
use crate::kinds::Pattern::{Dipped, Plain, Speckled};
use crate::kinds::{bags, carry, desk, pens, pouches, writing};

pub(crate) static NOTEBOOK: Kind = Kind {
    name: "notebook",
    code: "NTB",
    category: &DESK,
    tags: &["paper", "writing", "gift"],
    brands: &[&MARGIN],
    materials: &[&LINEN, &LEATHER, &CORK, &PAPER],
    width: (13.8, 15.4),
    height: (20.4, 21.6),
    depth: (1.2, 2.0),
    holds: 0.0,
    weight: (240, 420),
    price: (16, 38),
    sizes: &[
        Size {
            name: "Ruled",
            code: "R",
            dear: 1.0,
        },
        Size {
            name: "Dotted",
            code: "D",
            dear: 1.0,
        },
        Size {
            name: "Blank",
            code: "B",
            dear: 1.0,
        },
    ],
    patterns: &[Plain],
    draw: writing::notebook,
    openings: [
        "It opens flat at page one, and at page one hundred, and stays there.",
        "The spine is sewn in sixteens, so that pages come out only when you cut them out.",
        "A book for the thing you must not forget and for the drawing in the margin beside it.",
        "Numbered pages and an empty index in front. Past meetings turn out to be findable.",
    ],
    measures: [
        "{w} by {h}, 192 pages, {d} thick including the covers.",
        "The pages measure {w} by {h}; choose ruled, dotted or blank.",
        "At {w} by {h} it fits a coat pocket of the generous sort.",
    ],
};

pub(crate) static WRITING_PAD: Kind = Kind {
    name: "writing pad",
    code: "PAD",
    category: &DESK,
    tags: &["paper", "writing", "office"],
    brands: &[&MARGIN],
    materials: &[&PAPER, &LINEN],
    width: (14.8, 21.0),
    height: (21.0, 28.0),
    depth: (0.9, 1.4),
    holds: 0.0,
    weight: (220, 520),
    price: (9, 19),
    sizes: &[],
    patterns: &[Plain],
    draw: writing::writing_pad,
    openings: [
        "For everything that will be crossed out: lists, sums, first sentences.",
        "The sheets tear off in one pull and leave a straight edge.",
        "A stiff back, so that you can write on your knee in a train.",
        "Put one beside the telephone, even if there is no telephone any more.",
    ],
    measures: [
        "Seventy sheets of {w} by {h}, glued at the head.",
        "Each leaf is {w} wide and {h} long; the pad is {d} thick when new.",
        "{w} by {h}, which folds into an ordinary envelope.",
    ],
};

pub(crate) static FOUNTAIN_PEN: Kind = Kind {
    name: "fountain pen",
    code: "PEN",
    category: &DESK,
    tags: &["writing", "gift"],
    brands: &[&MARGIN],
    materials: &[&BRASS_METAL, &ALUMINIUM, &STEEL],
    width: (13.2, 14.2),
    height: (1.2, 1.4),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (18, 46),
    price: (48, 128),
    sizes: &[
        Size {
            name: "Fine",
            code: "F",
            dear: 1.0,
        },
        Size {
            name: "Medium",
            code: "M",
            dear: 1.0,
        },
        Size {
            name: "Broad",
            code: "B",
            dear: 1.0,
        },
    ],
    patterns: &[Plain],
    draw: pens::fountain_pen,
    openings: [
        "A pen that starts at once, even after a week in the wrong bag.",
        "You write a little slower with it and a good deal more legibly.",
        "The grip is long and plain. No steps, no threads, no instructions for your fingers.",
        "A signature needs only three seconds; it may as well be a pleasant three seconds.",
    ],
    measures: [
        "{w} closed; takes standard cartridges or the converter that comes with it.",
        "It measures {w} and balances with the cap off, which is how most people write.",
        "The barrel is {h} thick, the pen {w} long, the nib German steel.",
    ],
};

pub(crate) static PENCIL_SET: Kind = Kind {
    name: "pencil set",
    code: "PCS",
    category: &DESK,
    tags: &["drawing", "writing", "gift"],
    brands: &[&MARGIN],
    materials: &[&BEECH, &OAK, &WALNUT],
    width: (19.0, 21.0),
    height: (2.0, 2.4),
    depth: (8.0, 11.0),
    holds: 0.0,
    weight: (140, 260),
    price: (22, 44),
    sizes: &[],
    patterns: &[Plain],
    draw: desk::pencil_set,
    openings: [
        "From a hard one for construction lines to a soft one for the night sky.",
        "The cedar sharpens in long curls and smells like the first day of school.",
        "Kept in a box that closes with a click and does not empty itself into your bag.",
        "Leads are glued along their whole length, so a fall is just a fall.",
    ],
    measures: [
        "The box measures {w} by {d} and is {h} high.",
        "{w} long, it lies in a drawer or stands among books.",
        "At {w} by {d} the box outlives many sets; refills come singly.",
    ],
};

pub(crate) static DESK_TRAY: Kind = Kind {
    name: "desk tray",
    code: "TRY",
    category: &DESK,
    tags: &["storage", "office", "hall"],
    brands: &[&MARGIN, &PLINTH],
    materials: &[&WALNUT, &OAK, &ALUMINIUM, &ASHWOOD],
    width: (24.0, 33.0),
    height: (2.6, 4.0),
    depth: (13.0, 19.0),
    holds: 0.0,
    weight: (320, 980),
    price: (34, 78),
    sizes: &[],
    patterns: &[Plain],
    draw: desk::desk_tray,
    openings: [
        "Pens, keys, a stapler, the stamp you will need on Thursday. All of it in one place and easy to see.",
        "It gives small things a border, and the desk behind it looks tidy by comparison.",
        "Low walls, so that nothing has to be fished out; a felted foot, so that it glides.",
        "Half of us keep it by the door instead, for what pockets bring home.",
    ],
    measures: [
        "{w} by {d}, with a wall {h} high.",
        "It takes up {w} by {d} of desk and clears about three times as much.",
        "The longest compartment fits a new pencil; outside it is {w} wide and {h} high.",
    ],
};

pub(crate) static PENCIL_POT: Kind = Kind {
    name: "pencil pot",
    code: "PPT",
    category: &DESK,
    tags: &["storage", "office"],
    brands: &[&MARGIN, &PLINTH],
    materials: &[&STONEWARE, &OAK, &ALUMINIUM, &WALNUT],
    width: (7.6, 9.0),
    height: (9.6, 11.4),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (180, 460),
    price: (18, 36),
    sizes: &[],
    patterns: &[Plain, Speckled, Dipped],
    draw: desk::pencil_pot,
    openings: [
        "It holds about twenty pencils, or ten and a pair of scissors, and does not topple.",
        "Heavy at the foot and wide at the mouth: you drop things in without looking up.",
        "A good pot collects every pen in the house within a week. You have been warned.",
        "It has also been seen holding toothbrushes, wooden spoons and a small cactus.",
    ],
    measures: [
        "{h} high and {w} across, lined with cork at the bottom.",
        "With {w} at the mouth and {h} of depth, even short pencils stay in reach.",
        "It needs {w} of desk and keeps {h} of it upright.",
    ],
};

pub(crate) static TOTE: Kind = Kind {
    name: "tote bag",
    code: "TOT",
    category: &CARRY,
    tags: &["bag", "shopping", "travel"],
    brands: &[&WAYFOLD],
    materials: &[&CANVAS, &LINEN, &COTTON],
    width: (38.0, 44.0),
    height: (34.0, 40.0),
    depth: (12.0, 15.0),
    holds: 0.0,
    weight: (320, 720),
    price: (38, 92),
    sizes: &[],
    patterns: &[Plain],
    draw: bags::tote,
    openings: [
        "It stands up by itself while you pack, which is rarer than it should be.",
        "Long enough in the handle for a winter coat, short enough not to sweep the pavement.",
        "Vegetables on Saturday, files on Monday, a towel and a book whenever possible.",
        "One large room, one flat pocket, one hook for keys. We could not think of a fourth thing.",
    ],
    measures: [
        "{w} wide, {h} high and {d} deep; a folder goes in upright.",
        "It takes about eighteen litres in {w} by {h} by {d}.",
        "The bag measures {w} by {h}, and the handles drop 24 cm.",
    ],
};

pub(crate) static BACKPACK: Kind = Kind {
    name: "backpack",
    code: "BPK",
    category: &CARRY,
    tags: &["bag", "travel", "laptop"],
    brands: &[&WAYFOLD],
    materials: &[&CANVAS, &LEATHER],
    width: (28.0, 32.0),
    height: (42.0, 48.0),
    depth: (14.0, 17.0),
    holds: 0.0,
    weight: (880, 1500),
    price: (118, 210),
    sizes: &[],
    patterns: &[Plain],
    draw: bags::backpack,
    openings: [
        "A rucksack that goes to the office without looking like a hike, and on a hike without complaining.",
        "The laptop sits against the back, padded, an inch above the ground, where it survives being put down.",
        "It opens wide at the top, so that you see the bottom before you reach it.",
        "The straps are broad, curved and a little soft. After a day out you know why that matters.",
    ],
    measures: [
        "{w} by {h} by {d}, around twenty litres, laptops up to 15 inches.",
        "It stands {h} tall, counts as cabin luggage and swallows a weekend.",
        "Outside it measures {h} by {w}; inside there is more room than that suggests.",
    ],
};

pub(crate) static UMBRELLA: Kind = Kind {
    name: "umbrella",
    code: "UMB",
    category: &CARRY,
    tags: &["rain", "travel"],
    brands: &[&WAYFOLD],
    materials: &[&COTTON, &CANVAS],
    width: (92.0, 104.0),
    height: (84.0, 92.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (420, 640),
    price: (48, 98),
    sizes: &[],
    patterns: &[Plain],
    draw: carry::umbrella,
    openings: [
        "It opens with a sound like a door in an old car and stays open in wind.",
        "An umbrella worth going back for. There is a plate inside the handle for your telephone number.",
        "The ribs are fibreglass, which gives way and comes back, where steel would give up.",
        "Broad enough for two people who like each other.",
    ],
    measures: [
        "{w} across when open, {h} long when it is not.",
        "It spans {w} and hangs from the arm by a handle shaped for that.",
        "Closed it is {h} long, a walking stick's length.",
    ],
};

pub(crate) static WATER_BOTTLE: Kind = Kind {
    name: "water bottle",
    code: "BTL",
    category: &CARRY,
    tags: &["water", "travel", "sport"],
    brands: &[&WAYFOLD, &HALDEN],
    materials: &[&STEEL, &ALUMINIUM, &ENAMEL],
    width: (6.8, 7.8),
    height: (22.0, 27.0),
    depth: (0.0, 0.0),
    holds: 0.68,
    weight: (180, 360),
    price: (24, 46),
    sizes: &[],
    patterns: &[Plain],
    draw: carry::water_bottle,
    openings: [
        "It keeps tea hot until the afternoon and water cold until the next day.",
        "One thread and one seal, and the seal can be bought for a euro. It does not leak in a bag with a laptop.",
        "The mouth is wide enough for ice and narrow enough to drink from on a moving train.",
        "Fill it in the morning and you have bought one bottle of water fewer by noon.",
    ],
    measures: [
        "It holds {v}, stands {h} tall and fits any cup holder at {w}.",
        "{v}; {h} high, so it is still upright in a rucksack pocket.",
        "With {w} across it fits a small hand, and {v} lasts half a day.",
    ],
};

pub(crate) static LUNCH_TIN: Kind = Kind {
    name: "lunch tin",
    code: "LUN",
    category: &CARRY,
    tags: &["lunch", "travel", "picnic"],
    brands: &[&WAYFOLD, &HALDEN],
    materials: &[&STEEL, &ENAMEL],
    width: (14.0, 16.5),
    height: (12.0, 17.0),
    depth: (0.0, 0.0),
    holds: 0.6,
    weight: (420, 780),
    price: (34, 68),
    sizes: &[],
    patterns: &[Plain],
    draw: carry::lunch_tin,
    openings: [
        "Rice below, curry above, something crisp in the top: lunch that arrives as three things.",
        "The clips pull every layer tight onto the next, and then it may tilt.",
        "Yesterday's dinner tastes better out of a tin you like.",
        "It goes on the stove to warm up and under the arm to come home.",
    ],
    measures: [
        "The layers hold {v} together; the stack is {h} high and {w} wide.",
        "{w} across, {h} without the handle, {v} inside.",
        "Eat from it, close it, done: {v} in a column of {w}.",
    ],
};

pub(crate) static POUCH: Kind = Kind {
    name: "zip pouch",
    code: "PCH",
    category: &CARRY,
    tags: &["bag", "travel", "desk"],
    brands: &[&WAYFOLD],
    materials: &[&CANVAS, &LEATHER, &LINEN],
    width: (19.0, 25.0),
    height: (12.0, 16.0),
    depth: (1.5, 3.0),
    holds: 0.0,
    weight: (60, 160),
    price: (19, 48),
    sizes: &[],
    patterns: &[Plain],
    draw: pouches::pouch,
    openings: [
        "For chargers, pencils, passports or plasters: whatever you are tired of digging for.",
        "The zip runs round the corner a little, so the whole thing opens like a mouth.",
        "Drop three of them into any bag and it has compartments.",
        "Flat when empty, willing when full, and washable at the edges.",
    ],
    measures: [
        "{w} by {h}, and about {d} thick before you overfill it.",
        "It measures {w} by {h}; a paperback just fits.",
        "At {w} wide it takes a full-length pencil, which is our test.",
    ],
};
