//! What a drawing is told about the thing, and what it tells the studio in return.

use crate::drawing::colour::{Rgb, Tones};
use crate::drawing::sheet::{Point, Sheet};

/// How a surface takes the light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    Enamel,
    Glaze,
    Glass,
    Metal,
    Iron,
    Wood,
    Weave,
    Wool,
    Leather,
    Paper,
    Wax,
    Clay,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Pattern {
    Plain,
    Speckled,
    Banded,
    Dipped,
    Rim,
}

/// One thing to draw: its measures in centimetres, its colour, and how this design turned out.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub width: f32,
    pub height: f32,
    pub depth: f32,
    pub colour: Rgb,
    pub tones: Tones,
    /// Wood, brass or leather of the parts that are not in the colour.
    pub trim: Tones,
    pub finish: Finish,
    pub pattern: Pattern,
    /// Free choices of the design, each from 0 to 1.
    pub whims: [f32; 6],
    /// The weight of a fine line at this size.
    pub line: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Ground,
    Wall,
    Hanging,
    /// Lies on the table and is seen from straight above.
    Flat,
}

/// The room a drawing takes, in its own centimetres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    /// Centre, half width and half depth of where it touches the ground (or covers the wall).
    pub shadow: (f32, f32, f32),
    /// The height of that contact.
    pub ground: f32,
    /// The part worth a close look.
    pub focus: Point,
    pub stand: Stand,
    /// From where to where its width is measured; none is the whole drawing.
    pub span: Option<(Point, Point)>,
    /// How tall the part is that the height speaks of; zero where it cannot be seen.
    pub tall: f32,
}

pub(crate) type Draw = fn(&mut Sheet, &Model) -> Figure;

impl Model {
    /// Picks one of `n` ways with the whim at `index`.
    pub(crate) fn pick(&self, index: usize, n: usize) -> usize {
        ((self.whims[index] * n as f32) as usize).min(n - 1)
    }

    /// A proportion between `from` and `to` with the whim at `index`.
    pub(crate) fn between(&self, index: usize, from: f32, to: f32) -> f32 {
        from + (to - from) * self.whims[index]
    }

    /// How strongly the surface gleams.
    pub(crate) fn gleam(&self) -> f32 {
        match self.finish {
            Finish::Enamel => 0.55,
            Finish::Glaze | Finish::Metal => 0.42,
            Finish::Glass => 0.6,
            Finish::Iron | Finish::Leather => 0.14,
            Finish::Wax => 0.12,
            Finish::Wood | Finish::Weave | Finish::Wool | Finish::Paper | Finish::Clay => 0.0,
        }
    }
}

impl Figure {
    /// Stands on the ground: `half` wide to both sides, `height` tall.
    pub(crate) fn standing(half: f32, height: f32, foot: f32) -> Self {
        Self {
            left: -half,
            right: half,
            top: -height,
            bottom: foot * 0.2,
            shadow: (0.0, foot, foot * 0.2),
            ground: 0.0,
            focus: (half * 0.3, -height * 0.72),
            stand: Stand::Ground,
            span: None,
            tall: height,
        }
    }

    pub(crate) fn reaching(mut self, left: f32, right: f32) -> Self {
        self.left = left;
        self.right = right;
        self
    }

    /// Something flat, `reach` to the left, top, right and bottom.
    pub(crate) fn lying(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self {
            left,
            right,
            top,
            bottom,
            shadow: (0.0, 0.0, 0.0),
            ground: 0.0,
            focus: (0.0, 0.0),
            stand: Stand::Flat,
            span: None,
            tall: bottom - top,
        }
    }

    pub(crate) fn measured(mut self, from: Point, to: Point, tall: f32) -> Self {
        self.span = Some((from, to));
        self.tall = tall;
        self
    }

    pub(crate) fn focused(mut self, x: f32, y: f32) -> Self {
        self.focus = (x, y);
        self
    }

    pub(crate) fn shaded(mut self, x: f32, half: f32, depth: f32, ground: f32) -> Self {
        self.shadow = (x, half, depth);
        self.ground = ground;
        self
    }
}
