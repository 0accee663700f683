//! From a drawing's name to SVG, and from SVG to pixels.

use resvg::{tiny_skia, usvg};
use thiserror::Error;

use crate::Drawing;
use crate::View;
use crate::design::Design;
use crate::drawing::sheet::Sheet;
use crate::drawing::studio::{self, CANVAS};

/// An image without compression: four bytes a pixel, red first, opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

#[derive(Debug, Error)]
pub enum NotDrawable {
    #[error("the drawing is not valid SVG")]
    Svg(#[from] usvg::Error),
    #[error("a picture needs at least one pixel")]
    Empty,
}

/// The drawing as a square SVG document without text, scripts or references.
pub fn illustration(drawing: &Drawing) -> String {
    let design = Design::of(drawing.kind, drawing.material, &drawing.design);
    let model = |which: usize| {
        let paint = drawing.colours[which % drawing.colours.len()];
        design.model(drawing.material, paint)
    };
    let draw = drawing.kind.draw;
    // Drawing it once on scrap paper tells how much room it takes.
    let figure = draw(&mut Sheet::default(), &model(0));
    let mut sheet = Sheet::default();
    studio::backdrop(&mut sheet, drawing.kind.category.backdrop, figure.stand);
    let once = |sheet: &mut Sheet| {
        draw(sheet, &model(0));
    };
    match drawing.view {
        View::Front => studio::alone(&mut sheet, &figure, once),
        View::Detail => studio::close_up(&mut sheet, &figure, once),
        View::InScale => studio::in_scale(&mut sheet, &figure, (design.width, design.height), once),
        View::Trio => studio::trio(&mut sheet, &figure, |sheet, which| {
            draw(sheet, &model(which));
        }),
    }
    sheet.finish(CANVAS as u32, CANVAS as u32)
}

/// Draws an SVG document `px` pixels wide; its height follows.
pub fn render(svg: &str, px: u32) -> Result<Pixels, NotDrawable> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
    let scale = px as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round() as u32;
    let mut pixmap = tiny_skia::Pixmap::new(px, height).ok_or(NotDrawable::Empty)?;
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    Ok(Pixels {
        width: px,
        height,
        rgba: pixmap.take_demultiplied(),
    })
}
