//! Fountain pens, lying open beside their caps.

use super::{Figure, Model};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Sheet};

pub(crate) fn fountain_pen(sheet: &mut Sheet, m: &Model) -> Figure {
    let l = m.width;
    let t = l * m.between(0, 0.042, 0.05);
    let angle = -34.0_f32;
    sheet.turned(angle, (0.0, 0.0), |s| {
        pen_body(s, m, l, t);
        s.placed((l * 0.12, t * 4.6), 1.0, |s| cap(s, m, l, t));
    });
    let (x, y) = (
        angle.to_radians().cos() * l / 2.0,
        angle.to_radians().sin() * l / 2.0,
    );
    Figure::lying(-l * 0.45, -l * 0.32, l * 0.45, l * 0.38)
        .focused(-l * 0.26, l * 0.18)
        .measured((-x, -y), (x, y), 0.0)
}

fn barrel(sheet: &mut Sheet, outline: &Outline, m: &Model, t: f32) {
    sheet.placed((t * 0.3, t * 0.75), 1.0, |s| {
        s.veil(outline, "#3b3130", 0.2)
    });
    let paint = sheet.down(&[
        (0.0, m.tones.base, 1.0),
        (0.22, m.tones.light, 1.0),
        (0.45, m.tones.base, 1.0),
        (1.0, m.tones.deep, 1.0),
    ]);
    sheet.fill(outline, paint);
}

fn pen_body(sheet: &mut Sheet, m: &Model, l: f32, t: f32) {
    let body = Outline::at(-l * 0.18, -t)
        .to(l * 0.3, -t * 0.98)
        .curve((l * 0.42, -t * 0.9), (l * 0.48, -t * 0.6), (l * 0.5, 0.0))
        .curve(
            (l * 0.48, t * 0.6),
            (l * 0.42, t * 0.9),
            (l * 0.3, t * 0.98),
        )
        .to(-l * 0.18, t)
        .close();
    barrel(sheet, &body, m, t);
    sheet.faint(
        &Outline::at(-l * 0.16, -t * 0.5).to(l * 0.4, -t * 0.46),
        Rgb::WHITE,
        t * 0.14,
        0.5,
    );
    let section = Outline::at(-l * 0.18, -t * 0.86)
        .curve(
            (-l * 0.24, -t * 0.66),
            (-l * 0.29, -t * 0.6),
            (-l * 0.32, -t * 0.74),
        )
        .to(-l * 0.32, t * 0.74)
        .curve(
            (-l * 0.29, t * 0.6),
            (-l * 0.24, t * 0.66),
            (-l * 0.18, t * 0.86),
        )
        .close();
    let dark = sheet.down(&[
        (0.0, Rgb::hex(0x4a4a4d), 1.0),
        (0.3, Rgb::hex(0x6a6a6e), 1.0),
        (1.0, Rgb::hex(0x252528), 1.0),
    ]);
    sheet.fill(&section, dark);
    let brass = sheet.down(&[
        (0.0, Rgb::hex(0xe9cf8e), 1.0),
        (0.5, Rgb::hex(0xc8a45a), 1.0),
        (1.0, Rgb::hex(0x8d6f34), 1.0),
    ]);
    sheet.fill(
        &Outline::rect(-l * 0.186, -t * 1.02, l * 0.014, t * 2.04, 0.01),
        &brass,
    );
    sheet.fill(
        &Outline::rect(-l * 0.326, -t * 0.78, l * 0.008, t * 1.56, 0.01),
        &brass,
    );
    let nib = Outline::at(-l * 0.325, -t * 0.62)
        .curve(
            (-l * 0.37, -t * 0.78),
            (-l * 0.4, -t * 0.5),
            (-l * 0.5, 0.0),
        )
        .curve(
            (-l * 0.4, t * 0.5),
            (-l * 0.37, t * 0.78),
            (-l * 0.325, t * 0.62),
        )
        .close();
    sheet.fill(&nib, &brass);
    sheet.stroke(
        &Outline::at(-l * 0.5, 0.0).to(-l * 0.385, 0.0),
        "#6d5425",
        m.line,
    );
    sheet.fill(
        &Outline::ellipse(-l * 0.38, 0.0, t * 0.13, t * 0.13),
        "#4d3a18",
    );
    sheet.faint(
        &Outline::at(-l * 0.34, -t * 0.4).to(-l * 0.45, -t * 0.16),
        "#fff3cf",
        m.line * 1.4,
        0.9,
    );
}

fn cap(sheet: &mut Sheet, m: &Model, l: f32, t: f32) {
    let w = t * 1.12;
    let shell = Outline::at(-l * 0.2, -w)
        .to(l * 0.16, -w)
        .curve((l * 0.22, -w), (l * 0.23, -w * 0.5), (l * 0.23, 0.0))
        .curve((l * 0.23, w * 0.5), (l * 0.22, w), (l * 0.16, w))
        .to(-l * 0.2, w)
        .close();
    barrel(sheet, &shell, m, w);
    sheet.faint(
        &Outline::at(-l * 0.18, -w * 0.5).to(l * 0.16, -w * 0.5),
        Rgb::WHITE,
        t * 0.14,
        0.5,
    );
    let brass = sheet.down(&[
        (0.0, Rgb::hex(0xe9cf8e), 1.0),
        (0.5, Rgb::hex(0xc8a45a), 1.0),
        (1.0, Rgb::hex(0x8d6f34), 1.0),
    ]);
    sheet.fill(
        &Outline::rect(-l * 0.2, -w * 1.02, l * 0.02, w * 2.04, 0.01),
        &brass,
    );
    let clip = Outline::at(l * 0.17, -w * 0.32)
        .to(-l * 0.08, -w * 0.26)
        .curve(
            (-l * 0.1, -w * 0.1),
            (-l * 0.1, w * 0.1),
            (-l * 0.08, w * 0.2),
        )
        .to(l * 0.17, w * 0.24)
        .close();
    sheet.placed((t * 0.06, t * 0.2), 1.0, |s| s.veil(&clip, "#3b3130", 0.3));
    sheet.fill(&clip, &brass);
    sheet.fill(
        &Outline::ellipse(-l * 0.085, -w * 0.03, t * 0.26, t * 0.26),
        "#e3c682",
    );
}
