//! A sheet of SVG under construction: outlines go in, markup comes out.

use std::fmt::{Display, Write};

use super::colour::Rgb;

pub(crate) type Point = (f32, f32);

/// The `d` of a path, built by naming where the pen goes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outline(String);

/// SVG markup in the making. Everything drawn lands on top of what is there.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    defs: String,
    body: String,
    ids: u32,
}

/// Two decimals are a hundredth of a millimetre on our scale; more only makes the file longer.
fn short(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

impl Outline {
    pub(crate) fn at(x: f32, y: f32) -> Self {
        Self(format!("M{} {}", short(x), short(y)))
    }

    pub(crate) fn hop(mut self, x: f32, y: f32) -> Self {
        let _ = write!(self.0, "M{} {}", short(x), short(y));
        self
    }

    pub(crate) fn to(mut self, x: f32, y: f32) -> Self {
        let _ = write!(self.0, "L{} {}", short(x), short(y));
        self
    }

    pub(crate) fn bend(mut self, via: Point, to: Point) -> Self {
        let _ = write!(
            self.0,
            "Q{} {} {} {}",
            short(via.0),
            short(via.1),
            short(to.0),
            short(to.1)
        );
        self
    }

    pub(crate) fn curve(mut self, a: Point, b: Point, to: Point) -> Self {
        let numbers = [a.0, a.1, b.0, b.1, to.0, to.1].map(|n| short(n).to_string());
        let _ = write!(self.0, "C{}", numbers.join(" "));
        self
    }

    pub(crate) fn close(mut self) -> Self {
        self.0.push('Z');
        self
    }

    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }

    pub(crate) fn polygon(points: &[Point]) -> Self {
        Self::polyline(points).close()
    }

    pub(crate) fn polyline(points: &[Point]) -> Self {
        let mut points = points.iter();
        let &(x, y) = points.next().expect("an outline has at least one point");
        points.fold(Self::at(x, y), |outline, &(x, y)| outline.to(x, y))
    }

    /// A smooth line through the points (Catmull-Rom). A point given twice is a corner.
    pub(crate) fn through(points: &[Point]) -> Self {
        let last = points.len() - 1;
        let mut outline = Self::at(points[0].0, points[0].1);
        for i in 0..last {
            let (before, from) = (points[i.saturating_sub(1)], points[i]);
            let (to, after) = (points[i + 1], points[(i + 2).min(last)]);
            let a = (
                from.0 + (to.0 - before.0) / 6.0,
                from.1 + (to.1 - before.1) / 6.0,
            );
            let b = (
                to.0 - (after.0 - from.0) / 6.0,
                to.1 - (after.1 - from.1) / 6.0,
            );
            outline = outline.curve(a, b, to);
        }
        outline
    }

    pub(crate) fn ellipse(cx: f32, cy: f32, rx: f32, ry: f32) -> Self {
        let (rx, ry) = (short(rx), short(ry));
        let (left, right, y) = (short(cx - rx), short(cx + rx), short(cy));
        Self(format!(
            "M{left} {y}A{rx} {ry} 0 1 1 {right} {y}A{rx} {ry} 0 1 1 {left} {y}Z"
        ))
    }

    pub(crate) fn rect(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Self {
        let r = radius.min(w / 2.0).min(h / 2.0);
        Self::at(x + r, y)
            .to(x + w - r, y)
            .bend((x + w, y), (x + w, y + r))
            .to(x + w, y + h - r)
            .bend((x + w, y + h), (x + w - r, y + h))
            .to(x + r, y + h)
            .bend((x, y + h), (x, y + h - r))
            .to(x, y + r)
            .bend((x, y), (x + r, y))
            .close()
    }
}

impl Sheet {
    pub(crate) fn fill(&mut self, outline: &Outline, paint: impl Display) {
        let _ = writeln!(self.body, r#"<path d="{}" fill="{paint}"/>"#, outline.0);
    }

    pub(crate) fn veil(&mut self, outline: &Outline, paint: impl Display, opacity: f32) {
        let _ = writeln!(
            self.body,
            r#"<path d="{}" fill="{paint}" fill-opacity="{}"/>"#,
            outline.0,
            short(opacity)
        );
    }

    pub(crate) fn stroke(&mut self, outline: &Outline, paint: impl Display, width: f32) {
        self.faint(outline, paint, width, 1.0);
    }

    pub(crate) fn faint(
        &mut self,
        outline: &Outline,
        paint: impl Display,
        width: f32,
        opacity: f32,
    ) {
        let _ = writeln!(
            self.body,
            r#"<path d="{}" fill="none" stroke="{paint}" stroke-width="{}" stroke-linecap="round" stroke-linejoin="round" stroke-opacity="{}"/>"#,
            outline.0,
            short(width),
            short(opacity)
        );
    }

    pub(crate) fn dashed(
        &mut self,
        outline: &Outline,
        paint: impl Display,
        width: f32,
        dash: (f32, f32),
    ) {
        let _ = writeln!(
            self.body,
            r#"<path d="{}" fill="none" stroke="{paint}" stroke-width="{}" stroke-linecap="round" stroke-dasharray="{} {}"/>"#,
            outline.0,
            short(width),
            short(dash.0),
            short(dash.1)
        );
    }

    /// A tube: a stroke in the material's tones, with a lit upper edge.
    pub(crate) fn tube(&mut self, outline: &Outline, tones: super::colour::Tones, width: f32) {
        self.stroke(outline, tones.shade, width);
        self.placed((-width * 0.09, -width * 0.09), 1.0, |s| {
            s.stroke(outline, tones.base, width * 0.72);
        });
        self.placed((-width * 0.17, -width * 0.19), 1.0, |s| {
            s.faint(outline, tones.light, width * 0.2, 0.8);
        });
    }

    /// Left to right; each stop is (offset, colour, opacity).
    pub(crate) fn across(&mut self, stops: &[(f32, Rgb, f32)]) -> String {
        self.linear("x2=\"1\" y2=\"0\"", stops)
    }

    pub(crate) fn down(&mut self, stops: &[(f32, Rgb, f32)]) -> String {
        self.linear("x2=\"0\" y2=\"1\"", stops)
    }

    pub(crate) fn radial(&mut self, stops: &[(f32, Rgb, f32)]) -> String {
        let id = self.id();
        let stops = stop_list(stops);
        let _ = writeln!(
            self.defs,
            r#"<radialGradient id="{id}">{stops}</radialGradient>"#
        );
        format!("url(#{id})")
    }

    /// Only what lies within the outline shows.
    pub(crate) fn within(&mut self, outline: &Outline, draw: impl FnOnce(&mut Self)) {
        let id = self.id();
        let _ = writeln!(
            self.defs,
            r#"<clipPath id="{id}"><path d="{}"/></clipPath>"#,
            outline.0
        );
        let _ = writeln!(self.body, r#"<g clip-path="url(#{id})">"#);
        draw(self);
        self.body.push_str("</g>\n");
    }

    pub(crate) fn placed(&mut self, to: Point, scale: f32, draw: impl FnOnce(&mut Self)) {
        let (x, y) = (short(to.0), short(to.1));
        self.transformed(&format!("translate({x} {y}) scale({scale})"), draw);
    }

    pub(crate) fn turned(&mut self, degrees: f32, around: Point, draw: impl FnOnce(&mut Self)) {
        let transform = format!(
            "rotate({} {} {})",
            short(degrees),
            short(around.0),
            short(around.1)
        );
        self.transformed(&transform, draw);
    }

    pub(crate) fn transformed(&mut self, transform: &str, draw: impl FnOnce(&mut Self)) {
        let _ = writeln!(self.body, r#"<g transform="{transform}">"#);
        draw(self);
        self.body.push_str("</g>\n");
    }

    pub(crate) fn finish(self, width: u32, height: u32) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n<defs>\n{}</defs>\n{}</svg>\n",
            self.defs, self.body
        )
    }

    fn linear(&mut self, direction: &str, stops: &[(f32, Rgb, f32)]) -> String {
        let id = self.id();
        let stops = stop_list(stops);
        let _ = writeln!(
            self.defs,
            r#"<linearGradient id="{id}" x1="0" y1="0" {direction}>{stops}</linearGradient>"#
        );
        format!("url(#{id})")
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        format!("p{}", self.ids)
    }
}

fn stop_list(stops: &[(f32, Rgb, f32)]) -> String {
    stops
        .iter()
        .map(|(offset, colour, opacity)| {
            format!(r#"<stop offset="{offset}" stop-color="{colour}" stop-opacity="{opacity}"/>"#)
        })
        .collect()
}
