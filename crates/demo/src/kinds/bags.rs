//! Bags: totes and backpacks.

use super::decor::contrast;
use super::{Figure, Model};
use crate::drawing::cloth::weave;
use crate::drawing::sheet::{Outline, Sheet};

pub(crate) fn tote(sheet: &mut Sheet, m: &Model) -> Figure {
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
        .shaded(0.0, w * 0.98, w * 0.05, 0.0)
}

pub(crate) fn backpack(sheet: &mut Sheet, m: &Model) -> Figure {
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
        .shaded(0.0, w * 0.96, w * 0.06, 0.0)
}
