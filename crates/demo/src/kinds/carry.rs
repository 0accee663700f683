//! Out and about: totes, backpacks, umbrellas, bottles and lunch tins.

use super::decor::{contrast, polish};
use super::{Figure, Finish, Model, Stand};
use crate::drawing::cloth::weave;
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Sheet};
use crate::drawing::turned::Turned;

pub fn tote(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width / 2.0, m.height);
    let rise = h * m.between(0, 0.42, 0.6);
    let strap = |x: f32, lift: f32| {
        Outline::at(-w * x, -h * 0.86).curve(
            (-w * x * 0.94, -h - rise * lift * 1.3),
            (w * x * 0.94, -h - rise * lift * 1.3),
            (w * x, -h * 0.86),
        )
    };
    let leather = m.pick(1, 2) == 0;
    let band = if leather { m.trim } else { m.tones };
    sheet.stroke(&strap(0.42, 0.9), band.deep, w * 0.09);
    let back = Outline::at(-w * 0.94, -h * 0.97)
        .bend((0.0, -h * 1.05), (w * 0.94, -h * 0.97))
        .to(w * 0.9, -h * 0.9)
        .to(-w * 0.9, -h * 0.9)
        .close();
    sheet.fill(&back, m.tones.deep);
    let bag = Outline::at(-w * 0.96, -h * 0.97)
        .curve(
            (-w * 0.5, -h * 0.93),
            (w * 0.5, -h * 0.93),
            (w * 0.96, -h * 0.97),
        )
        .curve(
            (w * 0.94, -h * 0.6),
            (w * 1.03, -h * 0.3),
            (w * 0.97, -h * 0.03),
        )
        .curve(
            (w * 0.9, h * 0.012),
            (-w * 0.9, h * 0.012),
            (-w * 0.97, -h * 0.03),
        )
        .curve(
            (-w * 1.03, -h * 0.3),
            (-w * 0.94, -h * 0.6),
            (-w * 0.96, -h * 0.97),
        )
        .close();
    let paint = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.25, m.tones.light, 1.0),
        (0.6, m.tones.base, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&bag, paint);
    let style = m.pick(2, 3);
    sheet.within(&bag, |s| {
        if style == 0 {
            let low = Outline::at(-w * 1.1, -h * 0.3)
                .bend((0.0, -h * 0.27), (w * 1.1, -h * 0.3))
                .to(w * 1.1, 1.0)
                .to(-w * 1.1, 1.0)
                .close();
            s.fill(&low, m.trim.base);
            let dim = s.across(&[
                (0.0, m.trim.deep, 0.0),
                (0.5, m.trim.deep, 0.0),
                (1.0, m.trim.deep, 0.5),
            ]);
            s.fill(&low, dim);
            s.dashed(
                &Outline::at(-w * 1.0, -h * 0.285).bend((0.0, -h * 0.255), (w * 1.0, -h * 0.285)),
                m.trim.light,
                m.line * 1.3,
                (m.line * 3.4, m.line * 3.0),
            );
        } else if style == 1 {
            let stripe = contrast(m.colour);
            for i in 0..3 {
                let y = -h * (0.56 - 0.07 * i as f32);
                s.faint(
                    &Outline::at(-w * 1.1, y).bend((0.0, y + h * 0.03), (w * 1.1, y)),
                    stripe,
                    h * 0.022,
                    0.85,
                );
            }
        }
        weave(s, (-w * 1.05, -h, w * 1.05, 0.5), w / 44.0, m.tones, 0.13);
        for (x, lean) in [(-0.7_f32, 0.12_f32), (0.76, -0.1)] {
            s.faint(
                &Outline::at(w * x, -h * 0.9).curve(
                    (w * (x + lean), -h * 0.6),
                    (w * (x - lean * 0.4), -h * 0.3),
                    (w * (x + lean * 1.4), -h * 0.05),
                ),
                m.tones.deep,
                w * 0.05,
                0.2,
            );
        }
        let foot = s.down(&[
            (0.0, m.tones.deep, 0.0),
            (0.8, m.tones.deep, 0.0),
            (1.0, m.tones.deep, 0.5),
        ]);
        s.fill(&bag, foot);
    });
    sheet.dashed(
        &Outline::at(-w * 0.93, -h * 0.915).curve(
            (-w * 0.5, -h * 0.875),
            (w * 0.5, -h * 0.875),
            (w * 0.93, -h * 0.915),
        ),
        m.tones.light,
        m.line * 1.3,
        (m.line * 3.4, m.line * 3.0),
    );
    sheet.stroke(&strap(0.5, 0.78), band.shade, w * 0.1);
    sheet.placed((-w * 0.008, -w * 0.012), 1.0, |s| {
        s.stroke(&strap(0.5, 0.78), band.base, w * 0.075)
    });
    for side in [-1.0_f32, 1.0] {
        let patch = Outline::rect(
            side * w * 0.5 - w * 0.07,
            -h * 0.9,
            w * 0.14,
            h * 0.13,
            w * 0.02,
        );
        sheet.fill(&patch, band.base);
        sheet.faint(&patch, band.deep, m.line, 0.7);
        sheet.faint(
            &Outline::at(side * w * 0.5 - w * 0.04, -h * 0.87)
                .to(side * w * 0.5 + w * 0.04, -h * 0.8)
                .hop(side * w * 0.5 + w * 0.04, -h * 0.87)
                .to(side * w * 0.5 - w * 0.04, -h * 0.8),
            band.light,
            m.line * 1.2,
            0.9,
        );
    }
    Figure::standing(w, h + rise * 0.86, w)
        .focused(w * 0.45, -h * 0.8)
        .measured((-w, 0.0), (w, 0.0), h)
        .shaded(0.0, w * 0.98, w * 0.13, -h * 0.015)
}

pub fn backpack(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width / 2.0, m.height);
    let roll = m.pick(0, 2) == 0;
    for side in [-1.0_f32, 1.0] {
        let strap = Outline::at(side * w * 0.5, -h * 0.88).curve(
            (side * w * 1.2, -h * 0.8),
            (side * w * 1.32, -h * 0.36),
            (side * w * 0.9, -h * 0.1),
        );
        sheet.stroke(&strap, m.tones.deep, w * 0.15);
        sheet.faint(&strap, m.tones.shade, w * 0.05, 0.8);
    }
    let hook = Outline::at(-w * 0.2, -h * 0.97).curve(
        (-w * 0.2, -h * 1.1),
        (w * 0.2, -h * 1.1),
        (w * 0.2, -h * 0.97),
    );
    sheet.stroke(&hook, m.trim.shade, w * 0.08);
    let body = Outline::at(-w * 0.86, -h * 0.74)
        .curve((-w * 0.86, -h * 0.96), (-w * 0.6, -h), (0.0, -h))
        .curve((w * 0.6, -h), (w * 0.86, -h * 0.96), (w * 0.86, -h * 0.74))
        .curve(
            (w * 0.94, -h * 0.4),
            (w * 1.0, -h * 0.2),
            (w * 0.94, -h * 0.04),
        )
        .curve(
            (w * 0.86, h * 0.012),
            (-w * 0.86, h * 0.012),
            (-w * 0.94, -h * 0.04),
        )
        .curve(
            (-w * 1.0, -h * 0.2),
            (-w * 0.94, -h * 0.4),
            (-w * 0.86, -h * 0.74),
        )
        .close();
    let paint = sheet.across(&[
        (0.0, m.tones.shade, 1.0),
        (0.14, m.tones.base, 1.0),
        (0.34, m.tones.light, 1.0),
        (0.66, m.tones.base, 1.0),
        (1.0, m.tones.deep, 1.0),
    ]);
    sheet.fill(&body, paint);
    sheet.within(&body, |s| {
        weave(s, (-w, -h, w, 0.0), w / 40.0, m.tones, 0.12);
        let foot = s.down(&[
            (0.0, m.tones.deep, 0.0),
            (0.72, m.tones.deep, 0.0),
            (1.0, m.tones.deep, 0.6),
        ]);
        s.fill(&body, foot);
        let base = Outline::at(-w * 1.1, -h * 0.13)
            .bend((0.0, -h * 0.09), (w * 1.1, -h * 0.13))
            .to(w * 1.1, 1.0)
            .to(-w * 1.1, 1.0)
            .close();
        s.veil(&base, m.trim.shade, 0.92);
    });
    let pocket = Outline::at(-w * 0.62, -h * 0.46)
        .curve(
            (-w * 0.3, -h * 0.48),
            (w * 0.3, -h * 0.48),
            (w * 0.62, -h * 0.46),
        )
        .to(w * 0.66, -h * 0.16)
        .curve(
            (w * 0.6, -h * 0.11),
            (-w * 0.6, -h * 0.11),
            (-w * 0.66, -h * 0.16),
        )
        .close();
    sheet.placed((w * 0.012, h * 0.012), 1.0, |s| {
        s.veil(&pocket, "#2a2420", 0.22)
    });
    let front = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.35, m.tones.light, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&pocket, front);
    sheet.stroke(
        &Outline::at(-w * 0.56, -h * 0.425).curve(
            (-w * 0.3, -h * 0.44),
            (w * 0.3, -h * 0.44),
            (w * 0.56, -h * 0.425),
        ),
        m.tones.deep,
        w * 0.035,
    );
    sheet.fill(
        &Outline::rect(w * 0.44, -h * 0.43, w * 0.04, h * 0.06, w * 0.02),
        m.trim.light,
    );
    sheet.dashed(
        &Outline::at(-w * 0.58, -h * 0.17).curve(
            (-w * 0.4, -h * 0.14),
            (w * 0.4, -h * 0.14),
            (w * 0.58, -h * 0.17),
        ),
        m.tones.light,
        m.line * 1.3,
        (m.line * 3.4, m.line * 3.0),
    );
    if roll {
        let top = Outline::rect(-w * 0.9, -h * 1.0, w * 1.8, h * 0.12, h * 0.06);
        let shade = sheet.down(&[
            (0.0, m.tones.light, 1.0),
            (0.5, m.tones.base, 1.0),
            (1.0, m.tones.deep, 1.0),
        ]);
        sheet.fill(&top, shade);
        for side in [-0.45_f32, 0.45] {
            sheet.fill(
                &Outline::rect(side * w - w * 0.06, -h * 1.01, w * 0.12, h * 0.34, w * 0.01),
                m.trim.base,
            );
            sheet.fill(
                &Outline::rect(
                    side * w - w * 0.085,
                    -h * 0.75,
                    w * 0.17,
                    h * 0.04,
                    w * 0.01,
                ),
                "#c8a45a",
            );
        }
    } else {
        let flap = Outline::at(-w * 0.87, -h * 0.76)
            .curve(
                (-w * 0.88, -h * 0.98),
                (-w * 0.6, -h * 1.01),
                (0.0, -h * 1.01),
            )
            .curve(
                (w * 0.6, -h * 1.01),
                (w * 0.88, -h * 0.98),
                (w * 0.87, -h * 0.76),
            )
            .curve((w * 0.8, -h * 0.6), (w * 0.6, -h * 0.57), (0.0, -h * 0.57))
            .curve(
                (-w * 0.6, -h * 0.57),
                (-w * 0.8, -h * 0.6),
                (-w * 0.87, -h * 0.76),
            )
            .close();
        sheet.placed((w * 0.01, h * 0.018), 1.0, |s| {
            s.veil(&flap, "#2a2420", 0.24)
        });
        let shade = sheet.across(&[
            (0.0, m.tones.base, 1.0),
            (0.3, m.tones.light, 1.0),
            (1.0, m.tones.shade, 1.0),
        ]);
        sheet.fill(&flap, shade);
        sheet.dashed(
            &Outline::at(-w * 0.8, -h * 0.74)
                .curve(
                    (-w * 0.74, -h * 0.62),
                    (-w * 0.5, -h * 0.6),
                    (0.0, -h * 0.6),
                )
                .curve(
                    (w * 0.5, -h * 0.6),
                    (w * 0.74, -h * 0.62),
                    (w * 0.8, -h * 0.74),
                ),
            m.tones.light,
            m.line * 1.3,
            (m.line * 3.4, m.line * 3.0),
        );
        sheet.fill(
            &Outline::rect(-w * 0.07, -h * 0.68, w * 0.14, h * 0.2, w * 0.03),
            m.trim.base,
        );
        sheet.fill(
            &Outline::ellipse(0.0, -h * 0.52, w * 0.035, w * 0.035),
            "#c8a45a",
        );
    }
    Figure::standing(w * 1.2, h * 1.07, w)
        .focused(0.0, -h * 0.62)
        .shaded(0.0, w * 0.96, w * 0.16, -h * 0.015)
}

/// Open, leaning on its rim, so that the canopy shows.
pub fn umbrella(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width / 2.0, m.height);
    let dome = r * m.between(0, 0.62, 0.74);
    let edge = -h * 0.5;
    let panels = 6;
    let rib = |i: usize| -r + 2.0 * r * i as f32 / panels as f32;
    let stick = Outline::at(0.0, edge - dome * 0.98).to(0.0, -h * 0.07);
    sheet.stroke(&stick, "#6e6760", h * 0.014);
    let hook = Outline::at(0.0, -h * 0.17).to(0.0, -h * 0.06).curve(
        (0.0, h * 0.012),
        (-h * 0.09, h * 0.012),
        (-h * 0.09, -h * 0.055),
    );
    sheet.tube(&hook, m.trim, h * 0.028);
    let curve_up = |x: f32| edge - dome * (1.0 - (x / r).powi(2)).max(0.0).powf(0.6);
    let mut inside = Outline::at(-r, edge);
    for i in 0..panels {
        let (x0, x1) = (rib(i), rib(i + 1));
        inside = inside.bend(((x0 + x1) / 2.0, edge + r * 0.06), (x1, edge));
    }
    sheet.fill(&inside.clone().close(), m.tones.deep);
    for i in 0..panels {
        // Each panel is a sail between two ribs that meet at the tip.
        let (x0, x1) = (rib(i), rib(i + 1));
        let tip = (0.0, edge - dome);
        let bulge = |x: f32| ((x * 0.92), curve_up(x * 0.62) - dome * 0.05);
        let sail = Outline::at(x0, edge)
            .bend(bulge(x0), tip)
            .bend(bulge(x1), (x1, edge))
            .bend(((x0 + x1) / 2.0, edge - r * 0.1), (x0, edge))
            .close();
        let lit = [
            m.tones.base,
            m.tones.light,
            m.tones.light,
            m.tones.base,
            m.tones.shade,
            m.tones.deep,
        ][i];
        let other = contrast(m.colour);
        let paint = if m.pick(1, 3) == 0 && i % 2 == 1 {
            other.mix(lit, 0.25)
        } else {
            lit
        };
        sheet.fill(&sail, paint);
        sheet.faint(
            &Outline::at(x0, edge).bend(bulge(x0), tip),
            m.tones.deep,
            m.line * 1.2,
            0.5,
        );
        if m.pick(1, 3) == 1 {
            sheet.within(&sail, |s| {
                s.faint(
                    &Outline::at(x0, edge - dome * 0.04)
                        .bend(((x0 + x1) / 2.0, edge - r * 0.14), (x1, edge - dome * 0.04)),
                    other,
                    r * 0.05,
                    0.8,
                )
            });
        }
    }
    sheet.stroke(
        &Outline::at(0.0, edge - dome * 0.98).to(0.0, edge - dome * 1.12),
        "#6e6760",
        h * 0.014,
    );
    for i in 0..=panels {
        sheet.fill(
            &Outline::ellipse(rib(i), edge, r * 0.014, r * 0.014),
            "#c8a45a",
        );
    }
    let mut figure =
        Figure::standing(r, -(edge - dome * 1.12), r * 0.3).focused(-r * 0.3, edge - dome * 0.5);
    figure.bottom = h * 0.01;
    figure.stand = Stand::Hanging;
    figure
}

pub fn water_bottle(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let shoulder = m.between(0, 0.64, 0.72);
    let neck = m.between(1, 0.5, 0.66);
    let body = Turned::new(&[
        (r * 0.93, 0.0),
        (r, h * 0.02),
        (r, h * 0.05),
        (r, h * shoulder),
        (r * 0.97, h * (shoulder + 0.035)),
        (r * (0.5 + neck * 0.45), h * (shoulder + 0.075)),
        (r * neck * 1.04, h * (shoulder + 0.115)),
        (r * neck, h * (shoulder + 0.14)),
        (r * neck, h * 0.9),
    ]);
    body.paint(
        sheet,
        m.tones,
        if m.finish == Finish::Metal { 0.0 } else { 0.22 },
    );
    if m.finish == Finish::Metal {
        polish(sheet, &body, m.tones);
    }
    sheet.within(&body.outline(), |s| match m.pick(2, 3) {
        0 => {
            let band = contrast(m.colour);
            s.veil(&body.patch((-1.0, 1.0), (h * 0.14, h * 0.2)), band, 0.85);
        }
        1 => {
            let steel = Rgb::hex(0xc3c8cb).tones();
            let soft = s.across(&[
                (0.0, steel.shade, 1.0),
                (0.3, steel.light, 1.0),
                (0.6, steel.base, 1.0),
                (1.0, steel.deep, 1.0),
            ]);
            s.fill(&body.patch((-1.0, 1.0), (-h * 0.1, h * 0.07)), soft);
        }
        _ => {}
    });
    let steel = Rgb::hex(0xc3c8cb).tones();
    let collar = Turned::new(&[(r * neck * 0.94, h * 0.89), (r * neck * 0.94, h * 0.92)]);
    collar.paint(sheet, steel, 0.5);
    let wooden = m.pick(3, 2) == 0;
    let lid = Turned::new(&[
        (r * neck * 1.06, h * 0.91),
        (r * neck * 1.06, h * 0.91),
        (r * neck * 1.06, h * 0.985),
        (r * neck * 0.96, h),
    ]);
    let ring = Outline::at(-r * neck * 0.7, -h * 0.97).curve(
        (-r * neck * 0.8, -h * 1.1),
        (r * neck * 0.8, -h * 1.1),
        (r * neck * 0.7, -h * 0.97),
    );
    sheet.tube(&ring, if wooden { steel } else { m.tones }, r * 0.11);
    lid.paint(sheet, if wooden { m.trim } else { m.tones }, 0.16);
    sheet.fill(
        &lid.disc(h, 1.0),
        if wooden { m.trim.light } else { m.tones.light },
    );
    // A small engraved colonnade: the shop's mark.
    let mark = if m.colour.lightness() > 0.6 {
        m.tones.line
    } else {
        m.tones.light.lift(0.2)
    };
    for i in -1..=1 {
        let across = i as f32 * 0.1;
        sheet.faint(
            &Outline::polyline(&[body.spot(across, h * 0.4), body.spot(across, h * 0.46)]),
            mark,
            r * 0.045,
            0.8,
        );
    }
    Figure::standing(r, h * 1.06, r * 0.96).focused(0.0, -h * 0.85)
}

pub fn lunch_tin(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let layers = 2 + m.pick(0, 2);
    let each = h * 0.84 / layers as f32;
    let tilt = 0.24;
    let clip = Rgb::hex(0xc3c8cb).tones();
    for i in 0..layers {
        let low = each * i as f32;
        let part = Turned::new(&[
            (r * 0.93, low),
            (r * 0.98, low + each * 0.08),
            (r * 0.98, low + each * 0.82),
            (r * 0.98, low + each * 0.82),
            (r * 1.01, low + each * 0.84),
            (r * 1.01, low + each),
        ])
        .tilted(tilt);
        part.paint(sheet, m.tones, m.gleam());
        if m.finish == Finish::Metal {
            polish(sheet, &part, m.tones);
        }
        sheet.faint(
            &part.hoop(low + each * 0.83),
            m.tones.deep,
            m.line * 1.5,
            0.6,
        );
    }
    let top = h * 0.84;
    let lid = Turned::new(&[
        (r * 1.02, top),
        (r * 1.02, top + h * 0.05),
        (r * 0.96, top + h * 0.09),
        (r * 0.5, top + h * 0.12),
        (r * 0.05, top + h * 0.125),
    ])
    .tilted(tilt);
    lid.paint(sheet, m.tones, m.gleam() * 0.6);
    for side in [-1.0_f32, 1.0] {
        let x = side * r * 0.99;
        sheet.tube(
            &Outline::at(x, -each * 0.3).to(x, -top - h * 0.02),
            clip,
            r * 0.07,
        );
    }
    let handle = Outline::at(-r * 0.99, -top).curve(
        (-r * 1.02, -h * 1.38),
        (r * 1.02, -h * 1.38),
        (r * 0.99, -top),
    );
    sheet.tube(&handle, clip, r * 0.06);
    let grip = Outline::at(-r * 0.34, -h * 1.232).curve(
        (-r * 0.12, -h * 1.256),
        (r * 0.12, -h * 1.256),
        (r * 0.34, -h * 1.232),
    );
    sheet.tube(&grip, m.trim, r * 0.14);
    Figure::standing(r * 1.04, h * 1.28, r * 0.95)
        .focused(-r * 0.5, -top)
        .measured((-r, 0.0), (r, 0.0), h)
}

/// A folding wallet or pouch, closed, from the front.
pub fn pouch(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width / 2.0, m.height);
    let body = Outline::rect(-w, -h, w * 2.0, h, h * m.between(0, 0.06, 0.2));
    for (k, opacity) in [(1.8, 0.07), (1.2, 0.1), (0.6, 0.14)] {
        sheet.placed((h * 0.02 * k, h * 0.035 * k), 1.0, |s| {
            s.veil(&body, "#3b3130", opacity)
        });
    }
    let paint = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.3, m.tones.light, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&body, paint);
    sheet.within(&body, |s| {
        if m.finish == Finish::Weave {
            weave(s, (-w, -h, w, 0.0), w / 44.0, m.tones, 0.16);
        }
        let low = s.down(&[
            (0.0, m.tones.deep, 0.0),
            (0.7, m.tones.deep, 0.0),
            (1.0, m.tones.deep, 0.35),
        ]);
        s.fill(&body, low);
        s.fill(
            &Outline::rect(-w, -h, w * 2.0, h * 0.17, 0.0),
            m.tones.shade,
        );
    });
    let zip = -h * 0.83;
    sheet.stroke(
        &Outline::at(-w * 0.95, zip).to(w * 0.95, zip),
        m.trim.deep,
        h * 0.045,
    );
    sheet.dashed(
        &Outline::at(-w * 0.93, zip).to(w * 0.93, zip),
        "#d6b877",
        h * 0.03,
        (h * 0.008, h * 0.045),
    );
    let pull = Outline::rect(w * 0.66, zip - h * 0.03, h * 0.07, h * 0.24, h * 0.03);
    sheet.fill(&pull, m.trim.base);
    sheet.fill(
        &Outline::ellipse(w * 0.66 + h * 0.035, zip, h * 0.035, h * 0.035),
        "#c8a45a",
    );
    let seam = Outline::at(-w * 0.95, zip + h * 0.09)
        .to(w * 0.95, zip + h * 0.09)
        .hop(-w * 0.95, -h * 0.06)
        .to(w * 0.95, -h * 0.06);
    sheet.dashed(
        &seam,
        m.tones.light,
        m.line * 1.3,
        (m.line * 3.4, m.line * 3.0),
    );
    let label = Outline::rect(-w * 0.9, -h * 0.3, w * 0.3, h * 0.14, 0.05);
    sheet.fill(&label, "#f2ece0");
    sheet.faint(
        &Outline::at(-w * 0.84, -h * 0.23).to(-w * 0.67, -h * 0.23),
        "#5b524a",
        m.line * 1.5,
        0.9,
    );
    Figure::lying(-w, -h, w, 0.0).focused(w * 0.55, -h * 0.72)
}
