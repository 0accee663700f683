//! Teapots, jugs and kettles: a body, a spout and something to hold.

use super::cups::{ear, vessel};
use super::decor::{pattern, polish};
use super::{Figure, Finish, Model};
use crate::drawing::sheet::{Outline, Sheet};
use crate::drawing::turned::Turned;

pub(crate) fn teapot(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.36, m.height * 0.84);
    let body = match m.pick(0, 3) {
        0 => Turned::new(&[
            (r * 0.62, 0.0),
            (r * 0.74, h * 0.02),
            (r, h * 0.42),
            (r * 0.8, h * 0.84),
            (r * 0.5, h),
        ]),
        1 => Turned::new(&[
            (r * 0.86, 0.0),
            (r * 0.95, h * 0.03),
            (r, h * 0.3),
            (r * 0.84, h * 0.8),
            (r * 0.56, h),
        ]),
        _ => Turned::new(&[
            (r * 0.55, 0.0),
            (r * 0.66, h * 0.02),
            (r * 1.02, h * 0.56),
            (r * 0.92, h * 0.86),
            (r * 0.6, h),
        ]),
    };
    // The spout leaves the belly on the left and ends level with the lid.
    let (sx, sy) = (-r * 0.78, -h * 0.36);
    let tip = (-r * 1.62, -h * m.between(1, 0.86, 0.96));
    let spout = Outline::at(sx, sy - h * 0.22)
        .curve(
            (sx - r * 0.42, sy - h * 0.24),
            (tip.0 + r * 0.34, tip.1 + h * 0.22),
            (tip.0 + r * 0.04, tip.1),
        )
        .to(tip.0 + r * 0.2, tip.1 - h * 0.035)
        .to(tip.0 + r * 0.26, tip.1 + h * 0.01)
        .curve(
            (tip.0 + r * 0.5, tip.1 + h * 0.3),
            (sx - r * 0.06, sy - h * 0.36),
            (sx + r * 0.2, sy - h * 0.42),
        )
        .to(sx + r * 0.3, sy + h * 0.16)
        .curve(
            (sx - r * 0.3, sy + h * 0.2),
            (sx - r * 0.5, sy - h * 0.02),
            (tip.0 + r * 0.04, tip.1),
        )
        .close();
    let paint = sheet.down(&[
        (0.0, m.tones.light, 1.0),
        (0.6, m.tones.base, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&spout, paint);
    sheet.fill(
        &Outline::ellipse(tip.0 + r * 0.13, tip.1 - h * 0.012, r * 0.1, r * 0.035),
        m.tones.deep,
    );
    let bail = m.pick(2, 3) == 0;
    if bail {
        let hoop = Outline::at(-r * 0.62, -h * 0.86).curve(
            (-r * 0.9, -h * 1.75),
            (r * 0.9, -h * 1.75),
            (r * 0.62, -h * 0.86),
        );
        sheet.tube(&hoop, m.trim, r * 0.11);
    } else {
        ear(
            sheet,
            &body,
            m.tones,
            (h * 0.26, h * 0.78),
            r * 0.52,
            r * 0.17,
            m.pick(3, 2) == 0,
        );
    }
    body.paint(sheet, m.tones, m.gleam());
    pattern(sheet, &body, m);
    let (lr, lh) = body.top();
    let lid = Turned::new(&[
        (lr * 1.03, lh - h * 0.005),
        (lr * 1.03, lh - h * 0.005),
        (lr * 0.94, lh + h * 0.045),
        (lr * 0.4, lh + h * 0.1),
        (lr * 0.14, lh + h * 0.115),
    ]);
    lid.paint(sheet, m.tones, m.gleam() * 0.5);
    sheet.faint(&lid.hoop(lh), m.tones.deep, m.line * 1.4, 0.6);
    let knob = Turned::new(&[
        (lr * 0.14, lh + h * 0.1),
        (lr * 0.13, lh + h * 0.13),
        (lr * 0.26, lh + h * 0.18),
        (lr * 0.2, lh + h * 0.22),
        (lr * 0.04, lh + h * 0.23),
    ]);
    knob.paint(sheet, if bail { m.trim } else { m.tones }, 0.3);
    let top = if bail { h * 1.55 } else { h * 1.24 };
    Figure::standing(r, top, r * 0.8)
        .reaching(tip.0, if bail { r * 1.05 } else { r * 1.58 })
        .focused(-r * 0.2, -h * 0.98)
}

pub(crate) fn jug(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.42, m.height);
    let body = match m.pick(0, 3) {
        0 => Turned::new(&[
            (r * 0.72, 0.0),
            (r * 0.86, h * 0.03),
            (r, h * 0.3),
            (r * 0.72, h * 0.74),
            (r * 0.76, h),
        ]),
        1 => Turned::new(&[
            (r * 0.9, 0.0),
            (r * 0.97, h * 0.03),
            (r * 0.9, h * 0.5),
            (r * 0.7, h * 0.86),
            (r * 0.74, h),
        ]),
        _ => Turned::new(&[
            (r * 0.6, 0.0),
            (r * 0.7, h * 0.02),
            (r * 1.02, h * 0.44),
            (r * 0.66, h * 0.82),
            (r * 0.82, h),
        ]),
    };
    ear(
        sheet,
        &body,
        m.tones,
        (h * 0.3, h * 0.86),
        r * 0.62,
        r * 0.19,
        m.pick(2, 2) == 0,
    );
    let (tr, _) = body.top();
    vessel(sheet, m, &body, r * 0.07);
    // The lip: pulled out to the left while the clay is soft.
    let tip = (-tr * 1.46, -h - tr * 0.14);
    let near = (-tr * 0.46, -h + tr * 0.17);
    let lip = Outline::at(tip.0, tip.1)
        .curve(
            (-tr * 1.2, -h + tr * 0.12),
            (-tr * 1.02, -h + h * 0.1),
            (-tr * 0.93, -h + h * 0.2),
        )
        .curve((-tr * 0.8, -h + h * 0.16), (-tr * 0.6, -h + h * 0.1), near)
        .curve(
            (-tr * 0.8, -h + tr * 0.12),
            (-tr * 1.1, -h - tr * 0.02),
            tip,
        )
        .close();
    let gutter = Outline::at(tip.0, tip.1)
        .curve(
            (-tr * 1.1, -h - tr * 0.17),
            (-tr * 0.8, -h - tr * 0.2),
            (-tr * 0.5, -h - tr * 0.16),
        )
        .to(near.0, near.1 - tr * 0.03)
        .curve(
            (-tr * 0.8, -h + tr * 0.12),
            (-tr * 1.1, -h - tr * 0.02),
            tip,
        )
        .close();
    let inside = super::cups::lining(m);
    let paint = sheet.across(&[
        (0.0, inside.base, 1.0),
        (0.5, inside.shade, 1.0),
        (1.0, inside.deep, 1.0),
    ]);
    sheet.fill(&gutter, paint);
    let outer = sheet.across(&[
        (0.0, m.tones.light, 1.0),
        (0.5, m.tones.base, 1.0),
        (1.0, m.tones.base, 0.0),
    ]);
    sheet.fill(&lip, outer);
    let edge = Outline::at(-tr * 0.5, -h - tr * 0.17)
        .curve(
            (-tr * 0.8, -h - tr * 0.21),
            (-tr * 1.1, -h - tr * 0.18),
            tip,
        )
        .curve(
            (-tr * 1.1, -h - tr * 0.02),
            (-tr * 0.8, -h + tr * 0.12),
            near,
        );
    sheet.stroke(&edge, super::decor::rim_colour(m), r * 0.045);
    Figure::standing(r, h + tr * 0.22, r * 0.85)
        .reaching(-r * 1.12, r * 1.55)
        .focused(-r * 0.4, -h * 0.9)
}

pub(crate) fn kettle(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.38, m.height * 0.56);
    let body = match m.pick(0, 2) {
        0 => Turned::new(&[
            (r * 0.98, 0.0),
            (r, h * 0.04),
            (r * 0.96, h * 0.4),
            (r * 0.78, h * 0.8),
            (r * 0.44, h),
        ]),
        _ => Turned::new(&[
            (r * 0.86, 0.0),
            (r * 0.98, h * 0.08),
            (r, h * 0.3),
            (r * 0.84, h * 0.78),
            (r * 0.42, h),
        ]),
    };
    let tip = (-r * 1.5, -h * 0.98);
    let spout = Outline::at(-r * 0.8, -h * 0.18)
        .curve((-r * 1.16, -h * 0.26), (-r * 1.2, -h * 0.8), (tip.0, tip.1))
        .to(tip.0 + r * 0.22, tip.1 - h * 0.07)
        .curve(
            (-r * 1.02, -h * 0.9),
            (-r * 0.96, -h * 0.72),
            (-r * 0.6, -h * 0.62),
        )
        .close();
    let paint = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.4, m.tones.light, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&spout, paint);
    let grip_y = -m.height * 0.94;
    for side in [-1.0_f32, 1.0] {
        let post = Outline::at(side * r * 0.66, -h * 0.78).curve(
            (side * r * 0.78, -h * 1.2),
            (side * r * 0.72, grip_y),
            (side * r * 0.5, grip_y),
        );
        sheet.tube(
            &post,
            if m.finish == Finish::Metal {
                m.tones
            } else {
                m.trim
            },
            r * 0.06,
        );
    }
    body.paint(sheet, m.tones, m.gleam());
    if m.finish == Finish::Metal {
        polish(sheet, &body, m.tones);
    }
    pattern(sheet, &body, m);
    let (lr, lh) = body.top();
    let lid = Turned::new(&[
        (lr * 1.06, lh - h * 0.01),
        (lr * 1.06, lh - h * 0.01),
        (lr * 0.98, lh + h * 0.06),
        (lr * 0.2, lh + h * 0.13),
    ]);
    lid.paint(sheet, m.tones, m.gleam() * 0.4);
    let knob = Turned::new(&[
        (lr * 0.14, lh + h * 0.11),
        (lr * 0.13, lh + h * 0.16),
        (lr * 0.3, lh + h * 0.21),
        (lr * 0.24, lh + h * 0.27),
        (lr * 0.05, lh + h * 0.28),
    ]);
    knob.paint(sheet, m.trim, 0.1);
    let grip = Outline::at(-r * 0.5, grip_y).curve(
        (-r * 0.25, grip_y - r * 0.08),
        (r * 0.25, grip_y - r * 0.08),
        (r * 0.5, grip_y),
    );
    sheet.tube(&grip, m.trim, r * 0.19);
    Figure::standing(r, m.height, r)
        .reaching(tip.0, r * 1.02)
        .focused(0.0, -h * 1.1)
}
