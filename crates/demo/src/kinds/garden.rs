//! Plant pots and watering cans.

use super::decor::pattern;
use super::{Figure, Model};
use crate::drawing::colour::Rgb;
use crate::drawing::sheet::{Outline, Point, Sheet};
use crate::drawing::turned::Turned;

pub(crate) fn plant_pot(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.5, m.height);
    let body = match m.pick(0, 3) {
        0 => Turned::new(&[
            (r * 0.68, 0.0),
            (r * 0.68, 0.0),
            (r * 0.9, h * 0.76),
            (r * 0.9, h * 0.76),
            (r, h * 0.77),
            (r, h * 0.77),
            (r, h),
        ]),
        1 => Turned::new(&[(r * 0.9, 0.0), (r * 0.97, h * 0.04), (r, h)]),
        _ => Turned::new(&[
            (r * 0.64, 0.0),
            (r * 0.82, h * 0.06),
            (r, h * 0.52),
            (r * 0.9, h),
        ]),
    };
    let saucer = Turned::new(&[(r * 0.86, 0.0), (r * 1.0, h * 0.02), (r * 1.06, h * 0.09)]);
    let dish = m.pick(1, 2) == 0;
    if dish {
        saucer.paint(sheet, m.tones, m.gleam());
        saucer.open(sheet, m.tones, m.tones.light, r * 0.05);
    }
    let lift = if dish { h * 0.04 } else { 0.0 };
    let mouth = body.top().0;
    sheet.placed((0.0, -lift), 1.0, |s| {
        body.paint(s, m.tones, m.gleam());
        pattern(s, &body, m);
        body.open(s, m.tones, m.tones.light, r * 0.07);
        let soil = Outline::ellipse(0.0, -h + mouth * 0.05, mouth * 0.9, mouth * 0.165);
        s.fill(&soil, "#4d3f36");
        match m.pick(2, 3) {
            0 => rubber_plant(s, mouth, h),
            1 => grassy(s, mouth, h, m.whims[3]),
            _ => round_leaved(s, mouth, h, m.whims[3]),
        }
        // The near lip covers the foot of the stems.
        let front = Outline::polyline(&crate::drawing::turned::arc(
            0.0,
            -h,
            mouth * 0.96,
            mouth * 0.19,
            8.0,
            172.0,
        ));
        s.stroke(&front, m.tones.light, r * 0.055);
    });
    Figure::standing(r * 1.15, h * 2.05, r * if dish { 0.95 } else { 0.76 })
        .focused(r * 0.1, -h * 0.95)
        .measured((-r, 0.0), (r, 0.0), h)
}

fn leaf(sheet: &mut Sheet, from: Point, degrees: f32, long: f32, wide: f32, paint: Rgb) {
    let (x, y) = from;
    let tones = paint.tones();
    sheet.turned(degrees, from, |s| {
        let left = Outline::at(x, y)
            .curve(
                (x - wide, y - long * 0.3),
                (x - wide * 0.8, y - long * 0.8),
                (x, y - long),
            )
            .close();
        let right = Outline::at(x, y)
            .curve(
                (x + wide, y - long * 0.3),
                (x + wide * 0.8, y - long * 0.8),
                (x, y - long),
            )
            .close();
        s.fill(&left, tones.light);
        s.fill(&right, tones.base);
        s.faint(
            &Outline::at(x, y).to(x, y - long * 0.94),
            tones.deep,
            wide * 0.06,
            0.8,
        );
    });
}

fn rubber_plant(sheet: &mut Sheet, r: f32, h: f32) {
    let green = Rgb::hex(0x55704f);
    sheet.stroke(
        &Outline::at(0.0, -h).to(r * 0.03, -h * 1.7),
        "#6a5a41",
        r * 0.05,
    );
    for (i, (up, lean)) in [
        (1.12_f32, -64.0_f32),
        (1.18, 60.0),
        (1.34, -40.0),
        (1.4, 44.0),
        (1.54, -24.0),
        (1.6, 24.0),
        (1.68, 0.0),
    ]
    .into_iter()
    .enumerate()
    {
        let tone = if i % 2 == 0 { green } else { green.lift(0.04) };
        leaf(sheet, (r * 0.02, -h * up), lean, h * 0.46, r * 0.24, tone);
    }
}

fn grassy(sheet: &mut Sheet, r: f32, h: f32, seed: f32) {
    let green = Rgb::hex(0x6f8a5a);
    for i in 0..15 {
        let t = i as f32 / 14.0 * 2.0 - 1.0;
        let jitter = ((seed * 9.0 + i as f32 * 0.618).fract() - 0.5) * 0.3;
        let tip = (
            r * (t * 1.1 + jitter),
            -h * (1.95 - t * t * 0.5 - jitter.abs() * 0.6),
        );
        let foot = r * t * 0.4;
        let blade = Outline::at(foot - r * 0.04, -h)
            .bend((foot + (tip.0 - foot) * 0.1, tip.1 * 0.82 - h * 0.1), tip)
            .bend(
                (
                    foot + (tip.0 - foot) * 0.2 + r * 0.06,
                    tip.1 * 0.8 - h * 0.1,
                ),
                (foot + r * 0.05, -h),
            )
            .close();
        sheet.fill(&blade, [green, green.lift(-0.06), green.lift(0.06)][i % 3]);
    }
}

fn round_leaved(sheet: &mut Sheet, r: f32, h: f32, seed: f32) {
    let green = Rgb::hex(0x5f7d63);
    for i in 0..11 {
        let t = ((i * 4 % 11) as f32) / 10.0 * 2.0 - 1.0;
        let up = 1.25 + 0.6 * (seed * 5.0 + i as f32 * 0.618).fract() - t * t * 0.2;
        let tip = (r * t * 0.9, -h * up);
        sheet.stroke(
            &Outline::at(r * t * 0.2, -h).bend((r * t * 0.3, -h * up * 0.85), tip),
            "#7b8a5a",
            r * 0.025,
        );
        let size = r * (0.2 + 0.07 * ((i * 3 % 5) as f32 / 4.0));
        let tone = [green, green.lift(0.06), green.lift(-0.05)][i % 3];
        let disc = Outline::ellipse(tip.0, tip.1, size, size * 0.86);
        sheet.fill(&disc, tone);
        sheet.within(&disc, |s| {
            s.veil(
                &Outline::ellipse(tip.0 - size * 0.4, tip.1 - size * 0.4, size, size * 0.8),
                tone.lift(0.08),
                0.6,
            )
        });
        sheet.fill(
            &Outline::ellipse(tip.0, tip.1, size * 0.1, size * 0.09),
            tone.lift(0.2),
        );
    }
}

pub(crate) fn watering_can(sheet: &mut Sheet, m: &Model) -> Figure {
    let (r, h) = (m.width * 0.27, m.height * 0.72);
    let body = match m.pick(0, 2) {
        0 => Turned::new(&[
            (r * 0.96, 0.0),
            (r, h * 0.03),
            (r, h * 0.03),
            (r * 0.82, h),
            (r * 0.82, h),
        ]),
        _ => Turned::new(&[
            (r * 0.84, 0.0),
            (r, h * 0.1),
            (r, h * 0.62),
            (r * 0.7, h * 0.92),
            (r * 0.66, h),
        ]),
    };
    let tip = (-r * 2.3, -h * 1.12);
    let spout = Outline::at(-r * 0.8, -h * 0.12)
        .curve((-r * 1.3, -h * 0.16), (-r * 1.7, -h * 0.62), (tip.0, tip.1))
        .to(tip.0 + r * 0.14, tip.1 - h * 0.05)
        .curve(
            (-r * 1.5, -h * 0.62),
            (-r * 1.2, -h * 0.4),
            (-r * 0.7, -h * 0.34),
        )
        .close();
    let paint = sheet.down(&[
        (0.0, m.tones.light, 1.0),
        (0.5, m.tones.base, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&spout, paint);
    sheet.tube(
        &Outline::at(tip.0 - r * 0.04, tip.1 + h * 0.01).to(tip.0 + r * 0.18, tip.1 - h * 0.06),
        m.tones,
        r * 0.09,
    );
    sheet.stroke(
        &Outline::at(-r * 0.8, -h * 0.9).to(-r * 1.62, -h * 0.74),
        m.tones.shade,
        r * 0.05,
    );
    let handle = Outline::at(r * 0.78, -h * 0.24)
        .curve(
            (r * 1.7, -h * 0.3),
            (r * 1.5, -h * 1.36),
            (r * 0.3, -h * 1.34),
        )
        .curve(
            (-r * 0.1, -h * 1.34),
            (-r * 0.4, -h * 1.2),
            (-r * 0.62, -h * 0.96),
        );
    sheet.tube(&handle, m.trim, r * 0.13);
    body.paint(sheet, m.tones, m.gleam());
    pattern(sheet, &body, m);
    sheet.faint(&body.hoop(h * 0.06), m.tones.deep, m.line * 1.4, 0.6);
    sheet.faint(&body.hoop(h * 0.94), m.tones.light, m.line * 1.4, 0.6);
    body.open(sheet, m.tones, m.tones.light, r * 0.05);
    let cover = Outline::ellipse(r * 0.22, -h, r * 0.58, r * 0.15);
    sheet.within(&body.disc(h, 1.0), |s| s.fill(&cover, m.tones.base));
    Figure::standing(r, h * 1.4, r)
        .reaching(tip.0 - r * 0.1, r * 1.5)
        .focused(-r * 0.3, -h * 0.95)
}
