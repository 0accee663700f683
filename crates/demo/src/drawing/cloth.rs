//! Folded textiles: soft layers stacked on a table, and the weave that tells linen from wool.

use super::colour::Tones;
use super::sheet::{Outline, Sheet};

/// One folded layer seen from the front: `x0..x1` wide, its underside at `y`, `h` thick.
/// The fold is on the left, the open edges show on the right.
pub(crate) fn fold(
    sheet: &mut Sheet,
    (x0, x1): (f32, f32),
    y: f32,
    h: f32,
    tones: Tones,
    plies: usize,
) {
    let r = h * 0.34;
    let body = Outline::at(x0 + r, y - h)
        .curve(
            (x0 + (x1 - x0) * 0.4, y - h * 1.05),
            (x0 + (x1 - x0) * 0.7, y - h * 0.96),
            (x1, y - h * 1.01),
        )
        .curve(
            (x1 + h * 0.12, y - h * 0.7),
            (x1 + h * 0.08, y - h * 0.3),
            (x1 - h * 0.04, y),
        )
        .to(x0 + r, y)
        .curve((x0 - r * 0.3, y), (x0 - r * 0.3, y - h), (x0 + r, y - h))
        .close();
    let paint = sheet.down(&[
        (0.0, tones.light, 1.0),
        (0.45, tones.base, 1.0),
        (1.0, tones.shade, 1.0),
    ]);
    sheet.fill(&body, paint);
    sheet.within(&body, |s| {
        let round = s.across(&[
            (0.0, tones.deep, 0.36),
            (0.06, tones.deep, 0.0),
            (0.8, tones.deep, 0.0),
            (1.0, tones.deep, 0.28),
        ]);
        s.fill(
            &Outline::rect(x0 - r, y - h * 1.1, x1 - x0 + h, h * 1.2, 0.0),
            round,
        );
        for i in 1..plies {
            let at = y - h + h * i as f32 / plies as f32;
            let bow = h * 0.05 * if i % 2 == 0 { 1.0 } else { -1.0 };
            let line = Outline::at(x0 + r * (0.25 + 0.5 * (i % 2) as f32), at).curve(
                (x0 + (x1 - x0) * 0.4, at + bow),
                (x0 + (x1 - x0) * 0.7, at - bow),
                (x1 + h, at),
            );
            s.faint(&line, tones.deep, h * 0.05, 0.6);
        }
    });
}

/// Warp and weft over an area, as fine crossing lines; draw it within an outline.
pub(crate) fn weave(
    sheet: &mut Sheet,
    (x0, y0, x1, y1): (f32, f32, f32, f32),
    gap: f32,
    tones: Tones,
    strength: f32,
) {
    let mut lines: Option<Outline> = None;
    let mut x = x0;
    while x < x1 {
        lines = Some(match lines {
            None => Outline::at(x, y0).to(x, y1),
            Some(lines) => lines.hop(x, y0).to(x, y1),
        });
        x += gap;
    }
    let Some(mut lines) = lines else { return };
    let mut y = y0;
    while y < y1 {
        lines = lines.hop(x0, y).to(x1, y);
        y += gap;
    }
    sheet.faint(&lines, tones.deep, gap * 0.22, strength);
}

/// A fringe of short threads hanging from a line.
pub(crate) fn fringe(sheet: &mut Sheet, (x0, x1): (f32, f32), y: f32, length: f32, tones: Tones) {
    let count = ((x1 - x0) / (length * 0.34)).round().max(4.0);
    for i in 0..=count as usize {
        let x = x0 + (x1 - x0) * i as f32 / count;
        let sway = length * 0.16 * ((i * 7 % 5) as f32 / 2.0 - 1.0);
        let thread =
            Outline::at(x, y).bend((x + sway * 0.2, y + length * 0.5), (x + sway, y + length));
        sheet.stroke(
            &thread,
            if i % 3 == 0 { tones.light } else { tones.base },
            length * 0.11,
        );
    }
}
