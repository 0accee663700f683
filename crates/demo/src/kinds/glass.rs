//! Clear things: carafes, tumblers and storage jars.

use super::{Figure, Model};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Sheet};
use crate::drawing::turned::Turned;

/// A body one can look through: a tint, a dark edge where the wall is seen along, two reflections.
fn clear(sheet: &mut Sheet, m: &Model, body: &Turned, thick: f32) {
    let outline = body.outline();
    let (low, high) = (body.foot().1, body.top().1);
    let h = high - low;
    let far = sheet.across(&[
        (0.0, m.tones.deep, 0.62),
        (0.09, m.tones.base, 0.34),
        (0.5, m.tones.light, 0.22),
        (0.9, m.tones.base, 0.36),
        (1.0, m.tones.deep, 0.66),
    ]);
    sheet.fill(&outline, far);
    sheet.within(&outline, |s| {
        // The thick foot gathers the light.
        let foot = s.down(&[(0.0, m.tones.base, 0.25), (1.0, m.tones.deep, 0.65)]);
        s.fill(&body.patch((-1.0, 1.0), (low, low + thick * 1.6)), foot);
        s.faint(
            &body.disc(low + thick * 1.6, 0.94),
            m.tones.deep,
            m.line * 1.3,
            0.5,
        );
        s.veil(
            &body.patch((-0.86, -0.7), (low + h * 0.1, high - h * 0.04)),
            Rgb::WHITE,
            0.62,
        );
        s.veil(
            &body.patch((-0.64, -0.6), (low + h * 0.18, high - h * 0.1)),
            Rgb::WHITE,
            0.4,
        );
        s.veil(
            &body.patch((0.74, 0.82), (low + h * 0.12, high - h * 0.2)),
            Rgb::WHITE,
            0.4,
        );
    });
    sheet.faint(&body.edge(), m.tones.line, m.line * 1.1, 0.55);
    sheet.faint(&body.disc(high, 1.0), m.tones.line, m.line * 1.3, 0.7);
    sheet.faint(&body.disc(high, 0.96), Rgb::WHITE, m.line * 1.6, 0.85);
}

/// Water up to a height.
fn filled(sheet: &mut Sheet, m: &Model, body: &Turned, level: f32) {
    let water = m.colour.mix(Rgb::hex(0xb9d3d6), 0.5).tones();
    sheet.within(&body.outline(), |s| {
        s.veil(
            &body.patch((-0.97, 0.97), (body.foot().1 + 0.2, level)),
            water.base,
            0.42,
        );
        s.veil(&body.disc(level, 0.97), water.light, 0.65);
        s.faint(&body.disc(level, 0.97), water.shade, m.line, 0.8);
    });
}

pub(crate) fn carafe(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = match m.pick(0, 3) {
        0 => Turned::new(&[
            (r * 0.9, 0.0),
            (r, h * 0.03),
            (r * 0.96, h * 0.32),
            (r * 0.42, h * 0.66),
            (r * 0.4, h * 0.84),
            (r * 0.55, h),
        ]),
        1 => Turned::new(&[
            (r * 0.8, 0.0),
            (r * 0.98, h * 0.05),
            (r, h * 0.46),
            (r * 0.6, h * 0.64),
            (r * 0.5, h * 0.8),
            (r * 0.5, h),
        ]),
        _ => Turned::new(&[
            (r * 0.7, 0.0),
            (r * 0.9, h * 0.03),
            (r * 1.0, h * 0.2),
            (r * 0.5, h * 0.56),
            (r * 0.42, h * 0.76),
            (r * 0.62, h),
        ]),
    };
    filled(sheet, m, &body, h * m.between(1, 0.36, 0.5));
    clear(sheet, m, &body, r * 0.1);
    if m.pick(2, 2) == 0 {
        let neck = body.radius(h * 0.98);
        let stopper = Turned::new(&[
            (neck * 0.8, h * 0.97),
            (neck * 0.86, h * 1.0),
            (neck * 0.86, h * 1.0),
            (neck * 1.16, h * 1.02),
            (neck * 1.16, h * 1.02),
            (neck * 1.1, h * 1.07),
            (neck * 0.9, h * 1.09),
        ]);
        stopper.paint(sheet, m.trim, 0.0);
        sheet.fill(&stopper.disc(h * 1.09, 1.0), m.trim.light);
    }
    Figure::standing(r, h * 1.09, r * 0.92).focused(-r * 0.1, -h * 0.78)
}

pub(crate) fn tumbler(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = match m.pick(0, 3) {
        0 => Turned::new(&[(r * 0.78, 0.0), (r * 0.8, h * 0.02), (r, h)]),
        1 => Turned::new(&[
            (r * 0.7, 0.0),
            (r * 0.94, h * 0.12),
            (r, h * 0.5),
            (r * 0.95, h),
        ]),
        _ => Turned::new(&[(r * 0.92, 0.0), (r, h * 0.03), (r, h)]),
    };
    filled(sheet, m, &body, h * 0.62);
    if m.pick(1, 2) == 0 {
        for i in -4..=4 {
            let across = (i as f32 * 0.22).sin();
            let flute = Outline::polyline(&[
                body.spot(across, h * 0.06),
                body.spot(across, h * 0.3),
                body.spot(across, h * 0.56),
            ]);
            sheet.faint(&flute, m.tones.deep, m.line * 1.4, 0.45);
            sheet.placed((m.line * 1.6, 0.0), 1.0, |s| {
                s.faint(&flute, Rgb::WHITE, m.line * 1.2, 0.6)
            });
        }
    }
    clear(sheet, m, &body, r * 0.16);
    Figure::standing(r, h + r * 0.2, r * 0.88).focused(-r * 0.1, -h * 0.7)
}

pub(crate) fn jar(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height * 0.86);
    let body = match m.pick(0, 2) {
        0 => Turned::new(&[
            (r * 0.9, 0.0),
            (r, h * 0.04),
            (r, h * 0.84),
            (r * 0.9, h * 0.94),
            (r * 0.86, h),
        ]),
        _ => Turned::new(&[
            (r * 0.8, 0.0),
            (r * 0.98, h * 0.1),
            (r, h * 0.5),
            (r * 0.94, h * 0.86),
            (r * 0.84, h),
        ]),
    };
    // Oats, rice or coffee: what stands in a kitchen jar.
    let goods = [0xd9b98a, 0xe9dcc2, 0x5a3d2c, 0xb5653c][m.pick(3, 4)];
    let goods = Rgb::hex(goods).tones();
    let level = h * m.between(1, 0.5, 0.72);
    sheet.within(&body.outline(), |s| {
        let heap = s.across(&[
            (0.0, goods.shade, 1.0),
            (0.35, goods.base, 1.0),
            (1.0, goods.deep, 1.0),
        ]);
        s.fill(&body.patch((-0.95, 0.95), (h * 0.03, level)), heap);
        s.fill(&body.disc(level, 0.95), goods.light);
        for i in 0..90 {
            let (u, v) = (
                (i as f32 * 0.754_877_7).fract(),
                (i as f32 * 0.569_840_3).fract(),
            );
            let (x, y) = body.spot(u * 1.8 - 0.9, h * 0.05 + (level - h * 0.05) * v);
            let tone = if i % 2 == 0 { goods.light } else { goods.deep };
            s.veil(&Outline::ellipse(x, y, r * 0.035, r * 0.022), tone, 0.5);
        }
    });
    clear(sheet, m, &body, r * 0.08);
    let (lr, lh) = body.top();
    let lid = Turned::new(&[
        (lr * 1.12, lh - h * 0.02),
        (lr * 1.12, lh - h * 0.02),
        (lr * 1.12, lh + h * 0.1),
        (lr * 1.12, lh + h * 0.1),
        (lr * 1.06, lh + h * 0.12),
    ]);
    lid.paint(sheet, m.trim, 0.0);
    sheet.fill(&lid.disc(lh + h * 0.12, 1.0), m.trim.light);
    sheet.within(&lid.disc(lh + h * 0.12, 1.0), |s| {
        for i in -3..=3 {
            let y = -lh - h * 0.12 + i as f32 * lr * 0.06;
            s.faint(
                &Outline::at(-lr * 1.1, y).bend((0.0, y + lr * 0.03), (lr * 1.1, y - lr * 0.02)),
                m.trim.shade,
                m.line,
                0.7,
            );
        }
    });
    sheet.faint(&lid.disc(lh + h * 0.12, 0.98), m.trim.shade, m.line, 0.8);
    Figure::standing(r, h * 1.12 + lr * 0.22, r * 0.95).focused(-r * 0.1, -h * 0.9)
}
