//! Out and about: umbrellas, bottles and lunch tins.

use super::decor::{contrast, polish};
use super::{Figure, Finish, Model, Stand};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Sheet};
use crate::drawing::turned::Turned;

/// Open, leaning on its rim, so that the canopy shows.
pub(crate) fn umbrella(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub(crate) fn water_bottle(sheet: &mut Sheet, m: &Model) -> Figure {
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

pub(crate) fn lunch_tin(sheet: &mut Sheet, m: &Model) -> Figure {
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
