//! Draws every kind side by side: `cargo run -p demo --example contact_sheet -- OUT.png DESIGN [VIEW] [FROM..TO]`.

use demo::{View, illustration, render, samples};

const TILE: u32 = 400;
const COLUMNS: u32 = 5;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [out, design, rest @ ..] = &words[..] else {
        eprintln!("contact_sheet OUT.png DESIGN [front|detail|in-scale|trio] [FROM] [TO]");
        std::process::exit(2);
    };
    let view = View::ALL
        .into_iter()
        .find(|view| rest.first().is_some_and(|name| name == view.name()))
        .unwrap_or(View::Front);
    let number = |at: usize, or: usize| {
        rest.get(at)
            .and_then(|text| text.parse().ok())
            .unwrap_or(or)
    };
    let (from, to) = (number(1, 0), number(2, usize::MAX));
    let drawings: Vec<_> = samples(design, view)
        .skip(from)
        .take(to.saturating_sub(from))
        .collect();
    let rows = (drawings.len() as u32).div_ceil(COLUMNS);
    let mut sheet = image::RgbaImage::new(TILE * COLUMNS, TILE * rows);
    for (i, drawing) in drawings.iter().enumerate() {
        let pixels = render(&illustration(drawing), TILE - 4).expect("our own drawings are valid");
        let tile = image::RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba)
            .expect("four bytes a pixel");
        let (column, row) = (i as u32 % COLUMNS, i as u32 / COLUMNS);
        image::imageops::overlay(
            &mut sheet,
            &tile,
            i64::from(column * TILE),
            i64::from(row * TILE),
        );
    }
    sheet.save(out).expect("the picture can be written");
}
