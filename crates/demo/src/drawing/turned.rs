//! Bodies of revolution, seen slightly from above: cups, pots, shades, bottles.
//!
//! A profile is a list of (radius, height) from the foot up. The body stands on y = 0 and grows
//! towards negative y. A point given twice is a corner.

use super::colour::{Rgb, Tones};
use super::sheet::{Outline, Point, Sheet};

/// How far the eye looks down on a circle: the ratio of an ellipse's axes.
pub(crate) const TILT: f32 = 0.2;

const STEPS: usize = 14;

#[derive(Debug, Clone)]
pub(crate) struct Turned {
    /// Dense samples, foot first.
    samples: Vec<Point>,
    pub tilt: f32,
    pub x: f32,
}

impl Turned {
    pub(crate) fn new(profile: &[Point]) -> Self {
        let last = profile.len() - 1;
        let mut samples = vec![profile[0]];
        for i in 0..last {
            let (before, from) = (profile[i.saturating_sub(1)], profile[i]);
            let (to, after) = (profile[i + 1], profile[(i + 2).min(last)]);
            if from == to {
                continue;
            }
            let before = if before == from { from } else { before };
            for step in 1..=STEPS {
                let t = step as f32 / STEPS as f32;
                samples.push((
                    catmull(before.0, from.0, to.0, after.0, t),
                    catmull(before.1, from.1, to.1, after.1, t),
                ));
            }
        }
        Self {
            samples,
            tilt: TILT,
            x: 0.0,
        }
    }

    pub(crate) fn tilted(mut self, tilt: f32) -> Self {
        self.tilt = tilt;
        self
    }

    pub(crate) fn foot(&self) -> Point {
        self.samples[0]
    }

    pub(crate) fn top(&self) -> Point {
        self.samples[self.samples.len() - 1]
    }

    /// The radius at a height; the widest wins where the profile passes a height twice.
    pub(crate) fn radius(&self, height: f32) -> f32 {
        let mut widest = 0.0_f32;
        for pair in self.samples.windows(2) {
            let ((r0, h0), (r1, h1)) = (pair[0], pair[1]);
            let (low, high) = if h0 <= h1 { (h0, h1) } else { (h1, h0) };
            if low <= height && height <= high {
                let t = if h0 == h1 {
                    0.0
                } else {
                    (height - h0) / (h1 - h0)
                };
                widest = widest.max(r0 + (r1 - r0) * t);
            }
        }
        if widest == 0.0 { self.top().0 } else { widest }
    }

    /// A point on the front: `across` runs from -1 (left edge) to 1 (right edge).
    pub(crate) fn spot(&self, across: f32, height: f32) -> Point {
        let r = self.radius(height);
        (
            self.x + r * across,
            -height + r * self.tilt * (1.0 - across * across).max(0.0).sqrt(),
        )
    }

    /// Everything the body covers. Near foot and top the circles themselves reach beyond the sides.
    pub(crate) fn outline(&self) -> Outline {
        let (low, high) = (self.foot().1, self.top().1);
        let (foot, crown) = (low + (high - low) * 0.2, high - (high - low) * 0.16);
        let bulging = self
            .samples
            .iter()
            .step_by(2)
            .filter(|(_, h)| *h < foot || crown < *h);
        bulging.fold(self.edge(), |outline, &(r, h)| {
            outline.and(&Outline::polygon(&arc(
                self.x,
                -h,
                r,
                r * self.tilt,
                0.0,
                -360.0,
            )))
        })
    }

    /// The contour as one line, for stroking.
    pub(crate) fn edge(&self) -> Outline {
        let mut points: Vec<Point> = Vec::new();
        let (top_r, top_h) = self.top();
        let (foot_r, foot_h) = self.foot();
        points.extend(self.samples.iter().rev().map(|&(r, h)| (self.x - r, -h)));
        points.extend(arc(self.x, -foot_h, foot_r, foot_r * self.tilt, 180.0, 0.0));
        points.extend(self.samples.iter().map(|&(r, h)| (self.x + r, -h)));
        points.extend(arc(self.x, -top_h, top_r, top_r * self.tilt, 0.0, -180.0));
        Outline::polygon(&points)
    }

    /// The front between two heights and two positions across (-1 to 1).
    pub(crate) fn patch(&self, across: (f32, f32), heights: (f32, f32)) -> Outline {
        const N: usize = 18;
        let t = |i: usize| i as f32 / N as f32;
        // Even steps around the body, so that the bend near the edge stays smooth.
        let (a, b) = (
            across.0.clamp(-1.0, 1.0).asin(),
            across.1.clamp(-1.0, 1.0).asin(),
        );
        let x = |i: usize| (a + (b - a) * t(i)).sin();
        let h = |i: usize| heights.0 + (heights.1 - heights.0) * t(i);
        let mut points: Vec<Point> = Vec::new();
        points.extend((0..=N).map(|i| self.spot(x(i), heights.0)));
        points.extend((0..=N).map(|i| self.spot(across.1, h(i))));
        points.extend((0..=N).map(|i| self.spot(x(N - i), heights.1)));
        points.extend((0..=N).map(|i| self.spot(across.0, h(N - i))));
        Outline::polygon(&points)
    }

    /// Everything below the line around the front at a height; draw it within the outline.
    pub(crate) fn below(&self, height: f32) -> Outline {
        let r = self.radius(height);
        let deep = self.samples.iter().map(|(r, _)| *r).fold(r, f32::max) - self.foot().1;
        let mut points = arc(self.x, -height, r, r * self.tilt, 180.0, 0.0);
        points.extend([
            (self.x + deep + r, -height),
            (self.x + deep + r, deep),
            (self.x - deep - r, deep),
            (self.x - deep - r, -height),
        ]);
        Outline::polygon(&points)
    }

    /// A line around the front at a height.
    pub(crate) fn hoop(&self, height: f32) -> Outline {
        let r = self.radius(height);
        Outline::polyline(&arc(self.x, -height, r, r * self.tilt, 180.0, 0.0))
    }

    /// The full circle at a height, shrunk or grown by `factor`.
    pub(crate) fn disc(&self, height: f32, factor: f32) -> Outline {
        let r = self.radius(height) * factor;
        Outline::ellipse(self.x, -height, r, r * self.tilt)
    }

    /// Body, shade and highlight of an opaque material.
    pub(crate) fn paint(&self, sheet: &mut Sheet, tones: Tones, gleam: f32) {
        let outline = self.outline();
        let (low, high) = (self.foot().1, self.top().1);
        let soft = sheet.across(&[
            (0.0, tones.shade, 1.0),
            (0.1, tones.base, 1.0),
            (0.3, tones.light, 1.0),
            (0.52, tones.base, 1.0),
            (0.86, tones.shade, 1.0),
            (1.0, tones.base.mix(tones.shade, 0.6), 1.0),
        ]);
        sheet.fill(&outline, soft);
        sheet.within(&outline, |s| {
            let h = high - low;
            s.veil(&self.patch((0.5, 1.0), (low, high)), tones.deep, 0.2);
            s.veil(&self.patch((0.74, 0.985), (low, high)), tones.deep, 0.22);
            let ground = s.down(&[(0.0, tones.deep, 0.0), (1.0, tones.deep, 0.3)]);
            s.fill(&self.patch((-1.0, 1.0), (low, low + h * 0.3)), ground);
            if gleam > 0.0 {
                let strip = self.patch((-0.74, -0.6), (low + h * 0.14, high - h * 0.1));
                s.veil(&strip, Rgb::WHITE, gleam);
                let thin = self.patch((-0.54, -0.51), (low + h * 0.3, high - h * 0.1));
                s.veil(&thin, Rgb::WHITE, gleam * 0.7);
            }
        });
    }

    /// The look into an open vessel: far wall in shade, lip in a lighter line.
    pub(crate) fn open(&self, sheet: &mut Sheet, inside: Tones, lip: Rgb, thickness: f32) {
        let (r, h) = self.top();
        sheet.fill(&self.disc(h, 1.0), lip);
        let inner = (r - thickness) / r;
        let hollow = Outline::ellipse(
            self.x,
            -h + thickness * 0.12,
            r * inner,
            r * inner * self.tilt,
        );
        let paint = sheet.across(&[
            (0.0, inside.deep, 1.0),
            (0.45, inside.shade, 1.0),
            (1.0, inside.base, 1.0),
        ]);
        sheet.fill(&hollow, paint);
        sheet.within(&hollow, |s| {
            let floor = Outline::ellipse(
                self.x - r * 0.1,
                -h + r * self.tilt * 1.15,
                r * 0.95,
                r * self.tilt,
            );
            s.veil(&floor, inside.deep, 0.35);
        });
    }
}

/// Degrees clockwise from the right-hand side, as SVG sees it (y grows downwards).
pub(crate) fn arc(cx: f32, cy: f32, rx: f32, ry: f32, from: f32, to: f32) -> Vec<Point> {
    const N: usize = 28;
    (0..=N)
        .map(|i| {
            let angle = (from + (to - from) * i as f32 / N as f32).to_radians();
            (cx + rx * angle.cos(), cy + ry * angle.sin())
        })
        .collect()
}

fn catmull(before: f32, from: f32, to: f32, after: f32, t: f32) -> f32 {
    let (t2, t3) = (t * t, t * t * t);
    0.5 * (2.0 * from
        + (to - before) * t
        + (2.0 * before - 5.0 * from + 4.0 * to - after) * t2
        + (3.0 * from - before - 3.0 * to + after) * t3)
}
