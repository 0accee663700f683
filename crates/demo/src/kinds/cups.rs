//! Mugs, bowls, plates and beakers: open bodies of clay or enamel.

use super::decor::{pattern, rim_colour};
use super::{Figure, Finish, Model};
use crate::drawing::colour::{Rgb, Tones};
use crate::drawing::sheet::{Outline, Sheet};
use crate::drawing::turned::Turned;

/// What one sees inside: enamel is white within, clay keeps its glaze.
pub(crate) fn lining(model: &Model) -> Tones {
    match model.finish {
        Finish::Enamel => Rgb::hex(0xf2eee6).tones(),
        Finish::Glaze if model.colour.lightness() < 0.5 => Rgb::hex(0xe6ddcd).tones(),
        _ => model.tones,
    }
}

/// Body, pattern and the look inside, in that order.
pub(crate) fn vessel(sheet: &mut Sheet, model: &Model, body: &Turned, wall: f32) {
    body.paint(sheet, model.tones, model.gleam());
    pattern(sheet, body, model);
    body.open(sheet, lining(model), rim_colour(model), wall);
    let (r, h) = body.top();
    let glint = Outline::ellipse(body.x, -h, r - wall * 0.5, (r - wall * 0.5) * body.tilt);
    if model.finish == Finish::Enamel {
        sheet.faint(&glint, rim_colour(model).lift(0.14), wall * 0.3, 0.7);
    } else {
        sheet.faint(&glint, model.tones.light, wall * 0.35, 0.8);
    }
}

/// A cup handle on the right, from one height to another.
pub(crate) fn ear(
    sheet: &mut Sheet,
    body: &Turned,
    tones: Tones,
    (low, high): (f32, f32),
    reach: f32,
    thick: f32,
    square: bool,
) {
    let (x0, x1) = (
        body.x + body.radius(low) - thick * 0.35,
        body.x + body.radius(high) - thick * 0.35,
    );
    let out = body.x + body.radius((low + high) / 2.0) + reach;
    let outline = if square {
        Outline::at(x1, -high)
            .to(out - reach * 0.3, -high)
            .bend((out, -high), (out, -high + reach * 0.35))
            .curve(
                (out, -low - reach * 0.6),
                (out - reach * 0.25, -low - reach * 0.02),
                (x0, -low),
            )
    } else {
        Outline::at(x1, -high)
            .curve(
                (out + reach * 0.1, -high - thick * 0.6),
                (out + reach * 0.38, -(low + high) / 2.0),
                (out - reach * 0.2, -low - (high - low) * 0.14),
            )
            .curve(
                (out - reach * 0.4, -low),
                (x0 + reach * 0.3, -low),
                (x0, -low),
            )
    };
    sheet.tube(&outline, tones, thick);
}

pub(crate) fn mug(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let enamel = m.finish == Finish::Enamel;
    let body = if enamel {
        // Pressed steel: straight, with a rolled rim and a turned foot.
        Turned::new(&[
            (r * 0.9, 0.0),
            (r * 0.9, 0.0),
            (r * 0.955, h * 0.035),
            (r * 0.955, h * 0.035),
            (r * 0.97, h * 0.93),
            (r * 0.97, h * 0.93),
            (r * 1.02, h),
        ])
    } else {
        match m.pick(0, 4) {
            0 => Turned::new(&[
                (r * 0.84, 0.0),
                (r * 0.93, h * 0.06),
                (r * 0.96, h * 0.5),
                (r, h),
            ]),
            1 => Turned::new(&[
                (r * 0.62, 0.0),
                (r * 0.8, h * 0.05),
                (r * 1.04, h * 0.36),
                (r * 0.98, h * 0.78),
                (r * 0.92, h),
            ]),
            2 => Turned::new(&[
                (r * 0.58, 0.0),
                (r * 0.62, h * 0.04),
                (r * 0.86, h * 0.34),
                (r * 0.98, h * 0.72),
                (r * 1.02, h),
            ]),
            _ => Turned::new(&[
                (r * 0.94, 0.0),
                (r, h * 0.05),
                (r * 0.9, h * 0.52),
                (r * 0.98, h),
            ]),
        }
    };
    let reach = m.between(1, 0.46, 0.62) * r;
    let thick = if enamel {
        r * 0.17
    } else {
        m.between(2, 0.2, 0.28) * r
    };
    ear(
        sheet,
        &body,
        m.tones,
        (h * m.between(3, 0.2, 0.3), h * 0.8),
        reach,
        thick,
        enamel || m.pick(3, 3) == 0,
    );
    vessel(sheet, m, &body, if enamel { r * 0.045 } else { r * 0.09 });
    Figure::standing(r, h + r * 0.2, r * 0.92)
        .reaching(-r * 1.02, r + reach * 1.1)
        .focused(r * 0.5, -h * 0.86)
}

pub(crate) fn bowl(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = match m.pick(0, 3) {
        0 => Turned::new(&[
            (r * 0.4, 0.0),
            (r * 0.4, 0.0),
            (r * 0.42, h * 0.08),
            (r * 0.42, h * 0.08),
            (r * 0.74, h * 0.34),
            (r * 0.94, h * 0.74),
            (r, h),
        ]),
        1 => Turned::new(&[
            (r * 0.62, 0.0),
            (r * 0.7, h * 0.03),
            (r * 0.92, h * 0.32),
            (r * 0.97, h * 0.7),
            (r, h),
        ]),
        _ => Turned::new(&[
            (r * 0.36, 0.0),
            (r * 0.36, 0.0),
            (r * 0.37, h * 0.12),
            (r * 0.37, h * 0.12),
            (r * 0.66, h * 0.42),
            (r, h),
        ]),
    }
    .tilted(0.26);
    vessel(sheet, m, &body, r * 0.05);
    Figure::standing(r, h + r * 0.26, r * 0.52).focused(r * 0.5, -h * 0.95)
}

pub(crate) fn beaker(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = match m.pick(0, 3) {
        0 => Turned::new(&[(r * 0.72, 0.0), (r * 0.78, h * 0.04), (r, h)]),
        1 => Turned::new(&[
            (r * 0.8, 0.0),
            (r * 0.98, h * 0.14),
            (r * 0.9, h * 0.6),
            (r, h),
        ]),
        _ => Turned::new(&[
            (r * 0.66, 0.0),
            (r * 0.86, h * 0.1),
            (r, h * 0.45),
            (r * 0.94, h),
        ]),
    };
    vessel(sheet, m, &body, r * 0.08);
    if m.pick(1, 2) == 0 {
        // Throwing rings left by the potter's fingers.
        for i in 1..5 {
            let at = h * (0.14 + 0.13 * i as f32);
            sheet.faint(&body.hoop(at), m.tones.deep, m.line, 0.28);
        }
    }
    Figure::standing(r, h + r * 0.2, r * 0.78).focused(r * 0.3, -h * 0.85)
}

pub(crate) fn plate(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let tilt = 0.36;
    let body = Turned::new(&[
        (r * 0.6, 0.0),
        (r * 0.6, 0.0),
        (r * 0.72, h * 0.25),
        (r * 0.97, h * 0.82),
        (r, h),
    ])
    .tilted(tilt);
    body.paint(sheet, m.tones, 0.0);
    let ring = |f: f32, down: f32| Outline::ellipse(0.0, -h + down, r * f, r * f * tilt);
    sheet.fill(&ring(1.0, 0.0), rim_colour(m));
    let face = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.35, m.tones.light, 1.0),
        (1.0, m.tones.base, 1.0),
    ]);
    sheet.fill(&ring(0.975, 0.03), face);
    let well = sheet.across(&[
        (0.0, m.tones.deep, 0.75),
        (0.3, m.tones.shade, 1.0),
        (0.75, m.tones.base, 1.0),
        (1.0, m.tones.light, 1.0),
    ]);
    let wall = m.between(0, 0.76, 0.9);
    sheet.fill(&ring(wall, h * 0.18), well);
    let flat = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.5, m.tones.light, 1.0),
        (1.0, m.tones.base, 1.0),
    ]);
    sheet.fill(&ring(wall - 0.06, h * 0.4), flat);
    sheet.within(&ring(0.975, 0.03), |s| {
        if m.pattern == super::Pattern::Speckled {
            for i in 0..120 {
                let angle = i as f32 * 2.399_963;
                let far = ((i as f32 + 0.5) / 120.0).sqrt() * 0.96 * r;
                let grow = 0.5 + ((i * 37) % 11) as f32 / 8.0;
                let dot = r * 0.005 * grow;
                s.veil(
                    &Outline::ellipse(
                        far * angle.cos(),
                        -h + far * angle.sin() * tilt,
                        dot,
                        dot * 0.6,
                    ),
                    m.tones.line,
                    0.5,
                );
            }
        } else if m.pattern == super::Pattern::Banded {
            let paint = super::decor::contrast(m.colour);
            s.faint(&ring(0.93, 0.05), paint, r * 0.02, 0.85);
            s.faint(&ring(0.89, 0.06), paint, r * 0.007, 0.85);
        }
        let sweep = Outline::at(-r * 0.72, -h - r * tilt * 0.42).bend(
            (-r * 0.4, -h - r * tilt * 0.74),
            (r * 0.08, -h - r * tilt * 0.82),
        );
        s.faint(&sweep, Rgb::WHITE, r * 0.025, m.gleam());
    });
    let mut figure = Figure::standing(r, h + r * tilt, r * 0.7)
        .focused(-r * 0.45, -h + r * 0.1)
        .shaded(0.0, r * 0.86, r * 0.86 * tilt, 0.0);
    figure.bottom = r * tilt;
    figure
}
