//! What stands on the stove: saucepan, skillet, casserole, baking dish.

use super::decor::{grain, polish};
use super::{Figure, Finish, Model};
use crate::drawing::colour::{Rgb, Tones};
use crate::drawing::sheet::{Outline, Sheet};
use crate::drawing::turned::{TILT, Turned};

fn wall(sheet: &mut Sheet, m: &Model, body: &Turned) {
    body.paint(sheet, m.tones, m.gleam());
    if m.finish == Finish::Metal {
        polish(sheet, body, m.tones);
    }
}

fn inside(m: &Model) -> Tones {
    match m.finish {
        Finish::Enamel => Rgb::hex(0xeee7da).tones(),
        Finish::Metal => Rgb::hex(0xc9cccb).tones(),
        _ => m.tones,
    }
}

/// A long handle to the right, rising a little, with a hanging hole.
fn long_handle(sheet: &mut Sheet, from: (f32, f32), length: f32, thick: f32, m: &Model) {
    let (x, y) = from;
    let rise = length * 0.14;
    let wooden = m.finish != Finish::Iron;
    let tones = if wooden { m.trim } else { m.tones };
    let collar = Outline::at(x - thick * 0.4, y - thick * 0.3)
        .to(x + length * 0.26, y - rise * 0.4 - thick * 0.3)
        .to(x + length * 0.26, y - rise * 0.4 + thick * 0.42)
        .to(x - thick * 0.4, y + thick * 0.5)
        .close();
    let steel = if wooden {
        Rgb::hex(0x8d9296).tones()
    } else {
        m.tones
    };
    sheet.fill(&collar, steel.shade);
    sheet.faint(
        &Outline::at(x, y - thick * 0.16).to(x + length * 0.26, y - rise * 0.4 - thick * 0.16),
        steel.light,
        thick * 0.12,
        0.8,
    );
    let end = (x + length, y - rise);
    let start = (x + length * 0.2, y - rise * 0.32);
    let grip = Outline::at(start.0, start.1 - thick * 0.42)
        .curve(
            (x + length * 0.5, y - rise * 0.8 - thick * 0.62),
            (x + length * 0.8, end.1 - thick * 0.6),
            (end.0 - thick * 0.3, end.1 - thick * 0.62),
        )
        .curve(
            (end.0 + thick * 0.42, end.1 - thick * 0.66),
            (end.0 + thick * 0.42, end.1 + thick * 0.6),
            (end.0 - thick * 0.3, end.1 + thick * 0.5),
        )
        .curve(
            (x + length * 0.8, end.1 + thick * 0.5),
            (x + length * 0.5, y - rise * 0.5 + thick * 0.34),
            (start.0, start.1 + thick * 0.48),
        )
        .close();
    let paint = sheet.down(&[
        (0.0, tones.light, 1.0),
        (0.5, tones.base, 1.0),
        (1.0, tones.deep, 1.0),
    ]);
    sheet.fill(&grip, paint);
    if wooden {
        sheet.within(&grip, |s| {
            grain(
                s,
                (start.0, end.1 - thick, end.0, start.1 + thick),
                tones,
                7,
                m.whims[2],
            )
        });
    }
    sheet.fill(
        &Outline::ellipse(
            end.0 - thick * 0.45,
            end.1 - thick * 0.03,
            thick * 0.22,
            thick * 0.16,
        ),
        tones.deep,
    );
}

fn loop_handle(
    sheet: &mut Sheet,
    m: &Model,
    body: &Turned,
    side: f32,
    at: f32,
    reach: f32,
    thick: f32,
) {
    let x = side * (body.radius(at) - thick * 0.3);
    let out = side * (body.radius(at) + reach);
    let ring = Outline::at(x, -at - reach * 0.34)
        .curve(
            (out, -at - reach * 0.75),
            (out + side * reach * 0.3, -at - reach * 0.2),
            (out, -at + reach * 0.14),
        )
        .curve(
            (out - side * reach * 0.2, -at + reach * 0.4),
            (x, -at + reach * 0.36),
            (x, -at + reach * 0.3),
        );
    sheet.tube(&ring, m.tones, thick);
}

pub(crate) fn saucepan(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = Turned::new(&[
        (r * 0.88, 0.0),
        (r * 0.97, h * 0.08),
        (r * 0.98, h * 0.2),
        (r * 0.98, h * 0.95),
        (r * 0.98, h * 0.95),
        (r * 1.02, h),
    ]);
    let handle = r * m.between(0, 1.7, 2.0);
    long_handle(sheet, (r * 0.94, -h * 0.82), handle, r * 0.2, m);
    wall(sheet, m, &body);
    if m.pick(1, 2) == 0 {
        lid(sheet, m, r * 1.0, h, m.trim);
    } else {
        body.open(sheet, inside(m), m.tones.light, r * 0.04);
        sheet.fill(
            &Outline::ellipse(-r * 1.0, -h - r * 0.01, r * 0.09, r * 0.03),
            m.tones.light,
        );
    }
    for at in [-h * 0.76, -h * 0.86] {
        sheet.fill(
            &Outline::ellipse(r * 0.86, at, r * 0.035, r * 0.035),
            m.tones.light,
        );
    }
    Figure::standing(r, h + r * 0.34, r * 0.92)
        .reaching(-r * 1.02, r + handle)
        .focused(r * 0.75, -h * 0.85)
        .measured((-r, 0.0), (r, 0.0), h)
}

fn lid(sheet: &mut Sheet, m: &Model, r: f32, h: f32, knob: Tones) {
    let lid = Turned::new(&[
        (r * 1.03, h - r * 0.02),
        (r * 1.03, h - r * 0.02),
        (r * 1.02, h + r * 0.05),
        (r * 0.78, h + r * 0.16),
        (r * 0.3, h + r * 0.24),
        (r * 0.05, h + r * 0.25),
    ]);
    lid.paint(sheet, m.tones, m.gleam() * 0.6);
    if m.finish == Finish::Metal {
        polish(sheet, &lid, m.tones);
    }
    sheet.faint(&lid.hoop(h + r * 0.03), m.tones.deep, m.line * 1.2, 0.55);
    let stem = Turned::new(&[
        (r * 0.07, h + r * 0.22),
        (r * 0.065, h + r * 0.3),
        (r * 0.17, h + r * 0.35),
        (r * 0.16, h + r * 0.42),
        (r * 0.03, h + r * 0.44),
    ]);
    stem.paint(sheet, knob, 0.35);
}

pub(crate) fn skillet(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let tilt = 0.3;
    let body = Turned::new(&[
        (r * 0.78, 0.0),
        (r * 0.84, h * 0.06),
        (r * 0.97, h * 0.86),
        (r, h),
    ])
    .tilted(tilt);
    let handle = r * m.between(0, 1.15, 1.4);
    long_handle(sheet, (r * 0.92, -h * 0.8), handle, r * 0.17, m);
    wall(sheet, m, &body);
    let (rim, dark) = (
        m.tones.light,
        if m.finish == Finish::Metal {
            inside(m)
        } else {
            m.tones
        },
    );
    sheet.fill(&body.disc(h, 1.0), rim);
    let side = sheet.across(&[
        (0.0, dark.deep, 1.0),
        (0.5, dark.shade, 1.0),
        (1.0, dark.light, 1.0),
    ]);
    sheet.fill(&body.disc(h, 0.965), side);
    let floor = sheet.across(&[
        (0.0, dark.shade, 1.0),
        (0.4, dark.base, 1.0),
        (1.0, dark.shade, 1.0),
    ]);
    let bottom = Outline::ellipse(0.0, -h + r * 0.085, r * 0.8, r * 0.8 * tilt);
    sheet.within(&body.disc(h, 0.965), |s| {
        s.fill(&bottom, floor);
        for (i, f) in [0.76_f32, 0.62, 0.47, 0.3].into_iter().enumerate() {
            let ring = Outline::ellipse(0.0, -h + r * 0.085, r * f, r * f * tilt);
            s.faint(
                &ring,
                if i % 2 == 0 { dark.light } else { dark.deep },
                r * 0.008,
                0.35,
            );
        }
        let sheen = Outline::at(-r * 0.62, -h + r * 0.12)
            .bend((-r * 0.5, -h - r * 0.12), (r * 0.02, -h - r * 0.14));
        s.faint(&sheen, Rgb::WHITE, r * 0.04, 0.28);
    });
    let spout = Outline::ellipse(-r * 0.99, -h + r * 0.02, r * 0.05, r * 0.07);
    sheet.fill(&spout, rim);
    let mut figure = Figure::standing(r, h + r * tilt, r * 0.8)
        .reaching(-r * 1.04, r + handle)
        .focused(r * 0.7, -h)
        .shaded(0.0, r * 0.84, r * 0.84 * tilt, 0.0);
    figure.bottom = r * 0.24;
    figure.measured((-r, r * 0.2), (r, r * 0.2), h)
}

pub(crate) fn casserole(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.42, m.height * 0.66);
    let body = Turned::new(&[
        (r * 0.84, 0.0),
        (r * 0.95, h * 0.07),
        (r * 1.0, h * 0.3),
        (r * 1.0, h * 0.94),
        (r * 1.0, h * 0.94),
        (r * 1.03, h),
    ]);
    for side in [-1.0, 1.0] {
        loop_handle(sheet, m, &body, side, h * 0.8, r * 0.2, r * 0.11);
    }
    wall(sheet, m, &body);
    let knob = if m.pick(0, 2) == 0 {
        Rgb::hex(0xc8a45a).tones()
    } else {
        m.tones
    };
    lid(sheet, m, r, h, knob);
    if m.pick(1, 2) == 0 {
        sheet.faint(&body.hoop(h * 0.86), m.tones.light, m.line * 1.6, 0.6);
        sheet.faint(&body.hoop(h * 0.84), m.tones.deep, m.line, 0.5);
    }
    Figure::standing(r, h + r * 0.46, r * 0.9)
        .reaching(-r * 1.2, r * 1.2)
        .focused(r * 0.3, -h * 1.15)
}

/// An oval dish with lugs, for gratins and crumbles.
pub(crate) fn baking_dish(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.42, m.height);
    let tilt = TILT * 1.7;
    let body = Turned::new(&[
        (r * 0.86, 0.0),
        (r * 0.9, h * 0.08),
        (r, h * 0.9),
        (r * 1.02, h),
    ])
    .tilted(tilt);
    for side in [-1.0_f32, 1.0] {
        let lug = Outline::at(side * r * 0.98, -h - r * 0.1)
            .curve(
                (side * r * 1.26, -h - r * 0.12),
                (side * r * 1.26, -h + r * 0.14),
                (side * r * 0.98, -h + r * 0.12),
            )
            .close();
        sheet.fill(
            &lug,
            if side < 0.0 {
                m.tones.light
            } else {
                m.tones.shade
            },
        );
        sheet.faint(&lug, m.tones.deep, m.line, 0.4);
    }
    wall(sheet, m, &body);
    super::decor::pattern(sheet, &body, m);
    body.open(sheet, super::cups::lining(m), m.tones.light, r * 0.055);
    let mut figure = Figure::standing(r, h + r * tilt, r * 0.9)
        .reaching(-r * 1.2, r * 1.2)
        .focused(r * 0.7, -h)
        .shaded(0.0, r * 0.9, r * 0.9 * tilt, 0.0);
    figure.bottom = r * 0.3;
    figure
}
