//! Boards and mills: what is made of wood beside the knives.

use super::decor::grain_on;
use super::{Figure, Model};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::slab::Slab;
use crate::drawing::turned::Turned;

pub(crate) fn board(sheet: &mut Sheet, m: &Model) -> Figure {
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
pub(crate) fn lying_slab(slab: &Slab, m: &Model) -> Figure {
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

pub(crate) fn mill(sheet: &mut Sheet, m: &Model) -> Figure {
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
