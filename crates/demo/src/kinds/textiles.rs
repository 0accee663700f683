//! Blankets and towels, folded.

use super::{Figure, Finish, Model};
use crate::drawing::cloth::{fold, fringe, weave};
use crate::drawing::sheet::{Outline, Sheet};

/// A blanket or a towel is shown folded; its real size is in the dimensions.
fn folded(sheet: &mut Sheet, m: &Model, layers: usize, plies: usize) -> (f32, f32, f32) {
    let half = m.width / 2.0;
    let each = m.height / layers as f32;
    for i in 0..layers {
        let slip = half * 0.02 * [0.0, 1.0, -0.6, 0.4][i % 4];
        fold(
            sheet,
            (-half + slip, half + slip * 0.6),
            -each * i as f32,
            each * 1.02,
            m.tones,
            plies,
        );
    }
    (half, each * layers as f32, each)
}

/// The uppermost layer falls over the front of the pile.
fn drape(
    sheet: &mut Sheet,
    m: &Model,
    half: f32,
    top: f32,
    drop: f32,
    draw: impl FnOnce(&mut Sheet, (f32, f32, f32, f32)),
) {
    let (x0, x1) = (-half * 0.95, half * m.between(1, 0.88, 0.97));
    let low = -top + drop;
    let cloth = Outline::at(x0, -top - top * 0.015)
        .to(x1, -top - top * 0.02)
        .curve(
            (x1 + half * 0.02, -top + drop * 0.4),
            (x1 - half * 0.015, -top + drop * 0.8),
            (x1 + half * 0.01, low),
        )
        .curve(
            (x0 + (x1 - x0) * 0.66, low + drop * 0.02),
            (x0 + (x1 - x0) * 0.33, low - drop * 0.02),
            (x0 - half * 0.01, low),
        )
        .curve(
            (x0 + half * 0.02, -top + drop * 0.7),
            (x0 - half * 0.015, -top + drop * 0.3),
            (x0, -top - top * 0.015),
        )
        .close();
    sheet.placed((half * 0.02, half * 0.025), 1.0, |s| {
        s.veil(&cloth, "#3b3130", 0.2)
    });
    let paint = sheet.down(&[
        (0.0, m.tones.light, 1.0),
        (0.2, m.tones.base, 1.0),
        (1.0, m.tones.base.mix(m.tones.shade, 0.4), 1.0),
    ]);
    sheet.fill(&cloth, paint);
    sheet.within(&cloth, |s| draw(s, (x0, -top - top * 0.03, x1, low)));
}

pub(crate) fn blanket(sheet: &mut Sheet, m: &Model) -> Figure {
    let layers = 3 + m.pick(0, 2);
    let (half, top, _) = folded(sheet, m, layers, 2);
    let stripe = super::decor::contrast(m.colour);
    let drop = top * m.between(2, 0.5, 0.72);
    let wool = m.finish == Finish::Wool;
    let style = m.pick(3, 4);
    drape(sheet, m, half, top, drop, |s, (x0, y0, x1, y1)| {
        let (w, h) = (x1 - x0, y1 - y0);
        match style {
            0 => {
                for f in [0.66_f32, 0.78, 0.84] {
                    let thick = if f < 0.7 { 0.07 } else { 0.025 };
                    s.veil(
                        &Outline::rect(x0 - 1.0, y0 + h * f, w + 2.0, h * thick, 0.0),
                        stripe,
                        0.8,
                    );
                }
            }
            1 => {
                let gap = w / 6.0;
                for i in 0..7 {
                    s.veil(
                        &Outline::rect(x0 + gap * i as f32, y0, gap * 0.34, h, 0.0),
                        stripe,
                        0.34,
                    );
                    s.veil(
                        &Outline::rect(x0 - 1.0, y0 + gap * i as f32, w + 2.0, gap * 0.34, 0.0),
                        stripe,
                        0.34,
                    );
                }
            }
            2 => {
                let gap = w / 16.0;
                for row in 0..((h / gap) as usize + 2) {
                    for column in 0..17 {
                        let x = x0 + gap * (column as f32 + if row % 2 == 0 { 0.0 } else { 0.5 });
                        let y = y0 + gap * row as f32;
                        let v = Outline::at(x - gap * 0.26, y)
                            .to(x, y + gap * 0.3)
                            .to(x + gap * 0.26, y);
                        s.faint(&v, m.tones.deep, m.line * 1.5, 0.5);
                    }
                }
            }
            _ => {}
        }
        weave(
            s,
            (x0 - 1.0, y0, x1 + 1.0, y1 + 1.0),
            m.width / if wool { 46.0 } else { 70.0 },
            m.tones,
            0.22,
        );
    });
    let x1 = half * m.between(1, 0.88, 0.97);
    fringe(
        sheet,
        (-half * 0.95, x1),
        -top + drop,
        m.height * 0.1,
        m.tones,
    );
    Figure::standing(half * 1.04, top * 1.03, half)
        .focused(-half * 0.1, -top + drop * 0.8)
        .shaded(0.0, half * 1.01, m.height * 0.035, 0.0)
}

pub(crate) fn towel(sheet: &mut Sheet, m: &Model) -> Figure {
    let (half, top, each) = folded(sheet, m, 3, 3);
    let stripe = super::decor::contrast(m.colour);
    let waffle = m.pick(0, 2) == 0;
    for i in 0..3 {
        let y = -each * i as f32;
        if waffle {
            let lines = 26;
            for k in 0..lines {
                let x = -half * 0.93 + half * 1.9 * k as f32 / lines as f32;
                sheet.faint(
                    &Outline::at(x, y - each * 0.9).to(x, y - each * 0.62),
                    m.tones.deep,
                    m.line,
                    0.45,
                );
            }
        } else {
            sheet.faint(
                &Outline::at(-half * 0.9, y - each * 0.42).to(half, y - each * 0.42),
                stripe,
                each * 0.07,
                0.75,
            );
            sheet.faint(
                &Outline::at(-half * 0.9, y - each * 0.28).to(half, y - each * 0.28),
                stripe,
                each * 0.03,
                0.75,
            );
        }
    }
    // A woven loop and a small sewn label, as every good towel has.
    let tag = Outline::rect(
        half * 0.42,
        -top + each * 0.2,
        half * 0.14,
        each * 0.42,
        0.05,
    );
    sheet.fill(&tag, "#f2ece0");
    sheet.faint(
        &Outline::at(half * 0.45, -top + each * 0.38).to(half * 0.53, -top + each * 0.38),
        "#5b524a",
        m.line * 1.5,
        0.9,
    );
    let hang = Outline::at(-half * 0.86, -top).curve(
        (-half * 0.84, -top - each * 0.34),
        (-half * 0.76, -top - each * 0.34),
        (-half * 0.74, -top),
    );
    sheet.stroke(&hang, m.tones.shade, each * 0.1);
    Figure::standing(half * 1.04, top + each * 0.4, half)
        .focused(half * 0.4, -top * 0.8)
        .shaded(0.0, half * 1.01, m.height * 0.04, 0.0)
}
