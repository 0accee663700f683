//! Vases, with something in them.

use super::decor::pattern;
use super::{Figure, Model};
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::turned::{Turned, arc};

/// A vase with a branch in it: something to show what it is for.
pub(crate) fn vase(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = match m.pick(0, 4) {
        0 => Turned::new(&[
            (r * 0.6, 0.0),
            (r * 0.7, h * 0.02),
            (r, h * 0.36),
            (r * 0.62, h * 0.72),
            (r * 0.36, h * 0.88),
            (r * 0.46, h),
        ]),
        1 => Turned::new(&[
            (r * 0.86, 0.0),
            (r * 0.92, h * 0.02),
            (r, h * 0.5),
            (r * 0.9, h * 0.82),
            (r * 0.4, h * 0.9),
            (r * 0.4, h * 0.9),
            (r * 0.4, h),
        ]),
        2 => Turned::new(&[
            (r * 0.5, 0.0),
            (r * 0.56, h * 0.02),
            (r * 0.7, h * 0.3),
            (r, h * 0.68),
            (r * 0.7, h * 0.88),
            (r * 0.54, h),
        ]),
        _ => Turned::new(&[
            (r * 0.8, 0.0),
            (r * 0.94, h * 0.04),
            (r * 0.98, h * 0.24),
            (r * 0.5, h * 0.54),
            (r * 0.48, h * 0.84),
            (r * 0.74, h),
        ]),
    };
    let mouth = body.top().0;
    let style = m.pick(1, 3);
    if style == 0 {
        branch(sheet, m, (0.0, -h * 0.9), (-r * 0.9, -h * 1.8), h);
        branch(sheet, m, (mouth * 0.2, -h * 0.9), (r * 0.75, -h * 1.62), h);
    } else if style == 1 {
        for (x, y, lean) in [
            (-0.5_f32, 1.56_f32, -0.3_f32),
            (0.1, 1.8, 0.1),
            (0.66, 1.5, 0.4),
        ] {
            let tip = (x * r * 1.2, -h * y);
            sheet.stroke(
                &Outline::at(mouth * 0.3 * lean, -h * 0.9).curve(
                    (lean * r * 0.3, -h * 1.2),
                    (tip.0, -h * 1.3),
                    tip,
                ),
                "#8d8055",
                h * 0.012,
            );
            for k in 0..14 {
                let t = k as f32 / 13.0;
                let side = if k % 2 == 0 { 1.0 } else { -1.0 };
                let (sx, sy) = (tip.0 + lean * h * 0.06 * t, tip.1 - h * 0.05 + h * 0.24 * t);
                let ear = Outline::at(sx, sy).bend(
                    (sx + side * h * 0.035, sy - h * 0.02),
                    (sx + side * h * 0.03, sy - h * 0.055),
                );
                sheet.stroke(
                    &ear,
                    if k % 3 == 0 { "#d9bf84" } else { "#c3a667" },
                    h * 0.014,
                );
            }
        }
    }
    body.paint(sheet, m.tones, m.gleam());
    pattern(sheet, &body, m);
    if m.pick(2, 3) == 0 {
        for i in 1..14 {
            sheet.faint(
                &body.hoop(h * i as f32 / 14.0),
                m.tones.deep,
                m.line * 1.2,
                0.3,
            );
        }
    }
    // The near half of the mouth lies over the stems, the far half behind them.
    let lip = Outline::polyline(&arc(0.0, -h, mouth, mouth * body.tilt, 0.0, 180.0));
    let dark = Outline::ellipse(0.0, -h, mouth * 0.9, mouth * 0.9 * body.tilt);
    if style == 2 {
        body.open(sheet, m.tones, m.tones.light, r * 0.07);
    } else {
        sheet.veil(&dark, m.tones.deep, 0.55);
        sheet.stroke(&lip, m.tones.light, r * 0.05);
        sheet.faint(
            &Outline::ellipse(0.0, -h, mouth, mouth * body.tilt),
            m.tones.light,
            r * 0.03,
            0.9,
        );
        for x in [-0.2_f32, 0.15] {
            sheet.stroke(
                &Outline::at(mouth * x, -h + mouth * 0.06).to(mouth * x * 1.3, -h - mouth * 0.24),
                "#7f7650",
                h * 0.012,
            );
        }
    }
    let top = if style == 2 {
        h + mouth * 0.2
    } else {
        h * 1.84
    };
    let half = if style == 2 { r } else { r * 1.2 };
    Figure::standing(half, top, r * 0.72)
        .focused(r * 0.2, -h * 0.85)
        .measured((-r, 0.0), (r, 0.0), h)
}

fn branch(sheet: &mut Sheet, m: &Model, from: Point, to: Point, h: f32) {
    let via = (
        from.0 + (to.0 - from.0) * 0.15,
        from.1 + (to.1 - from.1) * 0.6,
    );
    sheet.stroke(
        &Outline::at(from.0, from.1).bend(via, to),
        "#6f6a4b",
        h * 0.014,
    );
    for i in 0..7 {
        let t = 0.28 + 0.72 * i as f32 / 6.0;
        let along = |a: f32, b: f32, c: f32| {
            (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c
        };
        let (x, y) = (along(from.0, via.0, to.0), along(from.1, via.1, to.1));
        let side = if i % 2 == 0 { 1.0 } else { -1.0 };
        let long = h * (0.24 - 0.1 * t);
        let lean = side * (38.0 + 10.0 * m.whims[3]) + (to.0 - from.0).signum() * 14.0;
        sheet.turned(lean, (x, y), |s| {
            let leaf = Outline::at(x, y)
                .curve(
                    (x - long * 0.3, y - long * 0.4),
                    (x - long * 0.16, y - long * 0.85),
                    (x, y - long),
                )
                .curve(
                    (x + long * 0.16, y - long * 0.85),
                    (x + long * 0.3, y - long * 0.4),
                    (x, y),
                )
                .close();
            s.fill(&leaf, if i % 3 == 0 { "#93a07a" } else { "#7c8a64" });
            s.faint(
                &Outline::at(x, y).to(x, y - long * 0.85),
                "#5f6b4c",
                h * 0.005,
                0.7,
            );
        });
    }
}
