//! Boxes and boards lying on the table, seen from the front left and above.

use super::colour::Tones;
use super::sheet::{Outline, Point, Sheet};

/// Where a point in the room lands on the sheet: x to the right, z away from us, y up.
pub(crate) fn project(x: f32, y: f32, z: f32) -> Point {
    (0.93 * x + 0.46 * z, 0.2 * x - 0.4 * z - 0.93 * y)
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Slab {
    /// The near left corner of the underside.
    pub at: (f32, f32, f32),
    pub width: f32,
    pub height: f32,
    pub depth: f32,
}

impl Slab {
    /// Centred over the middle of the sheet's ground.
    pub(crate) fn centred(width: f32, height: f32, depth: f32) -> Self {
        Self {
            at: (-width / 2.0, 0.0, -depth / 2.0),
            width,
            height,
            depth,
        }
    }

    pub(crate) fn corner(&self, x: f32, y: f32, z: f32) -> Point {
        let (ox, oy, oz) = self.at;
        project(
            ox + x * self.width,
            oy + y * self.height,
            oz + z * self.depth,
        )
    }

    pub(crate) fn top(&self) -> Outline {
        self.face([
            (0.0, 1.0, 0.0),
            (1.0, 1.0, 0.0),
            (1.0, 1.0, 1.0),
            (0.0, 1.0, 1.0),
        ])
    }

    pub(crate) fn front(&self) -> Outline {
        self.face([
            (0.0, 0.0, 0.0),
            (1.0, 0.0, 0.0),
            (1.0, 1.0, 0.0),
            (0.0, 1.0, 0.0),
        ])
    }

    pub(crate) fn side(&self) -> Outline {
        self.face([
            (1.0, 0.0, 0.0),
            (1.0, 0.0, 1.0),
            (1.0, 1.0, 1.0),
            (1.0, 1.0, 0.0),
        ])
    }

    /// A part of the top, in shares of its width and depth.
    pub(crate) fn on_top(&self, x: (f32, f32), z: (f32, f32)) -> Outline {
        self.face([
            (x.0, 1.0, z.0),
            (x.1, 1.0, z.0),
            (x.1, 1.0, z.1),
            (x.0, 1.0, z.1),
        ])
    }

    pub(crate) fn silhouette(&self) -> Outline {
        let corners = [
            (0.0, 0.0, 0.0),
            (1.0, 0.0, 0.0),
            (1.0, 0.0, 1.0),
            (1.0, 1.0, 1.0),
            (0.0, 1.0, 1.0),
            (0.0, 1.0, 0.0),
        ];
        self.face(corners)
    }

    /// A soft shadow of the footprint, falling to the lower right.
    pub(crate) fn shadow(&self, sheet: &mut Sheet) {
        let size = self.width.max(self.depth);
        for step in 1..=14 {
            let k = size * 0.0055 * step as f32;
            let ground = |x: f32, z: f32| {
                let (px, py) = self.corner(x, 0.0, z);
                (px + k * 0.9, py + k * 0.34)
            };
            let spread = 0.002 * step as f32;
            let (a, b) = (-spread, 1.0 + spread);
            let footprint =
                Outline::polygon(&[ground(a, a), ground(b, a), ground(b, b), ground(a, b)]);
            sheet.veil(&footprint, "#3b3130", 0.033);
            sheet.faint(&footprint, "#3b3130", size * 0.008, 0.02);
        }
    }

    pub(crate) fn paint(&self, sheet: &mut Sheet, tones: Tones, weight: f32) {
        self.shadow(sheet);
        sheet.stroke(&self.silhouette(), tones.shade, weight);
        let top = sheet.across(&[(0.0, tones.light, 1.0), (1.0, tones.base, 1.0)]);
        sheet.fill(&self.top(), top);
        sheet.fill(&self.front(), tones.shade);
        sheet.fill(&self.side(), tones.deep);
        let edge = Outline::polyline(&[
            self.corner(0.0, 1.0, 0.0),
            self.corner(1.0, 1.0, 0.0),
            self.corner(1.0, 1.0, 1.0),
        ]);
        sheet.stroke(&edge, tones.light, weight);
    }

    fn face<const N: usize>(&self, corners: [(f32, f32, f32); N]) -> Outline {
        Outline::polygon(&corners.map(|(x, y, z)| self.corner(x, y, z)))
    }
}
