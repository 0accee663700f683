//! Around the house: clocks, stools and baskets.

use super::decor::grain_on;
use super::{Figure, Finish, Model, Stand};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::turned::{Turned, arc};

pub(crate) fn wall_clock(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub(crate) fn stool(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub(crate) fn basket(sheet: &mut Sheet, m: &Model) -> Figure {
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
