//! Knives, boards and the small tools beside them.

use super::decor::{grain, grain_on};
use super::{Figure, Model};
use crate::drawing::colour::{Rgb, Tones};
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::slab::Slab;
use crate::drawing::turned::Turned;

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

pub fn chefs_knife(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub fn bread_knife(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub fn scissors(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub fn board(sheet: &mut Sheet, m: &Model) -> Figure {
    let slab = Slab::centred(m.width, m.height, m.depth);
    slab.paint(sheet, m.tones, m.line * 2.0);
    sheet.within(&slab.top(), |s| {
        let strips = 4 + m.pick(0, 3);
        for i in 0..strips {
            let (z0, z1) = (i as f32 / strips as f32, (i + 1) as f32 / strips as f32);
            let tone = if i % 2 == 0 {
                m.tones.light
            } else {
                m.tones.shade
            };
            s.veil(&slab.on_top((0.0, 1.0), (z0, z1)), tone, 0.3);
        }
        grain_on(
            s,
            |u, v| slab.corner(u, 1.0, v),
            m.tones,
            16,
            m.line * 1.3,
            m.whims[1],
        );
        if m.pick(2, 2) == 0 {
            let groove = Outline::polygon(&[
                slab.corner(0.05, 1.0, 0.07),
                slab.corner(0.95, 1.0, 0.07),
                slab.corner(0.95, 1.0, 0.93),
                slab.corner(0.05, 1.0, 0.93),
            ]);
            s.faint(&groove, m.tones.deep, m.line * 5.0, 0.45);
            s.placed((0.0, m.line * 2.0), 1.0, |s| {
                s.faint(&groove, m.tones.light, m.line * 1.6, 0.7)
            });
        } else {
            let (x, y) = slab.corner(0.91, 1.0, 0.5);
            s.fill(
                &Outline::ellipse(x, y, m.width * 0.03, m.width * 0.018),
                m.tones.deep,
            );
            s.faint(
                &Outline::ellipse(x, y + m.line * 2.0, m.width * 0.03, m.width * 0.018),
                m.tones.light,
                m.line * 1.6,
                0.9,
            );
        }
    });
    sheet.within(&slab.front(), |s| {
        grain_on(
            s,
            |u, v| slab.corner(u, v, 0.0),
            m.tones,
            3,
            m.line,
            m.whims[3],
        )
    });
    lying_slab(&slab, m)
}

/// The figure of anything that is one slab on the table.
pub fn lying_slab(slab: &Slab, m: &Model) -> Figure {
    let (left, _) = slab.corner(0.0, 0.0, 0.0);
    let (right, _) = slab.corner(1.0, 0.0, 1.0);
    let (_, bottom) = slab.corner(1.0, 0.0, 0.0);
    let (_, top) = slab.corner(0.0, 1.0, 1.0);
    let (fx, fy) = slab.corner(0.72, 1.0, 0.3);
    let mut figure = Figure::standing(m.width / 2.0, -top, 1.0)
        .reaching(left, right)
        .focused(fx, fy);
    figure.bottom = bottom;
    // The slab brings its own shadow.
    let edge = (slab.corner(0.0, 0.0, 0.0), slab.corner(1.0, 0.0, 0.0));
    figure
        .shaded(0.0, 0.0, 0.0, 0.0)
        .measured(edge.0, edge.1, 0.0)
}

pub fn mill(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let (low, neck) = match m.pick(0, 3) {
        0 => (
            vec![
                (r * 0.92, 0.0),
                (r, h * 0.03),
                (r * 0.74, h * 0.34),
                (r * 0.66, h * 0.6),
                (r * 0.82, h * 0.68),
            ],
            0.68,
        ),
        1 => (
            vec![
                (r, 0.0),
                (r, h * 0.02),
                (r * 0.94, h * 0.4),
                (r * 0.9, h * 0.72),
            ],
            0.72,
        ),
        _ => (
            vec![
                (r * 0.96, 0.0),
                (r * 1.0, h * 0.05),
                (r * 0.62, h * 0.28),
                (r * 0.78, h * 0.5),
                (r * 0.56, h * 0.66),
            ],
            0.66,
        ),
    };
    let body = Turned::new(&low);
    body.paint(sheet, m.tones, 0.12);
    sheet.within(&body.outline(), |s| {
        for i in -3_i32..=3 {
            let across = (i as f32 * 0.36).sin();
            let line: Vec<Point> = (0..=8)
                .map(|k| {
                    body.spot(
                        across + 0.03 * ((k * 3 + i.unsigned_abs()) as f32).sin(),
                        h * neck * k as f32 / 8.0,
                    )
                })
                .collect();
            s.faint(&Outline::through(&line), m.tones.deep, m.line * 1.4, 0.4);
        }
    });
    let nr = body.top().0;
    let ring = Turned::new(&[(nr * 0.86, h * neck), (nr * 0.86, h * (neck + 0.025))]);
    ring.paint(sheet, Rgb::hex(0xc9cccb).tones(), 0.4);
    let cap = if m.pick(0, 3) == 1 {
        Turned::new(&[
            (nr, h * (neck + 0.025)),
            (nr, h * (neck + 0.025)),
            (nr * 1.02, h * 0.92),
            (nr * 1.02, h * 0.92),
            (nr * 0.9, h * 0.945),
            (nr * 0.1, h * 0.95),
        ])
    } else {
        Turned::new(&[
            (nr * 0.9, h * (neck + 0.025)),
            (nr * 1.2, h * (neck + 0.1)),
            (nr * 1.12, h * 0.86),
            (nr * 0.6, h * 0.93),
            (nr * 0.1, h * 0.95),
        ])
    };
    cap.paint(sheet, m.tones, 0.16);
    let knob = Turned::new(&[
        (r * 0.12, h * 0.945),
        (r * 0.2, h * 0.965),
        (r * 0.16, h * 0.99),
        (r * 0.03, h),
    ]);
    knob.paint(sheet, Rgb::hex(0xc9cccb).tones(), 0.5);
    Figure::standing(r, h, r * 0.96).focused(0.0, -h * 0.72)
}
