//! Around the house: clocks, stools, vases and baskets.

use super::decor::{grain_on, pattern};
use super::{Figure, Finish, Model, Stand};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::turned::{Turned, arc};

pub fn wall_clock(sheet: &mut Sheet, m: &Model) -> Figure {
    let r = m.width / 2.0;
    let c = -r;
    let ring = |k: f32| Outline::ellipse(0.0, c, r * k, r * k);
    let rim = sheet.across(&[
        (0.0, m.tones.light, 1.0),
        (0.5, m.tones.base, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&ring(1.0), rim);
    sheet.faint(&ring(0.985), m.tones.light, m.line * 1.4, 0.9);
    let face = if m.pick(0, 2) == 0 {
        Rgb::hex(0xf6f1e7)
    } else {
        m.colour.lift(0.03)
    };
    let edge = m.between(1, 0.84, 0.93);
    sheet.fill(&ring(edge + 0.012), m.tones.deep);
    let dial = sheet.down(&[
        (0.0, face.lift(-0.05), 1.0),
        (0.16, face, 1.0),
        (1.0, face.lift(0.015), 1.0),
    ]);
    sheet.fill(&ring(edge), dial);
    let ink = if face.lightness() > 0.6 {
        Rgb::hex(0x35322f)
    } else {
        Rgb::hex(0xf1ebdf)
    };
    let on = |angle: f32, k: f32| {
        let a = (angle - 90.0).to_radians();
        (r * k * a.cos(), c + r * k * a.sin())
    };
    let style = m.pick(2, 3);
    for i in 0..60 {
        let angle = i as f32 * 6.0;
        let hour = i % 5 == 0;
        if !hour && style == 1 {
            continue;
        }
        let inner = if hour { edge - 0.13 } else { edge - 0.07 };
        let (a, b) = (on(angle, edge - 0.05), on(angle, inner));
        if style == 2 && hour {
            let (x, y) = on(angle, edge - 0.09);
            sheet.fill(&Outline::ellipse(x, y, r * 0.022, r * 0.022), ink);
        } else {
            sheet.stroke(
                &Outline::polyline(&[a, b]),
                ink,
                r * if hour { 0.022 } else { 0.007 },
            );
        }
    }
    let hand = |sheet: &mut Sheet, angle: f32, long: f32, thick: f32, ink: Rgb| {
        let line = Outline::polyline(&[on(angle + 180.0, 0.1), on(angle, long)]);
        sheet.placed((r * 0.014, r * 0.026), 1.0, |s| {
            s.faint(&line, "#3b3130", thick, 0.22)
        });
        sheet.stroke(&line, ink, thick);
    };
    // Ten past ten, as on every clock that is for sale.
    hand(sheet, 305.0, 0.48, r * 0.045, ink);
    hand(sheet, 60.0, 0.7, r * 0.032, ink);
    hand(sheet, 182.0, 0.66, r * 0.01, Rgb::hex(0xb4553a));
    sheet.fill(
        &Outline::ellipse(0.0, c, r * 0.04, r * 0.04),
        Rgb::hex(0xb4553a),
    );
    sheet.fill(&Outline::ellipse(0.0, c, r * 0.014, r * 0.014), face);
    let glint = Outline::polyline(&arc(0.0, c, r * 0.955, r * 0.955, 200.0, 255.0));
    sheet.faint(&glint, Rgb::WHITE, r * 0.02, 0.5);
    let mut figure = Figure::standing(r, r * 2.0, r)
        .focused(r * 0.35, c - r * 0.4)
        .shaded(0.0, r, r, 0.0);
    figure.bottom = 0.0;
    figure.stand = Stand::Wall;
    figure
}

pub fn stool(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let tilt = 0.26;
    let three = m.pick(0, 2) == 0;
    let splay = r * m.between(1, 0.02, 0.2);
    let foot = r * 0.78 + splay;
    let thick = r * m.between(2, 0.12, 0.18);
    let angles: &[f32] = if three {
        &[270.0, 30.0, 150.0]
    } else {
        &[232.0, 308.0, 40.0, 140.0]
    };
    let at = |angle: f32, radius: f32, up: f32| {
        let a = angle.to_radians();
        (radius * a.cos(), -up + radius * tilt * a.sin())
    };
    let wood = m.trim;
    let leg = |sheet: &mut Sheet, angle: f32| {
        let (a, b) = (at(angle, r * 0.66, h * 0.92), at(angle, foot, 0.0));
        let (wa, wb) = (thick * 0.6, thick * 0.42);
        let shape = Outline::polygon(&[
            (a.0 - wa, a.1),
            (a.0 + wa, a.1),
            (b.0 + wb, b.1),
            (b.0 - wb, b.1),
        ]);
        let behind = angle > 180.0;
        let paint = sheet.across(&[
            (0.0, if behind { wood.shade } else { wood.light }, 1.0),
            (0.5, if behind { wood.deep } else { wood.base }, 1.0),
            (1.0, wood.deep, 1.0),
        ]);
        sheet.fill(&shape, paint);
        sheet.fill(&Outline::ellipse(b.0, b.1, wb, wb * 0.3), wood.deep);
    };
    for &angle in angles.iter().filter(|a| **a > 180.0) {
        leg(sheet, angle);
    }
    if m.pick(3, 2) == 0 {
        let rail = |k: f32| -> Vec<Point> {
            arc(
                0.0,
                -h * 0.32,
                (r * 0.72 + splay * 0.6) * k,
                (r * 0.72 + splay * 0.6) * tilt * k,
                0.0,
                360.0,
            )
        };
        sheet.tube(
            &Outline::polyline(&rail(1.0)),
            if m.finish == Finish::Metal {
                m.tones
            } else {
                wood
            },
            thick * 0.5,
        );
    }
    for &angle in angles.iter().filter(|a| **a <= 180.0) {
        leg(sheet, angle);
    }
    let seat = Turned::new(&[
        (r * 0.92, h * 0.9),
        (r, h * 0.92),
        (r, h * 0.975),
        (r * 0.96, h),
    ])
    .tilted(tilt);
    seat.paint(sheet, m.tones, 0.0);
    let top = seat.disc(h, 1.0);
    let paint = sheet.across(&[
        (0.0, m.tones.light, 1.0),
        (0.6, m.tones.base.mix(m.tones.light, 0.4), 1.0),
        (1.0, m.tones.base, 1.0),
    ]);
    sheet.fill(&top, paint);
    sheet.within(&top, |s| {
        if m.finish == Finish::Wood {
            grain_on(
                s,
                |u, v| (-r + 2.0 * r * u, -h - r * tilt + 2.0 * r * tilt * v),
                m.tones,
                11,
                m.line * 1.3,
                m.whims[4],
            );
        }
        let dip = s.radial(&[
            (0.0, m.tones.deep, 0.26),
            (0.8, m.tones.deep, 0.05),
            (1.0, m.tones.deep, 0.0),
        ]);
        s.fill(
            &Outline::ellipse(r * 0.05, -h + r * 0.02, r * 0.7, r * 0.7 * tilt),
            dip,
        );
    });
    sheet.faint(&top, m.tones.light, m.line * 1.5, 0.9);
    Figure::standing(r.max(foot), h + r * tilt, foot * 0.98).focused(r * 0.4, -h)
}

/// A vase with a branch in it: something to show what it is for.
pub fn vase(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub fn basket(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = Turned::new(&[
        (r * 0.8, 0.0),
        (r * 0.94, h * 0.08),
        (r * m.between(0, 0.96, 1.04), h * 0.5),
        (r * 0.98, h),
    ]);
    for side in [-1.0_f32, 1.0] {
        let x = side * r * 0.5;
        let ear = Outline::at(x - r * 0.22, -h * 0.97).curve(
            (x - r * 0.24, -h * 1.24),
            (x + r * 0.24, -h * 1.24),
            (x + r * 0.22, -h * 0.97),
        );
        sheet.tube(&ear, m.trim, r * 0.08);
    }
    body.paint(sheet, m.tones, 0.0);
    sheet.within(&body.outline(), |s| {
        let rows = 13 + m.pick(1, 5);
        for row in 0..rows {
            let at = h * (row as f32 + 0.5) / rows as f32;
            let thick = h / rows as f32;
            s.faint(
                &body.hoop(at - thick * 0.5),
                m.tones.deep,
                thick * 0.16,
                0.7,
            );
            for k in 0..22 {
                let angle = -1.5 + 3.0 * (k as f32 + if row % 2 == 0 { 0.0 } else { 0.5 }) / 22.0;
                let (a, b) = (
                    body.spot(angle.sin(), at - thick * 0.34),
                    body.spot((angle + 0.05).sin(), at + thick * 0.34),
                );
                s.faint(
                    &Outline::polyline(&[a, b]),
                    if k % 2 == 0 {
                        m.tones.light
                    } else {
                        m.tones.deep
                    },
                    r * 0.012,
                    0.55,
                );
            }
        }
    });
    body.open(sheet, m.tones, m.tones.shade, r * 0.07);
    let band = body.disc(h, 0.97);
    sheet.stroke(&band, m.tones.light, r * 0.06);
    sheet.dashed(&band, m.tones.deep, r * 0.05, (m.line * 1.2, m.line * 7.0));
    Figure::standing(r * 1.02, h * 1.2, r * 0.86).focused(r * 0.3, -h * 0.85)
}
