//! Where the goods are drawn: backdrop, table, shadow and the four views a product is shown in.

use super::colour::Rgb;
use super::digits;
use super::sheet::{Outline, Sheet};
use crate::kinds::{Figure, Stand};

/// Side of the square canvas.
pub(crate) const CANVAS: f32 = 1200.0;

/// Where things touch the ground when they stand alone.
const GROUND: f32 = 940.0;

const SHADOW: Rgb = Rgb::hex(0x3b3130);

/// A seamless backdrop: wall and floor of one quiet tint, lit from the upper left.
pub(crate) fn backdrop(sheet: &mut Sheet, tint: Rgb, stand: Stand) {
    let all = Outline::rect(0.0, 0.0, CANVAS, CANVAS, 0.0);
    let wall = sheet.down(&[
        (0.0, tint.lift(-0.012), 1.0),
        (0.55, tint.lift(0.022), 1.0),
        (0.68, tint.lift(0.012), 1.0),
        (0.72, tint.lift(-0.012), 1.0),
        (1.0, tint.lift(0.012), 1.0),
    ]);
    let plain = sheet.down(&[(0.0, tint.lift(0.018), 1.0), (1.0, tint.lift(-0.02), 1.0)]);
    sheet.fill(&all, if stand == Stand::Ground { wall } else { plain });
    let lamp = sheet.radial(&[(0.0, Rgb::WHITE, 0.4), (1.0, Rgb::WHITE, 0.0)]);
    sheet.fill(&Outline::ellipse(330.0, 300.0, 760.0, 640.0), lamp);
}

/// The drawing alone, as large as the canvas allows without crowding it.
pub(crate) fn alone(sheet: &mut Sheet, figure: &Figure, draw: impl FnOnce(&mut Sheet)) {
    let (origin, scale) = framing(figure);
    shadow(sheet, figure, origin, scale);
    sheet.placed(origin, scale, draw);
}

/// The same drawing from much closer, around the part worth looking at.
pub(crate) fn close_up(sheet: &mut Sheet, figure: &Figure, draw: impl FnOnce(&mut Sheet)) {
    let (_, scale) = framing(figure);
    let scale = scale * 2.3;
    let (x, y) = figure.focus;
    let origin = (600.0 - x * scale, 590.0 - y * scale);
    shadow(sheet, figure, origin, scale);
    sheet.placed(origin, scale, draw);
}

/// Three of a kind in their colours, the first one in front.
pub(crate) fn trio(sheet: &mut Sheet, figure: &Figure, mut draw: impl FnMut(&mut Sheet, usize)) {
    let (_, whole) = framing(figure);
    let (width, height) = (figure.right - figure.left, figure.bottom - figure.top);
    // Neighbours overlap by two fifths, and the outer ones keep clear of the edge.
    let scale = (whole * 0.7).min(1060.0 / (2.2 * width));
    let (w, h) = (width * scale, height * scale);
    let step = (w * 0.6).max(130.0);
    let middle = (
        (figure.left + figure.right) / 2.0,
        (figure.top + figure.bottom) / 2.0,
    );
    // Where the drawing's own middle goes, for each of the three.
    let places = match figure.stand {
        Stand::Ground => {
            let depth = if h < 300.0 { h * 0.3 + 60.0 } else { 90.0 };
            let line = 620.0 + 20.0 * (h / 300.0).min(1.5);
            [
                (-step, line - depth, 0.95, 1),
                (step, line - depth * 0.8, 0.96, 2),
                (0.0, line + depth * 0.5, 1.0, 0),
            ]
        }
        Stand::Flat => [
            (-w * 0.26, 600.0 - h * 0.28, 1.0, 1),
            (0.0, 600.0, 1.0, 2),
            (w * 0.26, 600.0 + h * 0.28, 1.0, 0),
        ],
        Stand::Wall | Stand::Hanging => [
            (-step, 520.0, 0.88, 1),
            (step, 580.0, 0.92, 2),
            (0.0, 660.0, 1.0, 0),
        ],
    };
    for (x, y, size, which) in places {
        let size = scale * size;
        let origin = (600.0 + x - middle.0 * size, y - middle.1 * size);
        shadow(sheet, figure, origin, size);
        sheet.placed(origin, size, |s| draw(s, which));
    }
}

/// On a table beside something everybody has held, with its measures.
pub(crate) fn in_scale(
    sheet: &mut Sheet,
    figure: &Figure,
    size: (f32, f32),
    draw: impl FnOnce(&mut Sheet),
) {
    let (width, height) = (figure.right - figure.left, figure.bottom - figure.top);
    // The paperback is 18 cm tall and 11 cm wide.
    let scale = (640.0 / height.max(18.0)).min(760.0 / (width + 14.0));
    let left = (CANVAS - (width + 14.0) * scale) / 2.0 + 20.0;
    let flat = figure.stand == Stand::Flat;
    let ground = if flat {
        600.0 + height.max(18.0) * scale / 2.0
    } else {
        930.0
    };
    if !flat {
        table(sheet, ground - 60.0);
    }
    sheet.placed(
        (
            left + (width + 8.5) * scale,
            ground - if flat { 0.0 } else { 22.0 },
        ),
        scale,
        |s| paperback(s, flat),
    );
    let lift = match figure.stand {
        Stand::Ground => 0.0,
        Stand::Flat => -figure.bottom,
        Stand::Wall | Stand::Hanging => -figure.bottom - 110.0 / scale,
    };
    let origin = (left - figure.left * scale, ground + lift * scale);
    shadow(sheet, figure, origin, scale);
    sheet.placed(origin, scale, draw);
    let place = |(x, y): (f32, f32)| (origin.0 + x * scale, origin.1 + y * scale);
    let foot = if figure.stand == Stand::Ground {
        figure.bottom.max(0.0)
    } else {
        figure.bottom
    };
    let (from, to) = figure
        .span
        .unwrap_or(((figure.left, foot), (figure.right, foot)));
    measure(sheet, place(from), place(to), size.0);
    if 0.0 < figure.tall {
        let low = if figure.stand == Stand::Ground {
            0.0
        } else {
            figure.bottom
        };
        let x = figure.left;
        measure(
            sheet,
            place((x, low - figure.tall)),
            place((x, low)),
            size.1,
        );
    }
}

/// A dimension line beside the way from one point to another, to the right of whoever walks it backwards.
fn measure(sheet: &mut Sheet, from: (f32, f32), to: (f32, f32), value: f32) {
    const INK: &str = "#4a4440";
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let long = dx.hypot(dy).max(1.0);
    let (nx, ny) = (-dy / long, dx / long);
    let away = |point: (f32, f32), by: f32| (point.0 + nx * by, point.1 + ny * by);
    let gap = 48.0;
    let ends = [away(from, gap), away(to, gap)];
    let mut line = Outline::polyline(&ends);
    for end in ends {
        let (a, b) = (away(end, -10.0), away(end, 10.0));
        line = line.hop(a.0, a.1).to(b.0, b.1);
    }
    sheet.stroke(&line, INK, 2.4);
    let label = centimetres(value);
    // The label stands clear of the line on its outer side, whichever way the line runs.
    let clear = 30.0 + nx.abs() * (digits::width(&label, 30.0) / 2.0) + ny.abs() * 8.0;
    let (x, y) = away(
        ((ends[0].0 + ends[1].0) / 2.0, (ends[0].1 + ends[1].1) / 2.0),
        clear,
    );
    digits::write(sheet, &label, x, y + 15.0, 30.0, INK);
}

/// "8.5 cm", "40 cm".
pub(crate) fn centimetres(value: f32) -> String {
    let tenths = (value * 10.0).round() as i32;
    if tenths % 10 == 0 {
        format!("{} cm", tenths / 10)
    } else {
        format!("{}.{} cm", tenths / 10, tenths % 10)
    }
}

fn framing(figure: &Figure) -> ((f32, f32), f32) {
    let (width, height) = (figure.right - figure.left, figure.bottom - figure.top);
    let scale = (880.0 / width).min(790.0 / height);
    let x = 600.0 - (figure.left + figure.right) / 2.0 * scale;
    let y = match figure.stand {
        Stand::Ground => {
            // Low things stand higher up, so that they do not hang at the lower edge.
            let ground = GROUND.min(690.0 + height * scale * 0.34);
            ground - figure.bottom.min(0.0) * scale
        }
        Stand::Wall | Stand::Flat => 600.0 - (figure.top + figure.bottom) / 2.0 * scale,
        Stand::Hanging => 40.0 + (560.0 - (figure.top + figure.bottom) / 2.0 * scale),
    };
    ((x, y), scale)
}

fn shadow(sheet: &mut Sheet, figure: &Figure, origin: (f32, f32), scale: f32) {
    let (x, y) = origin;
    let (cx, rx, ry) = figure.shadow;
    if rx == 0.0 {
        return;
    }
    let (cx, cy, rx, ry) = (
        x + cx * scale,
        y + figure.ground * scale,
        rx * scale,
        ry * scale,
    );
    match figure.stand {
        Stand::Ground => {
            let wide =
                sheet.radial(&[(0.0, SHADOW, 0.3), (0.55, SHADOW, 0.14), (1.0, SHADOW, 0.0)]);
            sheet.fill(
                &Outline::ellipse(cx + rx * 0.34, cy + ry * 0.12, rx * 1.5, ry * 1.5 + 8.0),
                wide,
            );
            let close = sheet.radial(&[
                (0.0, SHADOW, 0.62),
                (0.78, SHADOW, 0.42),
                (1.0, SHADOW, 0.0),
            ]);
            sheet.fill(
                &Outline::ellipse(cx + 5.0, cy + 5.0, rx * 1.07 + 5.0, ry * 1.1 + 7.0),
                close,
            );
        }
        Stand::Wall => {
            let soft = sheet.radial(&[
                (0.0, SHADOW, 0.34),
                (0.72, SHADOW, 0.26),
                (1.0, SHADOW, 0.0),
            ]);
            let middle = y + (figure.top + figure.bottom) / 2.0 * scale;
            sheet.fill(
                &Outline::ellipse(cx + rx * 0.1, middle + ry * 0.12, rx * 1.12, ry * 1.12),
                soft,
            );
        }
        Stand::Hanging | Stand::Flat => {}
    }
}

fn table(sheet: &mut Sheet, edge: f32) {
    let wood = Rgb::hex(0xd9c3a2).tones();
    let top = Outline::rect(0.0, edge, CANVAS, CANVAS - edge, 0.0);
    let paint = sheet.down(&[(0.0, wood.light, 1.0), (1.0, wood.base, 1.0)]);
    sheet.fill(&top, paint);
    sheet.stroke(&Outline::at(0.0, edge).to(CANVAS, edge), wood.shade, 3.0);
    for (i, y) in [0.16_f32, 0.34, 0.58, 0.83].into_iter().enumerate() {
        let y = edge + (CANVAS - edge) * y;
        let bow = if i % 2 == 0 { 12.0 } else { -9.0 };
        let grain =
            Outline::at(0.0, y).curve((300.0, y + bow), (800.0, y - bow), (CANVAS, y + bow * 0.4));
        sheet.faint(&grain, wood.shade, 2.0, 0.5);
    }
}

/// A paperback of 11 by 18 cm, its foot at the origin: standing, or lying when seen from above.
fn paperback(sheet: &mut Sheet, flat: bool) {
    let cover = Rgb::hex(0x7f8f8d).tones();
    if flat {
        let block = Outline::rect(-5.5, -18.0, 11.0, 18.0, 0.15);
        for step in 1..=5 {
            let off = 0.09 * step as f32;
            sheet.placed((off * 0.7, off), 1.0, |s| s.veil(&block, SHADOW, 0.07));
        }
    } else {
        let dark = sheet.radial(&[(0.0, SHADOW, 0.5), (0.7, SHADOW, 0.3), (1.0, SHADOW, 0.0)]);
        sheet.fill(&Outline::ellipse(0.6, 0.1, 7.4, 0.9), dark);
    }
    if !flat {
        let pages = Outline::polygon(&[(5.5, -18.0), (6.7, -18.3), (6.7, -0.4), (5.5, 0.0)]);
        sheet.fill(&pages, "#efe7d8");
        for i in 1..5 {
            let x = 5.5 + 0.24 * i as f32;
            let y = -0.08 * i as f32;
            sheet.faint(&Outline::at(x, -18.0 + y).to(x, y), "#b9ad98", 0.05, 0.8);
        }
    }
    let front = Outline::rect(-5.5, -18.0, 11.0, 18.0, 0.15);
    let paint = sheet.across(&[
        (0.0, cover.shade, 1.0),
        (0.08, cover.base, 1.0),
        (0.5, cover.light, 1.0),
        (1.0, cover.base, 1.0),
    ]);
    sheet.fill(&front, paint);
    sheet.stroke(&Outline::at(-4.7, -18.0).to(-4.7, 0.0), cover.shade, 0.12);
    sheet.fill(&Outline::ellipse(0.4, -11.6, 2.3, 2.3), "#e9d9b4");
    sheet.fill(
        &Outline::polygon(&[
            (-3.4, -6.2),
            (0.0, -10.4),
            (1.8, -8.0),
            (2.6, -8.8),
            (4.4, -6.2),
        ]),
        cover.deep,
    );
    sheet.stroke(&Outline::at(-3.0, -4.4).to(3.8, -4.4), "#e9e2d2", 0.16);
    sheet.stroke(&Outline::at(-3.0, -3.6).to(1.4, -3.6), "#e9e2d2", 0.16);
}
