//! Knives and scissors.

use super::decor::grain;
use super::{Figure, Model};
use crate::drawing::colour::{Rgb, Tones};
use crate::drawing::sheet::{Outline, Point, Sheet};

fn steel() -> Tones {
    Rgb::hex(0xc3c8cb).tones()
}

/// Things that lie flat are shown from straight above, on the diagonal.
fn lying(half: f32, up: f32, down: f32, focus: Point) -> Figure {
    Figure::lying(-half, -up, half, down).focused(focus.0, focus.1)
}

fn handle(sheet: &mut Sheet, m: &Model, from: f32, to: f32, thick: f32) {
    let t = thick / 2.0;
    let grip = Outline::at(from, -t * 0.9)
        .curve(
            (from + (to - from) * 0.3, -t * 1.1),
            (from + (to - from) * 0.5, -t * 0.75),
            (to - t, -t * 1.05),
        )
        .curve(
            (to + t * 0.5, -t),
            (to + t * 0.5, t * 1.5),
            (to - t * 0.6, t * 1.45),
        )
        .curve(
            (from + (to - from) * 0.6, t * 0.8),
            (from + (to - from) * 0.35, t * 1.3),
            (from, t * 0.9),
        )
        .close();
    sheet.placed((0.12, 0.28), 1.0, |s| s.veil(&grip, "#3b3130", 0.22));
    let paint = sheet.down(&[
        (0.0, m.tones.light, 1.0),
        (0.45, m.tones.base, 1.0),
        (1.0, m.tones.deep, 1.0),
    ]);
    sheet.fill(&grip, paint);
    sheet.within(&grip, |s| {
        grain(s, (from, -t * 1.2, to + t, t * 1.6), m.tones, 6, m.whims[1])
    });
    for i in 0..3 {
        let x = from + (to - from) * (0.18 + 0.28 * i as f32);
        sheet.fill(&Outline::ellipse(x, t * 0.05, t * 0.2, t * 0.2), "#b9a777");
        sheet.faint(
            &Outline::ellipse(x, t * 0.05, t * 0.2, t * 0.2),
            m.tones.deep,
            m.line,
            0.7,
        );
    }
}

fn blade(sheet: &mut Sheet, m: &Model, outline: &Outline, length: f32, wide: f32, edge: Outline) {
    let tones = steel();
    sheet.placed((0.15, 0.32), 1.0, |s| s.veil(outline, "#3b3130", 0.2));
    let paint = sheet.down(&[
        (0.0, tones.shade, 1.0),
        (0.12, tones.light, 1.0),
        (0.6, tones.base, 1.0),
        (1.0, tones.light, 1.0),
    ]);
    sheet.fill(outline, paint);
    sheet.within(outline, |s| {
        let gleam = Outline::polygon(&[
            (-length * 0.62, -wide),
            (-length * 0.44, -wide),
            (-length * 0.62, wide * 1.4),
            (-length * 0.8, wide * 1.4),
        ]);
        s.veil(&gleam, Rgb::WHITE, 0.4);
        s.faint(&edge, tones.shade, m.line * 1.6, 0.9);
    });
    sheet.faint(outline, tones.deep, m.line, 0.5);
}

fn whole_knife(sheet: &mut Sheet, m: &Model, draw: impl FnOnce(&mut Sheet, f32, f32)) -> Figure {
    let length = m.width;
    let grip = length * 0.36;
    sheet.turned(-32.0, (0.0, 0.0), |s| {
        s.placed((length * 0.14, 0.0), 1.0, |s| draw(s, length - grip, grip));
    });
    let half = length * 0.46;
    let (x, y) = (
        (-32.0_f32).to_radians().cos() * length / 2.0,
        (-32.0_f32).to_radians().sin() * length / 2.0,
    );
    lying(
        half,
        length * 0.34,
        length * 0.34,
        (length * 0.06, -length * 0.02),
    )
    .measured((-x, -y), (x, y), 0.0)
}

pub(crate) fn chefs_knife(sheet: &mut Sheet, m: &Model) -> Figure {
    whole_knife(sheet, m, |s, blade_length, grip| {
        let wide = m.height;
        let l = blade_length;
        let drop = m.between(0, 0.0, 0.5);
        let outline = Outline::at(0.0, -wide * 0.34)
            .to(-l * 0.55, -wide * 0.36)
            .curve(
                (-l * 0.78, -wide * (0.36 - drop * 0.1)),
                (-l * 0.92, -wide * 0.1),
                (-l, wide * (0.24 + drop * 0.2)),
            )
            .curve(
                (-l * 0.86, wide * 0.54),
                (-l * 0.6, wide * 0.66),
                (-l * 0.3, wide * 0.66),
            )
            .to(-wide * 0.12, wide * 0.64)
            .to(-wide * 0.06, wide * 0.2)
            .to(0.0, wide * 0.2)
            .close();
        let edge = Outline::at(-wide * 0.1, wide * 0.48).curve(
            (-l * 0.5, wide * 0.5),
            (-l * 0.8, wide * 0.4),
            (-l, wide * 0.2),
        );
        blade(s, m, &outline, l, wide * 0.4, edge);
        s.fill(
            &Outline::rect(
                -wide * 0.06,
                -wide * 0.31,
                wide * 0.3,
                wide * 0.56,
                wide * 0.05,
            ),
            steel().shade,
        );
        s.placed((0.0, -wide * 0.03), 1.0, |s| {
            handle(s, m, wide * 0.2, grip, wide * 0.54)
        });
    })
}

pub(crate) fn bread_knife(sheet: &mut Sheet, m: &Model) -> Figure {
    whole_knife(sheet, m, |s, l, grip| {
        let wide = m.height;
        let mut outline = Outline::at(0.0, -wide * 0.4)
            .to(-l * 0.9, -wide * 0.42)
            .curve(
                (-l, -wide * 0.4),
                (-l, wide * 0.1),
                (-l * 0.97, wide * 0.36),
            );
        let teeth = 22;
        for i in 0..teeth {
            let x0 = -l * 0.97 + l * 0.92 * i as f32 / teeth as f32;
            let x1 = -l * 0.97 + l * 0.92 * (i + 1) as f32 / teeth as f32;
            outline = outline.bend(((x0 + x1) / 2.0, wide * 0.2), (x1, wide * 0.4));
        }
        let outline = outline
            .to(-wide * 0.1, wide * 0.3)
            .to(0.0, wide * 0.3)
            .close();
        let edge = Outline::at(0.0, wide * 0.08).to(-l, wide * 0.08);
        blade(s, m, &outline, l, wide * 0.4, edge);
        s.fill(
            &Outline::rect(
                -wide * 0.06,
                -wide * 0.4,
                wide * 0.3,
                wide * 0.72,
                wide * 0.05,
            ),
            steel().shade,
        );
        handle(s, m, wide * 0.2, grip, wide * 0.72);
    })
}

pub(crate) fn scissors(sheet: &mut Sheet, m: &Model) -> Figure {
    let l = m.width;
    sheet.turned(-38.0, (0.0, 0.0), |s| {
        for side in [-1.0_f32, 1.0] {
            let tilt = side * m.between(0, 7.0, 11.0);
            s.turned(tilt, (0.0, 0.0), |s| {
                let arm = Outline::at(-l * 0.52, 0.0)
                    .curve(
                        (-l * 0.3, -l * 0.045),
                        (-l * 0.1, -l * 0.05),
                        (l * 0.06, -l * 0.04),
                    )
                    .to(l * 0.16, side * l * 0.045)
                    .to(l * 0.1, side * l * 0.045 + l * 0.035)
                    .to(-l * 0.02, l * 0.035)
                    .close();
                s.placed((0.08, 0.2), 1.0, |s| s.veil(&arm, "#3b3130", 0.2));
                let paint = s.down(&[(0.0, steel().light, 1.0), (1.0, steel().shade, 1.0)]);
                s.fill(&arm, paint);
                s.faint(&arm, steel().deep, m.line, 0.6);
                let bow = Outline::ellipse(
                    l * 0.31,
                    side * l * 0.075,
                    l * 0.17,
                    l * 0.075 + l * 0.02 * m.whims[1],
                );
                s.placed((0.08, 0.2), 1.0, |s| {
                    s.faint(&bow, "#3b3130", l * 0.045, 0.2)
                });
                s.tube(&bow, m.tones, l * 0.045);
            });
        }
        s.fill(&Outline::ellipse(0.0, 0.0, l * 0.03, l * 0.03), "#c8a45a");
        s.faint(
            &Outline::at(-l * 0.014, -l * 0.01).to(l * 0.014, l * 0.01),
            "#7b6330",
            m.line * 1.6,
            1.0,
        );
    });
    let (x, y) = (
        (-38.0_f32).to_radians().cos() * l / 2.0,
        (-38.0_f32).to_radians().sin() * l / 2.0,
    );
    lying(l * 0.44, l * 0.42, l * 0.38, (0.0, 0.0)).measured((-x, -y), (x, y), 0.0)
}
