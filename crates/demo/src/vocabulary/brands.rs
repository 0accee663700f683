//! The workshops behind the goods, all invented, and the names of their series.

#[derive(Debug)]
pub(crate) struct Brand {
    pub name: &'static str,
    pub series: [&'static str; 8],
    /// Said about one of its series; `{series}` is filled in.
    pub notes: [&'static str; 4],
}

pub(crate) static HALDEN: Brand = Brand {
    name: "Halden Works",
    series: [
        "Harbour", "Galley", "Foundry", "Ferry", "Signal", "Depot", "Quarry", "Siding",
    ],
    notes: [
        "{series} is what Halden Works makes for its own canteen.",
        "The {series} line has hardly changed since the drawings were done in pencil.",
        "Like everything in {series}, it is meant to be used hard and handed on.",
        "{series} pieces nest, hang and stack with one another.",
    ],
};
pub(crate) static TARN: Brand = Brand {
    name: "Tarn & Vale",
    series: [
        "Lowland", "Estuary", "Heather", "Moraine", "Brook", "Fallow", "Shingle", "Orchard",
    ],
    notes: [
        "Tarn & Vale named {series} after the view from the kiln shed.",
        "The {series} shapes were worked out on the wheel, never on a screen.",
        "It sits well beside the rest of {series}, and does not insist on it.",
        "{series} comes out of a pottery of eleven people and one cat.",
    ],
};
pub(crate) static OSMUND: Brand = Brand {
    name: "Osmund Pell",
    series: [
        "Clearwater",
        "Dew",
        "Icehouse",
        "Lantern Bay",
        "Prism",
        "Ripple",
        "Still",
        "Winterlight",
    ],
    notes: [
        "Osmund Pell drew {series} with a compass and very little else.",
        "{series} looks best half full.",
        "There is nothing in {series} that you would need to explain to a guest.",
        "The proportions of {series} come from old pharmacy ware.",
    ],
};
pub(crate) static BRINDLE: Brand = Brand {
    name: "Brindle & Rook",
    series: [
        "Copse", "Hedge", "Kestrel", "Thicket", "Sawyer", "Bramble", "Whittle", "Stile",
    ],
    notes: [
        "Brindle & Rook sharpen, re-oil or mend anything from {series} for the price of the postage.",
        "{series} was made for a cook who would not stop complaining, and then did.",
        "Every piece of {series} is checked by the person who packs it.",
        "In {series} the handle comes first and the rest follows.",
    ],
};
pub(crate) static LUMEN: Brand = Brand {
    name: "Vesper Yard",
    series: [
        "Dusk",
        "Evensong",
        "Halo",
        "Lull",
        "Meridian",
        "Nocturne",
        "Rushlight",
        "Solace",
    ],
    notes: [
        "Vesper Yard tests {series} in the one place that matters: a dark room, after nine.",
        "{series} throws its light where the hands are and leaves the eyes alone.",
        "Switch, cable and socket in {series} can all be replaced with a screwdriver.",
        "The {series} family covers table, ceiling and window sill.",
    ],
};
pub(crate) static HEDDLE: Brand = Brand {
    name: "Heddle Row",
    series: [
        "Drift", "Furrow", "Gable", "Hearth", "Meadow", "Selvedge", "Tideline", "Wold",
    ],
    notes: [
        "Heddle Row weaves {series} on looms older than anyone who runs them.",
        "The colours of {series} are chosen to go with what you already have.",
        "{series} is woven in lots of two hundred and then the warp is changed.",
        "Every piece of {series} carries the initials of its weaver.",
    ],
};
pub(crate) static PLINTH: Brand = Brand {
    name: "Plainwell",
    series: [
        "Arbour", "Belfry", "Cloister", "Gazebo", "Larder", "Pantry", "Scullery", "Terrace",
    ],
    notes: [
        "Plainwell calls {series} furniture for things that have no furniture.",
        "{series} was drawn to be moved from room to room.",
        "You will find the maker's mark of {series} underneath, where it belongs.",
        "What we like about {series} is what has been left out.",
    ],
};
pub(crate) static MARGIN: Brand = Brand {
    name: "Margin Press",
    series: [
        "Almanac", "Folio", "Ledger", "Marginal", "Octavo", "Postmark", "Quire", "Verso",
    ],
    notes: [
        "Margin Press binds {series} in a former tram depot, on machines that thump.",
        "{series} began as a gift for customers and was asked for too often.",
        "Refills and spare parts for {series} stay in the catalogue for ten years.",
        "Writers, engineers and one lighthouse keeper use {series} that we know of.",
    ],
};
pub(crate) static WAYFOLD: Brand = Brand {
    name: "Wayfold",
    series: [
        "Commute",
        "Crossing",
        "Isthmus",
        "Milestone",
        "Overland",
        "Portage",
        "Sunday",
        "Wayside",
    ],
    notes: [
        "Wayfold repairs {series} free of charge for as long as you carry it.",
        "{series} was tried out on a year of early trains.",
        "Nothing on {series} dangles, flaps or needs a manual.",
        "The patterns for {series} waste less than four per cent of the cloth.",
    ],
};
