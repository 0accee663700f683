//! Light, time, flowers and a place to sit.

use super::brands::{HALDEN, LUMEN, PLINTH, TARN};
use super::categories::{LAMPS, ROOMS};
use super::hard_materials::{
    ALUMINIUM, BRASS_METAL, ENAMEL, PORCELAIN, STEEL, STONEWARE, TERRACOTTA_CLAY,
};
use super::kind::{Kind, Size};
use super::soft_materials::{ASHWOOD, BEECH, BEESWAX, LINEN, OAK, PAPER, RATTAN, WALNUT};
use crate::kinds::Pattern::{Banded, Dipped, Plain, Speckled};
use crate::kinds::{garden, home, lamps, vases};

pub(crate) static TABLE_LAMP: Kind = Kind {
    name: "table lamp",
    code: "LMT",
    category: &LAMPS,
    tags: &["light", "bedroom", "desk"],
    brands: &[&LUMEN],
    materials: &[&LINEN, &ALUMINIUM, &PAPER, &BRASS_METAL],
    width: (24.0, 34.0),
    height: (38.0, 52.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (1200, 2900),
    price: (89, 189),
    sizes: &[],
    patterns: &[Plain],
    draw: lamps::table_lamp,
    openings: [
        "A lamp for the corner that the ceiling light never reaches.",
        "It makes a pool of light the size of an open book and leaves the rest of the room in peace.",
        "Set it on a sideboard and the evening starts a little earlier.",
        "The dimmer sits in the cable, where a hand finds it in the dark.",
    ],
    measures: [
        "{h} tall under a shade of {w}; takes an E27 bulb, which is included.",
        "The shade is {w} wide. With {h} the light falls just below eye level when you sit.",
        "It stands {h} high on a weighted foot and comes with two metres of cloth cable.",
    ],
};

pub(crate) static PENDANT: Kind = Kind {
    name: "pendant lamp",
    code: "LMP",
    category: &LAMPS,
    tags: &["light", "dining"],
    brands: &[&LUMEN, &HALDEN],
    materials: &[&ENAMEL, &ALUMINIUM, &BRASS_METAL, &PORCELAIN],
    width: (28.0, 46.0),
    height: (18.0, 27.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (700, 2400),
    price: (98, 220),
    sizes: &[],
    patterns: &[Plain],
    draw: lamps::pendant,
    openings: [
        "Hang it low over the table and everyone moves a little closer.",
        "White inside, so that nothing of the light is lost; coloured outside, so that it is company by day.",
        "Two of them over a counter or one above a desk: it was drawn for workshops and never lost the habit.",
        "It lights the plates, not the foreheads.",
    ],
    measures: [
        "{w} in diameter and {h} high, on three metres of cable that you shorten as needed.",
        "For a table of one metre twenty choose one of {w}; two for anything longer.",
        "The shade measures {w} by {h} and takes bulbs up to 60 watts, or an LED.",
    ],
};

pub(crate) static CANDLE: Kind = Kind {
    name: "candle",
    code: "CDL",
    category: &LAMPS,
    tags: &["light", "gift", "winter"],
    brands: &[&LUMEN, &PLINTH],
    materials: &[&BEESWAX],
    width: (6.4, 8.6),
    height: (10.0, 16.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (280, 640),
    price: (16, 34),
    sizes: &[],
    patterns: &[Plain],
    draw: lamps::candle,
    openings: [
        "A candle that burns down straight, without a tunnel and without a puddle.",
        "Light it at dusk and it will still be there when the last guest is looking for a coat.",
        "It has no perfume, only a trace of honey while the wax is warm.",
        "For power cuts and birthdays, and for all the evenings in between.",
    ],
    measures: [
        "{h} tall, {w} thick, about forty-five hours of light.",
        "With {w} across it burns for some forty hours.",
        "It is {h} high when new and keeps its shape to the last centimetre.",
    ],
};

pub(crate) static LANTERN: Kind = Kind {
    name: "lantern",
    code: "LTN",
    category: &LAMPS,
    tags: &["light", "garden", "balcony"],
    brands: &[&HALDEN, &LUMEN],
    materials: &[&ENAMEL, &STEEL, &BRASS_METAL],
    width: (15.0, 20.0),
    height: (28.0, 38.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (900, 1900),
    price: (54, 112),
    sizes: &[],
    patterns: &[Plain],
    draw: lamps::lantern,
    openings: [
        "It keeps a flame alive in a wind that has already put out the conversation.",
        "Carry it down the garden, hang it in a tree, leave it by the door for whoever comes late.",
        "The glass lifts out for cleaning without tools, which is the difference between a lantern and an ornament.",
        "A storm lantern after an old railway model, minus the paraffin.",
    ],
    measures: [
        "{h} with the handle up, {w} across; takes candles of up to six centimetres.",
        "It measures {w} by {h} and stands firmly on grass.",
        "Room inside for a thick candle; {h} tall outside.",
    ],
};

pub(crate) static WALL_CLOCK: Kind = Kind {
    name: "wall clock",
    code: "CLK",
    category: &ROOMS,
    tags: &["time", "kitchen", "office"],
    brands: &[&PLINTH, &HALDEN],
    materials: &[&ALUMINIUM, &OAK, &STEEL, &WALNUT],
    width: (24.0, 34.0),
    height: (24.0, 34.0),
    depth: (3.6, 4.6),
    holds: 0.0,
    weight: (520, 1200),
    price: (58, 128),
    sizes: &[],
    patterns: &[Plain],
    draw: home::wall_clock,
    openings: [
        "You can read it from the far side of the kitchen, with flour on your glasses.",
        "The second hand sweeps and does not tick, so it may hang in a bedroom.",
        "Numerals were tried and taken off again. Nobody was late because of it.",
        "A station clock that has retired to a quieter line.",
    ],
    measures: [
        "{w} across and {d} deep, driven by one AA battery for about two years.",
        "With a face of {w} it holds a wall by itself.",
        "It stands {d} off the wall, measures {w}, and needs a single screw.",
    ],
};

pub(crate) static STOOL: Kind = Kind {
    name: "stool",
    code: "STO",
    category: &ROOMS,
    tags: &["furniture", "seat", "wood"],
    brands: &[&PLINTH],
    materials: &[&ASHWOOD, &OAK, &BEECH, &WALNUT],
    width: (32.0, 37.0),
    height: (44.0, 47.0),
    depth: (0.0, 0.0),
    holds: 0.0,
    weight: (2900, 4300),
    price: (98, 198),
    sizes: &[],
    patterns: &[Plain],
    draw: home::stool,
    openings: [
        "An extra seat, a bedside table, a step to the top shelf. It is rarely where you left it.",
        "The seat is hollowed by two millimetres, which sounds like nothing until you sit down.",
        "The legs are wedged from above; you can see how it holds and that it will.",
        "It weighs so little that children move it, and stands so well that they may climb it.",
    ],
    measures: [
        "The seat is {h} high and {w} across, and carries 140 kg.",
        "{h} to the top, so it slides under a table; {w} in diameter.",
        "At {h} it goes with any ordinary table. The legs need hardly more room than the seat's {w}.",
    ],
};

pub(crate) static VASE: Kind = Kind {
    name: "vase",
    code: "VAS",
    category: &ROOMS,
    tags: &["flowers", "gift"],
    brands: &[&TARN, &PLINTH],
    materials: &[&STONEWARE, &PORCELAIN, &TERRACOTTA_CLAY],
    width: (11.0, 17.0),
    height: (18.0, 28.0),
    depth: (0.0, 0.0),
    holds: 0.4,
    weight: (620, 1600),
    price: (34, 86),
    sizes: &[],
    patterns: &[Speckled, Plain, Dipped, Banded],
    draw: vases::vase,
    openings: [
        "A vase that looks finished with three stems in it, or with none.",
        "The neck is narrow enough to arrange whatever you brought back from the walk.",
        "It was made for branches: heavy below, so that a metre of forsythia does not tip it.",
        "Put in tulips and do nothing. They know how to fall, and the lip lets them.",
    ],
    measures: [
        "{h} tall and {w} at its widest, it takes {v} of water.",
        "It is {w} across the belly and {h} high; fill it to two thirds.",
        "For stems of forty centimetres and more: {h} high, {v} inside.",
    ],
};

pub(crate) static PLANT_POT: Kind = Kind {
    name: "plant pot",
    code: "POT",
    category: &ROOMS,
    tags: &["plants", "balcony"],
    brands: &[&TARN, &PLINTH],
    materials: &[&TERRACOTTA_CLAY, &STONEWARE, &ENAMEL],
    width: (15.0, 23.0),
    height: (14.0, 21.0),
    depth: (0.0, 0.0),
    holds: 0.66,
    weight: (700, 2400),
    price: (18, 48),
    sizes: &[
        Size {
            name: "Small",
            code: "S",
            dear: 0.7,
        },
        Size {
            name: "Large",
            code: "L",
            dear: 1.0,
        },
    ],
    patterns: &[Plain, Dipped, Speckled, Banded],
    draw: garden::plant_pot,
    openings: [
        "A hole in the bottom and nothing clever anywhere: plants have liked this for four thousand years.",
        "Wide at the top, for repotting without breaking either of you.",
        "The colour stays in the background, where it belongs once something is growing.",
        "It drains, it breathes, and it looks right with a fern or with the avocado you did not expect to come up.",
    ],
    measures: [
        "The large one is {w} across and {h} high, for plants in nursery pots a size below.",
        "{w} wide, {h} tall; it takes about {v} of earth.",
        "Two sizes. The larger holds {v} and wants a sill at least as deep as its {w}.",
    ],
};

pub(crate) static BASKET: Kind = Kind {
    name: "basket",
    code: "BSK",
    category: &ROOMS,
    tags: &["storage", "laundry", "firewood"],
    brands: &[&PLINTH],
    materials: &[&RATTAN],
    width: (34.0, 46.0),
    height: (26.0, 36.0),
    depth: (0.0, 0.0),
    holds: 0.7,
    weight: (900, 1900),
    price: (48, 98),
    sizes: &[],
    patterns: &[Plain],
    draw: home::basket,
    openings: [
        "For logs, for laundry, for everything that lies on the stairs waiting to go up.",
        "Two handles close to the rim, so that one person can carry it past a door frame.",
        "Tidying up takes a minute when there is something to throw things into.",
        "It holds a surprising amount and looks no worse full than empty.",
    ],
    measures: [
        "{w} across and {h} high, {v} in all.",
        "It swallows {v} and weighs under two kilos itself; {h} to the rim.",
        "Its base is as stiff as a chair seat. The rim measures {w}.",
    ],
};

pub(crate) static WATERING_CAN: Kind = Kind {
    name: "watering can",
    code: "WTC",
    category: &ROOMS,
    tags: &["plants", "garden"],
    brands: &[&HALDEN, &PLINTH],
    materials: &[&ENAMEL, &STEEL, &BRASS_METAL],
    width: (28.0, 36.0),
    height: (22.0, 28.0),
    depth: (15.0, 18.0),
    holds: 0.11,
    weight: (600, 1300),
    price: (34, 76),
    sizes: &[],
    patterns: &[Plain, Banded],
    draw: garden::watering_can,
    openings: [
        "A long thin spout, so that the water goes to the roots and not to the radio.",
        "Half the cover is closed, which stops it from slopping on the way to the balcony.",
        "The handle runs over the top and down the back. Tip it and your hand slides along by itself.",
        "Left standing about in plain sight, it reminds you to use it.",
    ],
    measures: [
        "It holds {v} and reaches {w} from handle to spout.",
        "{h} high with {v} of water: enough for a sill of nine pots.",
        "Filled, it weighs about two kilos; {w} long, so it gets past the leaves.",
    ],
};
