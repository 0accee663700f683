//! When a series, a material and a kind have met before, the next one is an edition.

static MOODS: [&str; 36] = [
    "Amber", "Bright", "Calm", "Clear", "Cool", "Deep", "Distant", "Early", "Even", "Fair",
    "First", "Gentle", "Golden", "Grey", "High", "Inland", "Late", "Light", "Long", "Low", "Mild",
    "Misty", "New", "Northern", "Open", "Pale", "Quiet", "Salt", "Second", "Silver", "Slow",
    "Soft", "Southern", "Warm", "Western", "White",
];

static THINGS: [&str; 40] = [
    "Acorn",
    "Afternoon",
    "Barley",
    "Birch",
    "Breeze",
    "Cedar",
    "Cloud",
    "Coast",
    "Dawn",
    "Ember",
    "Fern",
    "Field",
    "Frost",
    "Garden",
    "Gale",
    "Harvest",
    "Hazel",
    "Hill",
    "Island",
    "Juniper",
    "Lake",
    "Larch",
    "Linden",
    "Marsh",
    "Morning",
    "Pebble",
    "Pine",
    "Rain",
    "Reed",
    "River",
    "Rowan",
    "Shore",
    "Spring",
    "Stone",
    "Summer",
    "Thyme",
    "Tide",
    "Willow",
    "Wind",
    "Winter",
];

/// "Early Frost", later "Early Frost and Larch"; the first edition has no name.
pub(crate) fn name(edition: usize) -> Option<String> {
    let nth = edition.checked_sub(1)?;
    let pairs = MOODS.len() * THINGS.len();
    // A step that shares no factor with 1,440 visits every pair once, far apart.
    let cell = nth * 1_013 % pairs;
    let (mood, thing) = (cell / THINGS.len(), cell % THINGS.len());
    let name = format!("{} {}", MOODS[mood], THINGS[thing]);
    match nth / pairs {
        0 => Some(name),
        more => Some(format!(
            "{name} and {}",
            THINGS[(thing + more) % THINGS.len()]
        )),
    }
}
