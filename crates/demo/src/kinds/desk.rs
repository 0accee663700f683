//! What keeps a desk in order: trays, pencil pots, sets of pencils.

use super::boards::lying_slab;
use super::decor::{grain, grain_on, pattern};
use super::{Figure, Finish, Model};
use crate::drawing::colour::{Rgb, Tones};
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::slab::Slab;
use crate::drawing::turned::Turned;

/// The colours of a set, from the sun to the night.
const LEADS: [u32; 10] = [
    0xe0b04a, 0xcf7f3f, 0xb4503c, 0x8a4a5a, 0x5d5577, 0x45678a, 0x4b8390, 0x6c8a62, 0xa3a05a,
    0xe6ddca,
];

pub(crate) fn desk_tray(sheet: &mut Sheet, m: &Model) -> Figure {
    let slab = Slab::centred(m.width, m.height, m.depth);
    slab.paint(sheet, m.tones, m.line * 2.0);
    let (e, f) = (0.035, 0.05);
    let hollow = |x: (f32, f32), z: (f32, f32)| {
        let p = |u: f32, v: f32| slab.corner(u, 1.0, v);
        Outline::polygon(&[p(x.0, z.0), p(x.1, z.0), p(x.1, z.1), p(x.0, z.1)])
    };
    let split = m.between(0, 0.36, 0.62);
    let parts: Vec<((f32, f32), (f32, f32))> = match m.pick(1, 3) {
        0 => vec![((e, 1.0 - e), (f, 1.0 - f))],
        1 => vec![
            ((e, split), (f, 1.0 - f)),
            ((split + e, 1.0 - e), (f, 1.0 - f)),
        ],
        _ => vec![
            ((e, split), (f, 1.0 - f)),
            ((split + e, 1.0 - e), (f, 0.48)),
            ((split + e, 1.0 - e), (0.53, 1.0 - f)),
        ],
    };
    for &(x, z) in &parts {
        let hole = hollow(x, z);
        sheet.fill(&hole, m.tones.shade);
        sheet.within(&hole, |s| {
            // The floor lies lower than the rim, so it is seen shifted by the height of the wall.
            let floor = |u: f32, v: f32| slab.corner(u, 0.18, v);
            let ground = Outline::polygon(&[
                floor(x.0, z.0),
                floor(x.1, z.0),
                floor(x.1, z.1),
                floor(x.0, z.1),
            ]);
            s.veil(&hole, m.tones.deep, 0.35);
            s.fill(&ground, m.tones.base);
            if m.finish == Finish::Wood {
                s.within(&ground, |s| {
                    grain_on(
                        s,
                        |u, v| floor(x.0 + (x.1 - x.0) * u, z.0 + (z.1 - z.0) * v),
                        m.tones,
                        7,
                        m.line,
                        m.whims[2],
                    )
                });
            }
            let shade = Outline::polygon(&[
                floor(x.0, z.0),
                floor(x.0 + 0.05, z.0),
                floor(x.0 + 0.05, z.1),
                floor(x.0, z.1),
            ]);
            s.veil(&shade, m.tones.deep, 0.3);
        });
        sheet.faint(&hole, m.tones.light, m.line * 1.5, 0.9);
    }
    if m.finish == Finish::Wood {
        sheet.within(&slab.front(), |s| {
            grain_on(
                s,
                |u, v| slab.corner(u, v, 0.0),
                m.tones,
                5,
                m.line,
                m.whims[3],
            )
        });
    }
    // Something to keep in it.
    let (x, z) = parts[0];
    let at = |u: f32, v: f32| slab.corner(x.0 + (x.1 - x.0) * u, 0.55, z.0 + (z.1 - z.0) * v);
    pencil(
        sheet,
        at(0.16, 0.3),
        at(0.84, 0.42),
        m.depth * 0.045,
        Rgb::hex(0xd2a24a).tones(),
    );
    lying_slab(&slab, m)
}

fn pencil(sheet: &mut Sheet, from: Point, to: Point, thick: f32, paint: Tones) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let long = dx.hypot(dy);
    sheet.placed(from, 1.0, |s| {
        s.turned(dy.atan2(dx).to_degrees(), (0.0, 0.0), |s| {
            let t = thick / 2.0;
            let tip = long - thick * 2.3;
            s.placed((thick * 0.1, thick * 0.5), 1.0, |s| {
                s.veil(
                    &Outline::rect(0.0, -t, tip, thick, t * 0.3),
                    "#3b3130",
                    0.22,
                )
            });
            s.fill(
                &Outline::rect(0.0, -t, tip, thick * 0.36, t * 0.2),
                paint.light,
            );
            s.fill(
                &Outline::rect(0.0, -t * 0.34, tip, thick * 0.34, 0.0),
                paint.base,
            );
            s.fill(
                &Outline::rect(0.0, t * 0.34, tip, thick * 0.33, t * 0.2),
                paint.shade,
            );
            s.fill(
                &Outline::polygon(&[
                    (tip, -t),
                    (long, 0.0),
                    (tip, t),
                    (tip - t * 0.5, t * 0.5),
                    (tip, t * 0.2),
                    (tip - t * 0.5, 0.0),
                    (tip, -t * 0.4),
                ]),
                "#e4c79a",
            );
            s.fill(
                &Outline::polygon(&[
                    (long - thick * 0.7, -t * 0.32),
                    (long, 0.0),
                    (long - thick * 0.7, t * 0.32),
                ]),
                paint.deep,
            );
        });
    });
}

/// Pencils side by side in an open box, the lid beside it.
pub(crate) fn pencil_set(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width / 2.0, m.depth);
    let count = 6 + m.pick(0, 4);
    let first = m.pick(2, LEADS.len());
    let case = Outline::rect(-w, -h, w * 2.0, h, 0.3);
    sheet.placed((0.14, 0.3), 1.0, |s| s.veil(&case, "#3b3130", 0.24));
    let paint = sheet.down(&[(0.0, m.tones.light, 1.0), (1.0, m.tones.base, 1.0)]);
    sheet.fill(&case, paint);
    sheet.within(&case, |s| {
        grain(s, (-w, -h, w, 0.0), m.tones, 10, m.whims[1])
    });
    let bed = Outline::rect(-w + 0.5, -h + 0.5, w * 2.0 - 1.0, h - 1.0, 0.15);
    sheet.fill(&bed, m.tones.deep);
    sheet.within(&bed, |s| {
        s.veil(
            &Outline::rect(-w, -h + 0.5, w * 2.0, 0.3, 0.0),
            "#2a2220",
            0.3,
        );
        let pitch = (h - 1.2) / count as f32;
        for i in 0..count {
            let y = -h + 0.6 + pitch * (i as f32 + 0.5);
            let tones = Rgb::hex(LEADS[(first + i) % LEADS.len()]).tones();
            let slip = if i == count / 2 { -0.5 } else { 0.0 };
            pencil(
                s,
                (-w + 0.9 + slip, y),
                (w - 0.8 + slip, y),
                pitch * 0.8,
                tones,
            );
        }
    });
    sheet.faint(&bed, m.tones.light, m.line * 1.5, 0.9);
    Figure::lying(-w, -h, w, 0.0)
        .focused(w * 0.55, -h * 0.5)
        .measured((-w, 0.0), (w, 0.0), 0.0)
}

/// A beaker for pens, with a few in it.
pub(crate) fn pencil_pot(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = match m.pick(0, 2) {
        0 => Turned::new(&[(r * 0.94, 0.0), (r, h * 0.04), (r, h)]),
        _ => Turned::new(&[
            (r * 0.8, 0.0),
            (r * 0.96, h * 0.1),
            (r * 0.94, h * 0.6),
            (r, h),
        ]),
    };
    body.paint(sheet, m.tones, m.gleam());
    if m.finish == Finish::Wood {
        sheet.within(&body.outline(), |s| {
            for i in -5..=5 {
                let across = (i as f32 * 0.26).sin();
                s.faint(
                    &Outline::polyline(&[
                        body.spot(across, 0.0),
                        body.spot(across + 0.03, h * 0.5),
                        body.spot(across, h),
                    ]),
                    m.tones.deep,
                    m.line * 1.2,
                    0.4,
                );
            }
        });
    } else {
        pattern(sheet, &body, m);
    }
    body.open(sheet, m.tones, m.tones.light, r * 0.09);
    let colours = [
        Rgb::hex(0xd2a24a),
        m.colour.mix(Rgb::hex(0x2b3440), 0.7),
        Rgb::hex(0xb4553a),
        Rgb::hex(0xe5dccb),
    ];
    for (i, (x, lean, up)) in [
        (-0.36_f32, -0.55_f32, 1.72_f32),
        (0.3, 0.5, 1.8),
        (-0.05, -0.08, 1.9),
        (0.16, 0.22, 1.6),
    ]
    .into_iter()
    .enumerate()
    {
        pencil(
            sheet,
            (r * x, -h * 0.98),
            (r * (x + lean), -h * up),
            r * 0.17,
            colours[i].tones(),
        );
    }
    let front = body.patch((-1.0, 1.0), (h * 0.8, h));
    sheet.within(&front, |s| {
        body.paint(s, m.tones, m.gleam());
        if m.finish != Finish::Wood {
            pattern(s, &body, m);
        }
    });
    let lip = Outline::polyline(&crate::drawing::turned::arc(
        0.0,
        -h,
        r * 0.96,
        r * 0.19,
        2.0,
        178.0,
    ));
    sheet.stroke(&lip, m.tones.light, r * 0.07);
    Figure::standing(r, h * 1.9, r * 0.96)
        .focused(0.0, -h * 1.05)
        .measured((-r, 0.0), (r, 0.0), h)
}
