//! The demo shop: vocabulary, goods and drawn pictures, all from one seed.
//!
//! [`goods`] yields the shelves in order; the first of them is always the enamel mug. A draft's
//! pictures are named, not drawn: [`Drawing`] reads such a name, [`illustration`] turns it into
//! SVG and [`render`] into pixels.

mod design;
mod drawing;
mod drawing_name;
mod goods;
mod gtin;
mod illustration;
mod kinds;
mod prices;
mod shelf;
mod text;
mod vocabulary;

pub use drawing_name::{Drawing, UnknownDrawing, View};
pub use goods::{good, goods};
pub use illustration::{NotDrawable, Pixels, illustration, render};

/// Every drawing there is to see of one design of each kind: for contact sheets and tests.
pub fn samples(design: &str, view: View) -> impl Iterator<Item = Drawing> {
    vocabulary::kind::all()
        .enumerate()
        .map(move |(index, kind)| {
            let picks = design.bytes().map(usize::from).sum::<usize>() + index * 3;
            let material = kind.materials[picks % kind.materials.len()];
            let colours = material
                .palette
                .iter()
                .copied()
                .cycle()
                .skip(picks % material.palette.len());
            Drawing {
                kind,
                material,
                design: design.to_owned(),
                colours: colours.take(3).collect(),
                view,
            }
        })
}
