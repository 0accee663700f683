//! Notebooks and pads.

use super::{Figure, Finish, Model};
use crate::drawing::cloth::weave;
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Sheet};

/// Things shown from straight above cast a short shadow to the lower right.
fn flat(width: f32, height: f32, focus: (f32, f32)) -> Figure {
    Figure::lying(-width / 2.0, -height, width / 2.0, 0.0).focused(focus.0, focus.1)
}

fn drop(sheet: &mut Sheet, outline: &Outline, by: f32) {
    for (k, opacity) in [(1.8, 0.07), (1.2, 0.1), (0.6, 0.14)] {
        sheet.placed((by * k * 0.6, by * k), 1.0, |s| {
            s.veil(outline, "#3b3130", opacity)
        });
    }
}

pub(crate) fn notebook(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width, m.height);
    let lean = m.between(4, -9.0, 7.0);
    sheet.turned(lean, (0.0, -h / 2.0), |s| cover(s, m, w, h));
    let turn = lean.to_radians().sin().abs();
    let mut figure = flat(w + h * turn, h + w * turn, (-w * 0.1, -h * 0.8));
    figure.top = -h - w * turn / 2.0;
    figure.bottom = w * turn / 2.0;
    figure
}

fn cover(sheet: &mut Sheet, m: &Model, w: f32, h: f32) {
    let x0 = -w / 2.0;
    let block = Outline::rect(x0 + 0.1, -h + 0.12, w + 0.16, h + 0.14, 0.25);
    drop(sheet, &block, w * 0.03);
    sheet.fill(&block, "#e9e0cf");
    for i in 0..3 {
        let off = 0.05 + 0.06 * i as f32;
        let leaf = Outline::at(x0 + w + off, -h + 0.3)
            .to(x0 + w + off, off)
            .to(x0 + 0.3, off);
        sheet.faint(&leaf, "#b9ab92", m.line * 0.8, 0.8);
    }
    let board = Outline::rect(x0, -h, w, h, w * m.between(5, 0.012, 0.05));
    let paint = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.3, m.tones.light, 1.0),
        (1.0, m.tones.base, 1.0),
    ]);
    sheet.fill(&board, paint);
    let style = m.pick(0, 4);
    sheet.within(&board, |s| {
        if m.finish == Finish::Weave {
            weave(s, (x0, -h, x0 + w, 0.0), w / 60.0, m.tones, 0.2);
        } else if m.finish == Finish::Leather || m.finish == Finish::Wood {
            for i in 0..160 {
                let (u, v) = (
                    (i as f32 * 0.754_877_7).fract(),
                    (i as f32 * 0.569_840_3).fract(),
                );
                let size = w * (0.003 + 0.003 * (i % 4) as f32);
                s.veil(
                    &Outline::ellipse(x0 + w * u, -h * v, size, size * 0.7),
                    m.tones.deep,
                    0.22,
                );
            }
        }
        let spine = w * if style == 0 { 0.2 } else { 0.1 };
        if style == 0 {
            s.fill(&Outline::rect(x0, -h, spine, h, 0.0), m.trim.base);
            s.faint(
                &Outline::at(x0 + spine, -h).to(x0 + spine, 0.0),
                m.trim.deep,
                m.line,
                0.8,
            );
        } else {
            s.faint(
                &Outline::at(x0 + spine, -h).to(x0 + spine, 0.0),
                m.tones.deep,
                m.line * 2.2,
                0.4,
            );
            s.faint(
                &Outline::at(x0 + spine + m.line * 2.0, -h).to(x0 + spine + m.line * 2.0, 0.0),
                m.tones.light,
                m.line * 1.4,
                0.7,
            );
        }
        let round = s.across(&[
            (0.0, m.tones.deep, 0.5),
            (0.04, m.tones.deep, 0.0),
            (1.0, m.tones.deep, 0.0),
        ]);
        s.fill(&board, round);
    });
    let print = super::decor::contrast(m.colour);
    match style {
        0 | 1 => {
            let label = Outline::rect(x0 + w * 0.34, -h * 0.82, w * 0.44, h * 0.14, 0.1);
            sheet.fill(&label, "#f4eee1");
            sheet.faint(&label, m.tones.deep, m.line, 0.4);
            for i in 0..2 {
                let y = -h * (0.77 - 0.035 * i as f32);
                sheet.stroke(
                    &Outline::at(x0 + w * 0.4, y).to(x0 + w * (0.72 - 0.14 * i as f32), y),
                    "#6b6057",
                    m.line * 1.3,
                );
            }
        }
        2 => {
            // An elastic and a ribbon.
            let x = x0 + w * 0.88;
            sheet.fill(
                &Outline::rect(x, -h - 0.08, w * 0.035, h + 0.16, 0.05),
                m.tones.deep,
            );
            sheet.faint(
                &Outline::at(x + w * 0.01, -h).to(x + w * 0.01, 0.0),
                m.tones.light,
                m.line,
                0.5,
            );
            sheet.placed((0.0, 0.0), 1.0, |s| {
                let ribbon = Outline::polygon(&[
                    (x0 + w * 0.3, 0.1),
                    (x0 + w * 0.34, 0.1),
                    (x0 + w * 0.35, h * 0.06),
                    (x0 + w * 0.325, h * 0.045),
                    (x0 + w * 0.3, h * 0.06),
                ]);
                s.fill(&ribbon, m.trim.base);
            });
        }
        _ => {
            for i in 0..5 {
                let y = -h * (0.2 + 0.045 * i as f32);
                sheet.faint(
                    &Outline::at(x0 + w * 0.2, y).to(x0 + w * (0.86 - 0.09 * i as f32), y),
                    print,
                    m.line * 3.0,
                    0.8,
                );
            }
        }
    }
}

/// A block of sheets glued at the head, the uppermost lifting at a corner.
pub(crate) fn writing_pad(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width, m.height);
    let x0 = -w / 2.0;
    let back = Outline::rect(x0, -h, w, h, 0.12);
    drop(sheet, &back, w * 0.03);
    sheet.fill(&back, m.trim.base);
    let page = |inset: f32| {
        Outline::at(x0 + inset, -h)
            .to(x0 + w - inset, -h)
            .to(x0 + w - inset, -inset - h * 0.1)
            .to(x0 + w * 0.86, -inset)
            .to(x0 + inset, -inset)
            .close()
    };
    sheet.fill(
        &Outline::rect(x0 + 0.1, -h, w - 0.2, h - 0.15, 0.05),
        "#e4dac6",
    );
    let white = sheet.down(&[
        (0.0, Rgb::hex(0xf3ecde), 1.0),
        (1.0, Rgb::hex(0xfbf7ee), 1.0),
    ]);
    sheet.fill(&page(0.16), white);
    let rule = m.colour.mix(Rgb::hex(0xf6f0e3), 0.45);
    sheet.within(&page(0.16), |s| {
        let gap = 0.7;
        let lines = (h * 0.84 / gap) as usize;
        match m.pick(0, 3) {
            0 => {
                for i in 1..lines {
                    let y = -h * 0.86 + gap * i as f32;
                    s.faint(&Outline::at(x0, y).to(x0 + w, y), rule, m.line, 0.9);
                }
                s.faint(
                    &Outline::at(x0 + w * 0.16, -h).to(x0 + w * 0.16, 0.0),
                    "#c98b76",
                    m.line,
                    0.9,
                );
            }
            1 => {
                for i in 1..lines * 2 {
                    let y = -h * 0.88 + gap * 0.5 * i as f32;
                    s.faint(&Outline::at(x0, y).to(x0 + w, y), rule, m.line * 0.7, 0.6);
                }
                for i in 1..((w / gap * 2.0) as usize) {
                    let x = x0 + gap * 0.5 * i as f32;
                    s.faint(
                        &Outline::at(x, -h * 0.88).to(x, 0.0),
                        rule,
                        m.line * 0.7,
                        0.6,
                    );
                }
            }
            _ => {
                for i in 0..lines {
                    for k in 1..((w / gap) as usize) {
                        s.fill(
                            &Outline::ellipse(
                                x0 + gap * k as f32,
                                -h * 0.84 + gap * i as f32,
                                0.05,
                                0.05,
                            ),
                            rule,
                        );
                    }
                }
            }
        }
    });
    let curl = Outline::at(x0 + w - 0.16, -0.16 - h * 0.1)
        .bend((x0 + w * 0.88, -h * 0.1), (x0 + w * 0.86, -0.16))
        .bend((x0 + w * 0.9, -h * 0.05), (x0 + w - 0.16, -0.16 - h * 0.1))
        .close();
    sheet.fill(&curl, "#d8ccb4");
    let head = Outline::rect(x0 - 0.05, -h - 0.1, w + 0.1, h * 0.1, 0.1);
    let paint = sheet.down(&[(0.0, m.tones.light, 1.0), (1.0, m.tones.base, 1.0)]);
    sheet.fill(&head, paint);
    sheet.faint(
        &Outline::at(x0, -h * 0.9).to(x0 + w, -h * 0.9),
        m.tones.deep,
        m.line * 1.2,
        0.6,
    );
    flat(w, h, (-w * 0.1, -h * 0.84))
}
