//! Figures as strokes, for dimension lines: no font is needed to write "8.5 cm".

use super::sheet::{Outline, Sheet};

/// Width of a glyph box; its height is 10.
const ADVANCE: f32 = 7.4;

/// Writes `text` centred on `x`, with the glyphs standing on `y`, `size` high.
pub(crate) fn write(sheet: &mut Sheet, text: &str, x: f32, y: f32, size: f32, paint: &str) {
    let scale = size / 10.0;
    let width: f32 = text.chars().map(advance).sum::<f32>() * scale;
    let mut pen = x - width / 2.0;
    for glyph in text.chars() {
        if let Some(outline) = strokes(glyph) {
            sheet.placed((pen, y - size), scale, |s| s.stroke(&outline, paint, 1.05));
        }
        pen += advance(glyph) * scale;
    }
}

pub(crate) fn width(text: &str, size: f32) -> f32 {
    text.chars().map(advance).sum::<f32>() * size / 10.0
}

fn advance(glyph: char) -> f32 {
    match glyph {
        '.' => 3.0,
        ' ' => 3.6,
        '1' => 5.2,
        'm' => 9.4,
        _ => ADVANCE,
    }
}

fn strokes(glyph: char) -> Option<Outline> {
    let o = Outline::at;
    Some(match glyph {
        '0' => o(2.9, 0.0)
            .curve((5.4, 0.0), (5.6, 2.6), (5.6, 5.0))
            .curve((5.6, 7.4), (5.4, 10.0), (2.9, 10.0))
            .curve((0.4, 10.0), (0.2, 7.4), (0.2, 5.0))
            .curve((0.2, 2.6), (0.4, 0.0), (2.9, 0.0))
            .close(),
        '1' => o(0.6, 2.0).to(2.8, 0.0).to(2.8, 10.0),
        '2' => o(0.4, 2.6)
            .curve((0.5, -0.9), (5.5, -0.9), (5.4, 2.6))
            .curve((5.3, 4.8), (1.2, 7.4), (0.3, 10.0))
            .to(5.6, 10.0),
        '3' => o(0.5, 0.0)
            .to(5.2, 0.0)
            .to(2.4, 3.9)
            .curve((6.6, 3.7), (6.7, 10.0), (2.7, 10.0))
            .curve((1.5, 10.0), (0.6, 9.5), (0.2, 8.7)),
        '4' => o(4.3, 10.0).to(4.3, 0.0).to(0.1, 7.1).to(5.9, 7.1),
        '5' => o(5.1, 0.0)
            .to(1.0, 0.0)
            .to(0.6, 4.5)
            .curve((6.8, 2.6), (7.0, 10.0), (2.6, 10.0))
            .curve((1.5, 10.0), (0.7, 9.6), (0.2, 9.0)),
        '6' => o(4.4, 0.0)
            .curve((2.0, 2.4), (0.3, 4.6), (0.3, 6.9))
            .curve((0.4, 11.0), (5.5, 11.0), (5.6, 6.9))
            .curve((5.6, 3.2), (1.4, 3.0), (0.5, 5.8)),
        '7' => o(0.2, 0.0).to(5.6, 0.0).to(2.0, 10.0),
        '8' => o(2.9, 4.6)
            .curve((-0.4, 4.4), (-0.2, 0.0), (2.9, 0.0))
            .curve((6.0, 0.0), (6.2, 4.4), (2.9, 4.6))
            .curve((-1.0, 4.8), (-0.9, 10.0), (2.9, 10.0))
            .curve((6.7, 10.0), (6.8, 4.8), (2.9, 4.6)),
        '9' => o(1.4, 10.0)
            .curve((3.8, 7.6), (5.5, 5.4), (5.5, 3.1))
            .curve((5.4, -1.0), (0.3, -1.0), (0.2, 3.1))
            .curve((0.2, 6.8), (4.4, 7.0), (5.3, 4.2)),
        '.' => o(0.9, 9.6).to(1.0, 9.9),
        'c' => o(5.2, 4.6).curve((3.9, 2.9), (0.4, 3.0), (0.4, 6.6)).curve(
            (0.4, 10.2),
            (3.9, 10.6),
            (5.2, 8.9),
        ),
        'm' => o(0.6, 10.0)
            .to(0.6, 3.5)
            .hop(0.6, 5.6)
            .curve((1.2, 2.9), (4.4, 2.9), (4.4, 5.6))
            .to(4.4, 10.0)
            .hop(4.4, 5.6)
            .curve((5.0, 2.9), (8.2, 2.9), (8.2, 5.6))
            .to(8.2, 10.0),
        _ => return None,
    })
}
