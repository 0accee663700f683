//! Clay, glass, metal and wood.

use super::colours::*;
use super::materials::Material;
use crate::kinds::Finish;

pub(crate) static ENAMEL: Material = Material {
    word: "enamel",
    code: "EN",
    fact: "Enamelled steel",
    finish: Finish::Enamel,
    palette: &[&CHALK, &INK, &MOSS, &CLAY, &OCHRE, &SKY, &FOG, &BRICK],
    dear: 0.9,
    care: "Dishwasher",
    dishwasher: true,
    made: [
        "Pressed from one sheet of steel, dipped twice and fired at 820 °C; the dark rim is where the enamel is wiped back before the second firing.",
        "Heavy-gauge steel under two coats of glass enamel, so it shrugs off knocks that would finish a ceramic piece.",
        "The steel gives it strength and the enamel gives it a skin like glass: no taste, no smell, no stains.",
    ],
    keep: [
        "Put it in the dishwasher, over a fire or in the oven, but keep it out of the microwave.",
        "If burnt milk sticks, soak it warm with a spoon of soda and it lets go by itself.",
        "A chip may come with the years; it is only steel underneath and does no harm.",
    ],
};

pub(crate) static STONEWARE: Material = Material {
    word: "stoneware",
    code: "ST",
    fact: "Glazed stoneware",
    finish: Finish::Glaze,
    palette: &[&OAT, &SLATE, &SAGE, &CLAY, &INK, &SAND, &BLUSH, &SEA],
    dear: 1.1,
    care: "Dishwasher",
    dishwasher: true,
    made: [
        "Thrown from an iron-rich clay and fired once, high and slow, which is why the glaze breaks brown along the edges.",
        "The clay is dug forty kilometres from the kiln and left unglazed at the foot, where you can feel how fine it is.",
        "Each piece is glazed by hand, so no two take the colour in quite the same way.",
    ],
    keep: [
        "Dishwasher, microwave and oven are all fine; a sudden change from cold to hot is not.",
        "It goes in the dishwasher without a second thought.",
        "Dark marks from cutlery come off with a little baking powder on a damp cloth.",
    ],
};

pub(crate) static PORCELAIN: Material = Material {
    word: "porcelain",
    code: "PO",
    fact: "Hard-paste porcelain",
    finish: Finish::Glaze,
    palette: &[&CHALK, &BONE, &SKY, &BLUSH, &SAGE, &NIGHT],
    dear: 1.25,
    care: "Dishwasher",
    dishwasher: true,
    made: [
        "Cast thin enough to let the light through, then fired at 1,380 °C until it rings when you tap it.",
        "A plain white body with a satin glaze that stays bright after a thousand washes.",
        "The edge is ground by hand and feels finer at the lip than its strength would suggest.",
    ],
    keep: [
        "Safe in the dishwasher and the microwave; there is no gold to lose.",
        "Stack it with care and it will outlast the cupboard.",
        "Wash it as you like; tea stains wipe off with a damp cloth and salt.",
    ],
};

pub(crate) static GLASS: Material = Material {
    word: "glass",
    code: "GL",
    fact: "Borosilicate glass",
    finish: Finish::Glass,
    palette: &[&CLEAR, &SMOKE, &AMBER],
    dear: 0.9,
    care: "Dishwasher",
    dishwasher: true,
    made: [
        "Blown from borosilicate, the glass of laboratories: light, hard and indifferent to boiling water.",
        "The wall is even all the way round, which takes a good blower about nine seconds and nine years.",
        "Thin at the lip and heavier towards the foot, so that it looks fragile and is not.",
    ],
    keep: [
        "Dishwasher safe; for a haze of chalk, rinse with a splash of vinegar.",
        "It takes hot and cold, though not one straight after the other.",
        "Let it dry upside down on a cloth and it stays clear.",
    ],
};

pub(crate) static RECYCLED_GLASS: Material = Material {
    word: "recycled glass",
    code: "RG",
    fact: "Recycled glass",
    finish: Finish::Glass,
    palette: &[&BOTTLE_GREEN, &CLEAR, &AMBER, &SMOKE],
    dear: 0.8,
    care: "Hand wash",
    dishwasher: false,
    made: [
        "Once it was bottles and window panes; the small bubbles are what is left of that.",
        "Melted from sorted bottle glass and mouth-blown into a wooden mould.",
        "No two melts have quite the same tint, and we think that is the point of it.",
    ],
    keep: [
        "Wash it by hand, warm rather than hot.",
        "It prefers the sink to the dishwasher and keeps its shine that way.",
        "Not made for boiling water; for everything else it is sturdy enough.",
    ],
};

pub(crate) static STEEL: Material = Material {
    word: "steel",
    code: "SS",
    fact: "Stainless steel 18/10",
    finish: Finish::Metal,
    palette: &[&BRUSHED, &BLACK, &BRASS],
    dear: 1.15,
    care: "Dishwasher",
    dishwasher: true,
    made: [
        "Drawn from 18/10 stainless, brushed by hand and left without a logo where your thumb goes.",
        "Two millimetres of stainless steel, welded from the inside so that there is no seam to clean.",
        "The brushing runs in one direction only; small scratches disappear into it over time.",
    ],
    keep: [
        "Dishwasher, steel wool, whatever you have: it is hard to do anything wrong.",
        "Dry it after washing if your water is hard, and it stays bright.",
        "A drop of lemon takes off the rainbow marks that heat leaves.",
    ],
};

pub(crate) static CAST_IRON: Material = Material {
    word: "cast-iron",
    code: "CI",
    fact: "Cast iron",
    finish: Finish::Iron,
    palette: &[&RAW_IRON, &INK, &BRICK, &MOSS],
    dear: 1.2,
    care: "Wipe clean",
    dishwasher: false,
    made: [
        "Poured into sand, knocked out, ground and seasoned with flax oil three times before it leaves the foundry.",
        "Cast in one piece, handle and all, with a wall thick enough to hold its heat through a whole meal.",
        "The surface is milled smooth, as it used to be before everybody was in a hurry.",
    ],
    keep: [
        "Rinse it hot, dry it on the stove and rub in a drop of oil; it gets better every year.",
        "No dishwasher and no long soaking: iron remembers.",
        "Should rust appear, scrub it off, oil it, bake it, and nothing has happened.",
    ],
};

pub(crate) static COPPER_METAL: Material = Material {
    word: "copper",
    code: "CU",
    fact: "Copper, tinned inside",
    finish: Finish::Metal,
    palette: &[&COPPER, &BRUSHED],
    dear: 1.7,
    care: "Hand wash",
    dishwasher: false,
    made: [
        "Spun from a disc of copper and tinned inside over an open flame.",
        "Copper answers the flame within seconds, which is why confectioners never use anything else.",
        "Hammered cold along the rim, where the metal has to be hardest.",
    ],
    keep: [
        "Wash by hand; salt and lemon bring the colour back if you want it back.",
        "Leave it alone and it turns brown and handsome; polish it and it starts again.",
        "The tin lasts some fifteen years of daily use, and we know who renews it.",
    ],
};

pub(crate) static TERRACOTTA_CLAY: Material = Material {
    word: "terracotta",
    code: "TC",
    fact: "Terracotta",
    finish: Finish::Clay,
    palette: &[&TERRACOTTA, &SAND, &CHARCOAL, &BONE],
    dear: 0.75,
    care: "Wipe clean",
    dishwasher: false,
    made: [
        "Pressed from river clay and fired low, so that the wall can breathe.",
        "The red comes from iron in the clay and deepens where it gets wet.",
        "Made on a hand press in one shift and dried for nine days before the kiln.",
    ],
    keep: [
        "Brush off the white bloom or leave it; it is lime and perfectly natural.",
        "Bring it in before hard frost.",
        "Scrub it with water alone, because soap stays in the pores.",
    ],
};

pub(crate) static BRASS_METAL: Material = Material {
    word: "brass",
    code: "BR",
    fact: "Solid brass",
    finish: Finish::Metal,
    palette: &[&BRASS, &BLACK, &BRUSHED],
    dear: 1.5,
    care: "Wipe clean",
    dishwasher: false,
    made: [
        "Turned from solid brass rod and left without lacquer, to darken where it is touched.",
        "You notice the weight first; the metal is solid, not plated.",
        "Cut, turned and polished in a workshop of five people.",
    ],
    keep: [
        "Wipe it with a soft cloth, and polish it only if you miss the shine.",
        "Fingerprints become patina in about a month.",
        "Keep it dry; everything else is a matter of taste.",
    ],
};

pub(crate) static ALUMINIUM: Material = Material {
    word: "aluminium",
    code: "AL",
    fact: "Powder-coated aluminium",
    finish: Finish::Enamel,
    palette: &[&CHALK, &INK, &OCHRE, &SAGE, &CLAY, &BLACK],
    dear: 0.95,
    care: "Wipe clean",
    dishwasher: false,
    made: [
        "Spun on a lathe from one sheet and powder-coated in a fine matt texture.",
        "Three quarters of the metal has been something else before.",
        "The edge is rolled over by hand, which stiffens it and is kind to fingers.",
    ],
    keep: [
        "Dust it with a dry cloth; a damp one does no harm.",
        "The coating is hard, but not harder than a screwdriver.",
        "Clean it with soap and water, never with scouring powder.",
    ],
};
