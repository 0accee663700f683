//! A product's text: what it is for, how it is made, how large it is, how to keep it.

use crate::design::Design;
use crate::drawing::studio::centimetres;
use crate::shelf::Place;
use crate::vocabulary::editions;

/// Said in some texts that would otherwise be short.
const ASIDES: [&str; 6] = [
    "We have had one in our own kitchen long enough to say so.",
    "Should anything be wrong with it, we exchange it and ask later.",
    "It comes in a plain carton, without plastic.",
    "Spare parts and honest advice are a message away.",
    "We keep it in stock all year round.",
    "If you are unsure, order it and live with it for a month.",
];

/// A text of at least this many words needs no aside.
const ENOUGH: usize = 68;

pub(crate) fn description_html(place: &Place, design: &Design) -> String {
    // Different steps through the lists keep neighbours of one kind from sharing a sentence.
    let mix = place.round + place.series.len();
    let kind = place.kind;
    let first = format!(
        "{} {}",
        kind.openings[place.round % 4],
        place.material.made[mix % 3],
    );
    let mut second = format!(
        "{} {}",
        filled(
            kind.measures[(place.round + place.round / 4) % 3],
            place,
            design
        ),
        place.material.keep[(mix / 3 + place.round) % 3],
    );
    let note = place.brand.notes[(place.round / 3 + place.series.len()) % 4]
        .replace("{series}", place.series);
    second = format!("{second} {note}");
    if let Some(edition) = editions::name(place.edition) {
        second = format!("{second} {edition} is a small run in the colours of one season.");
    }
    if words(&first) + words(&second) < ENOUGH {
        second = format!(
            "{second} {}",
            ASIDES[(place.round * 5 + kind.name.len()) % ASIDES.len()]
        );
    }
    format!("<p>{first}</p>\n<p>{second}</p>")
}

fn filled(template: &str, place: &Place, design: &Design) -> String {
    let volume = design.volume(place.kind).map(litres).unwrap_or_default();
    let text = template
        .replace("{w}", &centimetres(design.width))
        .replace("{h}", &centimetres(design.height))
        .replace("{d}", &centimetres(design.depth))
        .replace("{v}", &volume);
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) => letter.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// "350 ml", "1.2 litres".
fn litres(millilitres: u32) -> String {
    match (millilitres, millilitres % 1_000 / 100) {
        (0..1_000, _) => format!("{millilitres} ml"),
        (1_000, 0) => "1 litre".to_owned(),
        (_, 0) => format!("{} litres", millilitres / 1_000),
        (_, tenths) => format!("{}.{tenths} litres", millilitres / 1_000),
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
