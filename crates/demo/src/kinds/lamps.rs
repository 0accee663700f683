//! Table lamps, pendants, lanterns and candles.

use super::{Figure, Finish, Model, Stand};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Sheet};
use crate::drawing::turned::Turned;

const GLOW: Rgb = Rgb::hex(0xffe9bd);

fn glow(sheet: &mut Sheet, x: f32, y: f32, reach: f32, strength: f32) {
    let light = sheet.radial(&[
        (0.0, GLOW, strength),
        (0.5, GLOW, strength * 0.4),
        (1.0, GLOW, 0.0),
    ]);
    sheet.fill(&Outline::ellipse(x, y, reach, reach), light);
}

pub(crate) fn table_lamp(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let shade_low = h * m.between(0, 0.52, 0.6);
    let foot = r * m.between(1, 0.5, 0.66);
    glow(sheet, 0.0, -shade_low, r * 2.3, 0.55);
    match m.pick(2, 3) {
        0 => {
            let stem = Turned::new(&[
                (foot, 0.0),
                (foot, 0.0),
                (foot, h * 0.03),
                (foot, h * 0.03),
                (foot * 0.9, h * 0.045),
                (r * 0.06, h * 0.05),
                (r * 0.06, h * 0.05),
                (r * 0.06, shade_low * 1.05),
            ]);
            stem.paint(sheet, m.trim, 0.2);
        }
        1 => {
            let stem = Turned::new(&[
                (foot * 0.8, 0.0),
                (foot * 0.96, h * 0.05),
                (foot, h * 0.16),
                (foot * 0.66, h * 0.34),
                (r * 0.14, h * 0.45),
                (r * 0.1, shade_low * 1.05),
            ]);
            stem.paint(sheet, m.trim, 0.3);
        }
        _ => {
            let stem = Turned::new(&[
                (foot * 0.9, 0.0),
                (foot * 0.9, 0.0),
                (foot * 0.8, h * 0.1),
                (foot * 0.34, h * 0.3),
                (foot * 0.3, shade_low * 1.05),
            ]);
            stem.paint(sheet, m.trim, 0.1);
        }
    }
    let narrow = m.between(3, 0.45, 0.78);
    let top = if m.pick(4, 3) == 0 {
        Turned::new(&[
            (r, shade_low),
            (r * 0.96, shade_low + h * 0.12),
            (r * 0.7, h * 0.93),
            (r * 0.2, h),
        ])
    } else {
        Turned::new(&[
            (r, shade_low),
            (r, shade_low),
            (r * narrow, h),
            (r * narrow, h),
        ])
    };
    let lit = m.tones.base.mix(GLOW, 0.22).tones();
    sheet.fill(
        &Outline::ellipse(0.0, -shade_low, r, r * 0.2),
        GLOW.mix(m.colour, 0.35).lift(-0.06),
    );
    top.paint(
        sheet,
        lit,
        if m.finish == Finish::Metal || m.finish == Finish::Enamel {
            0.3
        } else {
            0.0
        },
    );
    sheet.within(&top.outline(), |s| {
        if m.finish == Finish::Weave || m.finish == Finish::Paper {
            for i in -9..=9 {
                let across = (i as f32 * 0.16).sin();
                let pleat = Outline::polyline(&[top.spot(across, shade_low), top.spot(across, h)]);
                s.faint(&pleat, lit.deep, m.line, 0.3);
            }
        }
        let warm = s.down(&[(0.0, GLOW, 0.0), (0.55, GLOW, 0.1), (1.0, GLOW, 0.62)]);
        s.fill(&top.patch((-1.0, 1.0), (shade_low, h * 0.96)), warm);
    });
    sheet.stroke(&top.hoop(shade_low), lit.light, m.line * 2.0);
    let (tr, th) = top.top();
    if tr > r * 0.3 {
        sheet.fill(
            &Outline::ellipse(0.0, -th, tr, tr * 0.2),
            GLOW.mix(m.colour, 0.3),
        );
        sheet.faint(
            &Outline::ellipse(0.0, -th, tr, tr * 0.2),
            lit.shade,
            m.line * 1.6,
            0.9,
        );
    }
    let cord = Outline::at(foot * 0.9, -h * 0.01).curve(
        (foot * 1.5, h * 0.02),
        (r * 1.2, -h * 0.05),
        (r * 1.5, h * 0.01),
    );
    sheet.stroke(&cord, "#514a46", m.line * 2.0);
    Figure::standing(r, h, foot)
        .reaching(-r, r * 1.5)
        .focused(0.0, -shade_low)
        .measured((-r, 0.0), (r, 0.0), h)
}

pub(crate) fn pendant(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let top = -h * 1.1;
    glow(sheet, 0.0, 0.0, r * 1.5, 0.5);
    sheet.stroke(
        &Outline::at(0.0, top).to(0.0, -h * 4.6),
        "#4a4542",
        m.line * 2.4,
    );
    let body = match m.pick(0, 4) {
        0 => Turned::new(&[
            (r, 0.0),
            (r * 0.97, h * 0.25),
            (r * 0.72, h * 0.68),
            (r * 0.2, h * 0.94),
            (r * 0.1, h),
        ]),
        1 => Turned::new(&[
            (r, 0.0),
            (r, 0.0),
            (r * 0.55, h * 0.55),
            (r * 0.18, h * 0.8),
            (r * 0.16, h),
        ]),
        2 => Turned::new(&[
            (r * 0.94, 0.0),
            (r, h * 0.22),
            (r * 0.86, h * 0.62),
            (r * 0.4, h * 0.92),
            (r * 0.1, h),
        ]),
        _ => Turned::new(&[
            (r, 0.0),
            (r, 0.0),
            (r, h * 0.42),
            (r, h * 0.42),
            (r * 0.86, h * 0.56),
            (r * 0.22, h * 0.72),
            (r * 0.16, h),
        ]),
    };
    let foot = body.foot().0;
    sheet.fill(&Outline::ellipse(0.0, 0.0, foot, foot * 0.2), GLOW);
    body.paint(sheet, m.tones, m.gleam());
    sheet.fill(
        &Outline::ellipse(0.0, 0.0, foot * 0.985, foot * 0.19),
        m.tones.light,
    );
    let inner = sheet.radial(&[
        (0.0, Rgb::hex(0xfff7e4), 1.0),
        (0.5, GLOW, 1.0),
        (1.0, GLOW.mix(Rgb::hex(0xd3a868), 0.5), 1.0),
    ]);
    sheet.fill(
        &Outline::ellipse(0.0, foot * 0.004, foot * 0.95, foot * 0.175),
        inner,
    );
    sheet.fill(
        &Outline::ellipse(0.0, foot * 0.05, foot * 0.17, foot * 0.1),
        "#fffdf6",
    );
    let cap = Turned::new(&[
        (r * 0.13, h * 0.97),
        (r * 0.13, h * 0.97),
        (r * 0.12, h * 1.1),
        (r * 0.04, h * 1.14),
    ]);
    cap.paint(sheet, m.trim, 0.4);
    let mut figure = Figure::standing(r, h * 1.14, r).focused(r * 0.5, -h * 0.1);
    figure.bottom = foot * 0.2;
    figure.stand = Stand::Hanging;
    figure
}

/// A pillar or a taper in a holder, burning.
pub(crate) fn candle(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let (wax, low) = if m.pick(0, 2) == 0 {
        // In a beaker of its own.
        let cup = Turned::new(&[(r * 0.9, 0.0), (r, h * 0.06), (r, h * 0.86)]);
        cup.paint(sheet, m.tones, 0.3);
        cup.open(sheet, m.tones, m.tones.light, r * 0.07);
        let pool = Outline::ellipse(0.0, -h * 0.8, r * 0.9, r * 0.17);
        sheet.within(
            &Outline::ellipse(0.0, -h * 0.86, r * 0.92, r * 0.184),
            |s| s.fill(&pool, "#f3e7cd"),
        );
        let label = cup.patch((-0.55, 0.35), (h * 0.26, h * 0.6));
        sheet.fill(&label, "#f4eee2");
        for (i, end) in [(0, 0.2), (1, 0.05), (2, 0.14)] {
            let at = h * (0.5 - 0.08 * i as f32);
            let line: Vec<_> = (0..=6)
                .map(|k| cup.spot(-0.44 + (end + 0.44) * k as f32 / 6.0, at))
                .collect();
            sheet.stroke(
                &Outline::polyline(&line),
                "#5b524a",
                m.line * if i == 0 { 2.2 } else { 1.1 },
            );
        }
        (Rgb::hex(0xf3e7cd).tones(), h * 0.79)
    } else {
        let dish =
            Turned::new(&[(r * 1.3, 0.0), (r * 1.5, h * 0.02), (r * 1.62, h * 0.06)]).tilted(0.26);
        dish.paint(sheet, m.trim, 0.3);
        dish.open(sheet, m.trim, m.trim.light, r * 0.08);
        let pillar = Turned::new(&[
            (r * 0.94, h * 0.02),
            (r * 0.94, h * 0.02),
            (r * 0.94, h * 0.84),
            (r * 0.94, h * 0.84),
            (r * 0.88, h * 0.86),
        ]);
        pillar.paint(sheet, m.tones, 0.1);
        let warm = sheet.down(&[(0.0, GLOW, 0.6), (0.4, GLOW, 0.0)]);
        sheet.fill(&pillar.outline(), warm);
        sheet.fill(&pillar.disc(h * 0.86, 1.0), m.tones.light.mix(GLOW, 0.4));
        sheet.fill(&pillar.disc(h * 0.855, 0.7), m.tones.base.mix(GLOW, 0.5));
        (m.tones, h * 0.85)
    };
    glow(sheet, 0.0, -low - h * 0.09, h * 0.5, 0.5);
    sheet.stroke(
        &Outline::at(0.0, -low).to(h * 0.004, -low - h * 0.05),
        wax.line,
        m.line * 2.4,
    );
    let f = h * 0.125;
    let flame = |s: f32| {
        Outline::at(0.0, -low - h * 0.03)
            .curve(
                (-f * 0.42 * s, -low - h * 0.04),
                (-f * 0.3 * s, -low - h * 0.04 - f * 0.6 * s),
                (f * 0.02, -low - h * 0.04 - f * s),
            )
            .curve(
                (f * 0.32 * s, -low - h * 0.04 - f * 0.6 * s),
                (f * 0.42 * s, -low - h * 0.04),
                (0.0, -low - h * 0.03),
            )
            .close()
    };
    sheet.fill(&flame(1.0), "#f2b65a");
    sheet.fill(&flame(0.66), "#fff1c6");
    let wide = if m.pick(0, 2) == 0 { r } else { r * 1.62 };
    Figure::standing(wide, low + h * 0.04 + f, wide * 0.92).focused(0.0, -h * 0.72)
}

/// A storm lantern: four posts, a glass and a handle.
pub(crate) fn lantern(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height * 0.8);
    glow(sheet, 0.0, -h * 0.36, r * 1.9, 0.5);
    let base = Turned::new(&[(r, 0.0), (r, 0.0), (r, h * 0.06), (r * 0.94, h * 0.08)]);
    base.paint(sheet, m.tones, m.gleam());
    let glass = Turned::new(&[
        (r * 0.84, h * 0.08),
        (r * m.between(0, 0.84, 0.98), h * 0.36),
        (r * 0.8, h * 0.74),
    ]);
    let lit = sheet.radial(&[
        (0.0, Rgb::hex(0xfff3d6), 0.95),
        (0.6, GLOW, 0.6),
        (1.0, Rgb::hex(0xd9c9a6), 0.45),
    ]);
    sheet.fill(&glass.outline(), lit);
    let stick = Turned::new(&[(r * 0.3, h * 0.08), (r * 0.3, h * 0.34)]);
    stick.paint(sheet, Rgb::hex(0xf1e6cf).tones(), 0.0);
    sheet.fill(&stick.disc(h * 0.34, 1.0), "#fff3d6");
    let flame = Outline::at(0.0, -h * 0.36)
        .curve(
            (-r * 0.16, -h * 0.38),
            (-r * 0.1, -h * 0.46),
            (0.0, -h * 0.52),
        )
        .curve(
            (r * 0.1, -h * 0.46),
            (r * 0.16, -h * 0.38),
            (0.0, -h * 0.36),
        )
        .close();
    sheet.fill(&flame, "#f2b65a");
    sheet.within(&glass.outline(), |s| {
        s.veil(
            &glass.patch((-0.86, -0.68), (h * 0.12, h * 0.7)),
            Rgb::WHITE,
            0.55,
        );
        s.veil(
            &glass.patch((0.72, 0.8), (h * 0.16, h * 0.62)),
            Rgb::WHITE,
            0.35,
        );
    });
    for across in [-0.97_f32, -0.34, 0.34, 0.97] {
        let x = across * r * 0.93;
        let sag = r * 0.18 * (1.0 - across * across).sqrt();
        let post = Outline::at(x, -h * 0.06 + sag).to(x, -h * 0.76 + sag);
        sheet.tube(&post, m.tones, r * 0.075);
    }
    let roof = Turned::new(&[
        (r * 1.02, h * 0.74),
        (r * 1.02, h * 0.74),
        (r * 1.02, h * 0.78),
        (r * 1.02, h * 0.78),
        (r * 0.6, h * 0.9),
        (r * 0.3, h * 0.96),
        (r * 0.28, h),
    ]);
    roof.paint(sheet, m.tones, m.gleam());
    sheet.fill(&roof.disc(h, 1.0), m.tones.deep);
    let bail = Outline::at(-r * 0.7, -h * 0.88).curve(
        (-r * 0.8, -h * 1.34),
        (r * 0.8, -h * 1.34),
        (r * 0.7, -h * 0.88),
    );
    sheet.tube(&bail, m.tones, r * 0.05);
    if m.pick(1, 2) == 0 {
        let grip = Outline::at(-r * 0.26, -h * 1.213).curve(
            (-r * 0.1, -h * 1.228),
            (r * 0.1, -h * 1.228),
            (r * 0.26, -h * 1.213),
        );
        sheet.tube(&grip, m.trim, r * 0.13);
    }
    Figure::standing(r, h * 1.26, r).focused(0.0, -h * 0.62)
}
