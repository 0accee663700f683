//! Surfaces: glaze patterns on turned bodies, wood grain, brushed metal, stitches.

use super::{Finish, Model, Pattern};
use crate::drawing::colour::{Rgb, Tones};
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::turned::Turned;

/// Speckles, bands, a dip or a coloured rim, bent around the body.
pub(crate) fn pattern(sheet: &mut Sheet, body: &Turned, model: &Model) {
    let (low, high) = (body.foot().1, body.top().1);
    let span = high - low;
    let outline = body.outline();
    match model.pattern {
        Pattern::Plain => {}
        Pattern::Speckled => sheet.within(&outline, |s| speckle(s, body, model, (low, high))),
        Pattern::Banded => sheet.within(&outline, |s| {
            let paint = contrast(model.colour);
            let at = low + span * model.between(5, 0.3, 0.62);
            let wide = span * 0.1;
            s.veil(&body.patch((-1.0, 1.0), (at, at + wide)), paint, 0.8);
            s.veil(
                &body.patch((-1.0, 1.0), (at + wide * 1.5, at + wide * 1.8)),
                paint,
                0.8,
            );
        }),
        Pattern::Dipped => sheet.within(&outline, |s| {
            let bare = Rgb::hex(0xcdb294).tones();
            let edge = low + span * model.between(5, 0.18, 0.34);
            let soft = s.across(&[
                (0.0, bare.shade, 1.0),
                (0.25, bare.shade, 1.0),
                (0.42, bare.light, 1.0),
                (0.55, bare.base, 1.0),
                (0.75, bare.shade, 1.0),
                (1.0, bare.deep, 1.0),
            ]);
            s.fill(&body.below(edge), soft);
            s.veil(&body.patch((0.56, 1.0), (low, edge)), bare.deep, 0.28);
            s.faint(&body.hoop(edge), model.tones.deep, model.line, 0.5);
        }),
        Pattern::Rim => {
            let at = high - span * 0.035;
            sheet.within(&outline, |s| {
                s.fill(
                    &body.patch((-1.0, 1.0), (at, high + span * 0.02)),
                    rim_colour(model),
                );
            });
        }
    }
}

/// Enamel is edged in dark steel; a rimmed glaze ends in iron brown.
pub(crate) fn rim_colour(model: &Model) -> Rgb {
    match (model.finish, model.pattern) {
        (Finish::Enamel, _) if model.colour.lightness() < 0.4 => Rgb::hex(0xe9e4da),
        (Finish::Enamel, _) => Rgb::hex(0x2c3139),
        (_, Pattern::Rim) if model.colour.lightness() < 0.45 => Rgb::hex(0xc9a878),
        (_, Pattern::Rim) => Rgb::hex(0x7a5237),
        _ => model.tones.light,
    }
}

pub(crate) fn contrast(colour: Rgb) -> Rgb {
    if colour.lightness() > 0.72 {
        Rgb::hex(0x5d6b78)
    } else {
        Rgb::hex(0xefe6d6)
    }
}

/// Points spread like a stirred glaze: even, but never in rows (the plastic number does that).
fn speckle(sheet: &mut Sheet, body: &Turned, model: &Model, (low, high): (f32, f32)) {
    let dark = if model.colour.lightness() > 0.5 {
        model.tones.line
    } else {
        model.tones.light.lift(0.25)
    };
    let size = (high - low).min(body.radius(high * 0.6) * 2.0) * 0.008;
    let start = model.whims[4];
    for i in 0..110 {
        let u = (start + i as f32 * 0.754_877_7).fract();
        let v = (start * 3.0 + i as f32 * 0.569_840_3).fract();
        let across = (u * std::f32::consts::PI).cos() * 0.98;
        let (x, y) = body.spot(across, low + (high - low) * v);
        let grow = 0.5 + ((i * 37) % 11) as f32 / 7.0;
        let squeeze = (1.0 - across * across).sqrt().max(0.25);
        sheet.veil(
            &Outline::ellipse(x, y, size * grow * squeeze, size * grow),
            dark,
            0.55,
        );
    }
}

/// Long grain along x between the bounds; draw it within an outline.
pub(crate) fn grain(
    sheet: &mut Sheet,
    (x0, y0, x1, y1): (f32, f32, f32, f32),
    tones: Tones,
    lines: usize,
    seed: f32,
) {
    let h = (y1 - y0) / lines as f32;
    let weight = (y1 - y0).abs() * 0.011;
    for i in 0..lines {
        let wobble = ((seed * 17.0 + i as f32 * 0.618).fract() - 0.5) * h * 1.3;
        let y = y0 + h * (i as f32 + 0.5) + wobble * 0.5;
        let line = Outline::at(x0, y).curve(
            (x0 + (x1 - x0) * 0.35, y + wobble),
            (x0 + (x1 - x0) * 0.6, y - wobble),
            (x1, y + wobble * 0.3),
        );
        sheet.faint(
            &line,
            tones.deep,
            weight * (0.6 + (i % 3) as f32 * 0.35),
            0.42,
        );
    }
}

/// The same on a tilted face: `map` takes shares of the face to points.
pub(crate) fn grain_on(
    sheet: &mut Sheet,
    map: impl Fn(f32, f32) -> Point,
    tones: Tones,
    lines: usize,
    weight: f32,
    seed: f32,
) {
    for i in 0..lines {
        let v = (i as f32 + 0.5) / lines as f32;
        let wobble = ((seed * 17.0 + i as f32 * 0.618).fract() - 0.5) * 0.9 / lines as f32;
        let points: Vec<Point> = (0..=6)
            .map(|k| {
                let u = k as f32 / 6.0;
                map(
                    u,
                    (v + wobble * (u * 5.0 + i as f32).sin()).clamp(0.01, 0.99),
                )
            })
            .collect();
        sheet.faint(
            &Outline::through(&points),
            tones.deep,
            weight * (0.7 + (i % 3) as f32 * 0.4),
            0.4,
        );
    }
}

/// Bright and dark reflections down a metal body.
pub(crate) fn polish(sheet: &mut Sheet, body: &Turned, tones: Tones) {
    let (low, high) = (body.foot().1, body.top().1);
    sheet.within(&body.outline(), |s| {
        s.veil(&body.patch((-0.96, -0.84), (low, high)), tones.deep, 0.3);
        s.veil(&body.patch((-0.66, -0.34), (low, high)), Rgb::WHITE, 0.34);
        s.veil(&body.patch((-0.3, -0.26), (low, high)), Rgb::WHITE, 0.3);
        s.veil(&body.patch((0.2, 0.46), (low, high)), tones.deep, 0.24);
        s.veil(&body.patch((0.78, 0.86), (low, high)), Rgb::WHITE, 0.22);
    });
}
