//! What is sewn rather than only woven: cushions and aprons.

use super::{Figure, Model, Stand};
use crate::drawing::cloth::weave;
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Sheet};

pub(crate) fn cushion(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width / 2.0, m.height);
    let pillow = |k: f32| {
        let (w, t, b) = (w * k, -h * (0.5 + 0.5 * k), -h * (0.5 - 0.5 * k));
        Outline::at(-w, t)
            .curve(
                (-w * 0.8, t - h * 0.004),
                (-w * 0.5, t + h * 0.03),
                (0.0, t + h * 0.03),
            )
            .curve((w * 0.5, t + h * 0.03), (w * 0.8, t - h * 0.004), (w, t))
            .curve((w * 0.965, t + h * 0.3), (w * 0.965, b - h * 0.3), (w, b))
            .curve((w * 0.5, b - h * 0.04), (-w * 0.5, b - h * 0.04), (-w, b))
            .curve(
                (-w * 0.965, b - h * 0.3),
                (-w * 0.965, t + h * 0.3),
                (-w, t),
            )
            .close()
    };
    let outer = pillow(1.0);
    let puff = sheet.radial(&[
        (0.0, m.tones.light, 1.0),
        (0.6, m.tones.base, 1.0),
        (1.0, m.tones.base.mix(m.tones.shade, 0.5), 1.0),
    ]);
    sheet.fill(&outer, puff);
    let stripe = super::decor::contrast(m.colour);
    let style = m.pick(0, 3);
    sheet.within(&outer, |s| {
        match style {
            0 => {
                for i in 0..5 {
                    let x = -w * 0.7 + w * 0.35 * i as f32;
                    let bow = x * 0.08;
                    s.faint(
                        &Outline::at(x, -h).curve(
                            (x - bow, -h * 0.7),
                            (x - bow, -h * 0.3),
                            (x, 0.0),
                        ),
                        stripe,
                        w * 0.05,
                        0.75,
                    );
                }
            }
            1 => {
                let block = Outline::at(-w, -h * 0.4)
                    .curve((-w * 0.4, -h * 0.36), (w * 0.4, -h * 0.36), (w, -h * 0.4))
                    .to(w, 0.0)
                    .to(-w, 0.0)
                    .close();
                s.veil(&block, m.trim.base, 0.9);
                s.faint(
                    &Outline::at(-w, -h * 0.4).curve(
                        (-w * 0.4, -h * 0.36),
                        (w * 0.4, -h * 0.36),
                        (w, -h * 0.4),
                    ),
                    m.tones.deep,
                    m.line,
                    0.5,
                );
            }
            _ => {}
        }
        weave(s, (-w, -h, w, 0.1), w / 38.0, m.tones, 0.2);
        let dark = s.across(&[
            (0.0, m.tones.deep, 0.0),
            (0.6, m.tones.deep, 0.0),
            (1.0, m.tones.deep, 0.5),
        ]);
        s.fill(&outer, dark);
        let low = s.down(&[
            (0.0, m.tones.deep, 0.0),
            (0.66, m.tones.deep, 0.0),
            (1.0, m.tones.deep, 0.6),
        ]);
        s.fill(&outer, low);
        // Creases run from the corners towards the filling.
        for (x, y, dx, dy) in [
            (-w, -h, 0.34, 0.24),
            (w, -h, -0.3, 0.26),
            (-w, 0.0, 0.3, -0.26),
            (w, 0.0, -0.36, -0.22),
        ] {
            let crease = Outline::at(x * 0.95, y + dy * h * 0.16).bend(
                (x + dx * w * 0.5, y + dy * h * 0.36),
                (x + dx * w, y + dy * h),
            );
            s.faint(&crease, m.tones.deep, m.line * 2.2, 0.35);
        }
    });
    sheet.faint(&pillow(0.985), m.tones.deep, m.line * 1.6, 0.5);
    sheet.dashed(
        &pillow(0.94),
        m.tones.light,
        m.line * 1.2,
        (m.line * 3.0, m.line * 3.4),
    );
    Figure::standing(w, h, w * 0.86)
        .focused(-w * 0.6, -h * 0.75)
        .shaded(0.0, w * 0.94, h * 0.02, 0.0)
}

pub(crate) fn apron(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width / 2.0, m.height);
    let neck = h * 0.2;
    let strap = Outline::at(-w * 0.42, -h + neck).curve(
        (-w * 0.5, -h - neck * 0.16),
        (w * 0.5, -h - neck * 0.16),
        (w * 0.42, -h + neck),
    );
    sheet.stroke(&strap, m.trim.shade, w * 0.07);
    let cloth = Outline::at(-w * 0.44, -h + neck)
        .to(w * 0.44, -h + neck)
        .curve((w * 0.48, -h * 0.68), (w * 0.62, -h * 0.6), (w, -h * 0.56))
        .curve((w * 0.97, -h * 0.3), (w * 1.04, -h * 0.12), (w * 1.0, 0.0))
        .curve(
            (w * 0.5, h * 0.012),
            (-w * 0.4, -h * 0.012),
            (-w * 1.0, 0.0),
        )
        .curve(
            (-w * 1.03, -h * 0.2),
            (-w * 0.96, -h * 0.36),
            (-w, -h * 0.56),
        )
        .curve(
            (-w * 0.62, -h * 0.6),
            (-w * 0.48, -h * 0.68),
            (-w * 0.44, -h + neck),
        )
        .close();
    let paint = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.3, m.tones.light, 1.0),
        (0.6, m.tones.base, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    for side in [-1.0_f32, 1.0] {
        let tie = Outline::at(side * w * 0.98, -h * 0.54).curve(
            (side * w * 1.28, -h * 0.5),
            (side * w * 1.06, -h * 0.3),
            (side * w * 1.2, -h * 0.12),
        );
        sheet.stroke(&tie, m.trim.shade, w * 0.06);
    }
    for k in 1..=6 {
        let off = w * 0.012 * k as f32;
        sheet.placed((off * 0.7, off), 1.0, |s| s.veil(&cloth, "#3b3130", 0.05));
    }
    sheet.fill(&cloth, paint);
    sheet.within(&cloth, |s| {
        for (x, lean) in [
            (-0.62_f32, 0.06_f32),
            (-0.12, -0.03),
            (0.3, 0.05),
            (0.72, -0.05),
        ] {
            let crease = Outline::at(x * w, -h * 0.44).curve(
                ((x + lean) * w, -h * 0.3),
                ((x - lean) * w, -h * 0.12),
                ((x + lean) * w, 0.0),
            );
            s.faint(&crease, m.tones.deep, w * 0.035, 0.22);
        }
        if m.pick(0, 2) == 0 {
            let stripe = super::decor::contrast(m.colour);
            for i in 0..13 {
                let x = -w + w * 2.0 * (i as f32 + 0.5) / 13.0;
                s.faint(
                    &Outline::at(x, -h).to(x * 1.02, 0.0),
                    stripe,
                    w * 0.016,
                    0.6,
                );
            }
        }
        weave(s, (-w * 1.1, -h, w * 1.1, 1.0), w / 34.0, m.tones, 0.14);
    });
    let pocket = Outline::at(-w * 0.5, -h * 0.44)
        .to(w * 0.5, -h * 0.44)
        .to(w * 0.48, -h * 0.2)
        .bend((0.0, -h * 0.17), (-w * 0.48, -h * 0.2))
        .close();
    sheet.veil(&pocket, m.tones.shade, 0.6);
    sheet.faint(&pocket, m.tones.deep, m.line * 1.4, 0.7);
    sheet.dashed(
        &Outline::at(-w * 0.47, -h * 0.425).to(w * 0.47, -h * 0.425),
        m.tones.light,
        m.line * 1.4,
        (m.line * 3.0, m.line * 3.0),
    );
    sheet.dashed(
        &Outline::at(0.0, -h * 0.43).to(0.0, -h * 0.19),
        m.tones.light,
        m.line * 1.2,
        (m.line * 3.0, m.line * 3.0),
    );
    sheet.dashed(
        &Outline::at(-w * 0.96, -h * 0.025).to(w * 0.96, -h * 0.025),
        m.tones.light,
        m.line * 1.2,
        (m.line * 3.0, m.line * 3.0),
    );
    for side in [-1.0_f32, 1.0] {
        sheet.fill(
            &Outline::ellipse(side * w * 0.39, -h + neck * 1.12, w * 0.03, w * 0.03),
            Rgb::hex(0xc8a45a),
        );
    }
    sheet.veil(
        &Outline::rect(-w * 0.44, -h + neck, w * 0.88, h * 0.025, 0.0),
        m.tones.deep,
        0.3,
    );
    let mut figure = Figure::standing(w * 1.24, h, w)
        .focused(0.0, -h * 0.42)
        .shaded(0.06 * w, w * 1.05, h * 0.52, 0.0);
    figure.stand = Stand::Hanging;
    figure
}
