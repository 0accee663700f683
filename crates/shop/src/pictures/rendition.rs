//! One picture in several widths, as WebP.

use bytes::Bytes;
use image::{DynamicImage, RgbaImage, imageops::FilterType};

use super::PictureProblem;

/// Half a phone's column up to a zoomed picture on a dense screen.
const WIDTHS: [u32; 4] = [320, 640, 960, 1280];
/// Where libwebp's artefacts stop being visible on photographs and on flat drawings alike.
const QUALITY: f32 = 82.0;

/// The widths a picture is kept in: never wider than itself, and its own if that is less than the widest.
pub(super) fn widths(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS
        .into_iter()
        .filter(|&candidate| candidate <= width)
        .collect();
    let widest = WIDTHS[WIDTHS.len() - 1];
    if width < widest && widths.last() != Some(&width) {
        widths.push(width);
    }
    widths
}

/// Ascending, as `widths` are. Each is made from the next wider one: a quarter of the work, and no
/// difference that could be seen.
pub(super) fn render(
    picture: RgbaImage,
    widths: &[u32],
) -> Result<Vec<(u32, Bytes)>, PictureProblem> {
    let (full_width, full_height) = picture.dimensions();
    let mut wider = Pixels::new(picture);
    let mut renditions = Vec::with_capacity(widths.len());
    for &width in widths.iter().rev() {
        let height = u64::from(full_height) * u64::from(width) / u64::from(full_width);
        let height = u32::try_from(height.max(1)).map_err(|_| PictureProblem::Unreadable)?;
        wider = wider.scaled(width, height);
        renditions.push((width, wider.encode()?));
    }
    renditions.reverse();
    Ok(renditions)
}

/// Pixels as they are scaled: without alpha, or with alpha multiplied in, so that the colour of what
/// can't be seen does not bleed into an edge.
struct Pixels {
    opaque: bool,
    pixels: DynamicImage,
}

impl Pixels {
    fn new(mut picture: RgbaImage) -> Self {
        let opaque = picture
            .as_raw()
            .iter()
            .skip(3)
            .step_by(4)
            .all(|&alpha| alpha == u8::MAX);
        let pixels = if opaque {
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8())
        } else {
            for pixel in picture.pixels_mut() {
                let [colours @ .., alpha] = &mut pixel.0;
                for colour in colours {
                    *colour = divided(u32::from(*colour) * u32::from(*alpha), 255);
                }
            }
            DynamicImage::ImageRgba8(picture)
        };
        Self { opaque, pixels }
    }

    // The image crate's own resampling and not a faster crate's: that one is generic all the way down,
    // so it would be compiled as part of this crate, which a development build does not optimise.
    fn scaled(self, width: u32, height: u32) -> Self {
        if (self.pixels.width(), self.pixels.height()) == (width, height) {
            return self;
        }
        Self {
            pixels: self
                .pixels
                .resize_exact(width, height, FilterType::CatmullRom),
            ..self
        }
    }

    fn encode(&self) -> Result<Bytes, PictureProblem> {
        let (width, height) = (self.pixels.width(), self.pixels.height());
        let webp = if self.opaque {
            webp::Encoder::from_rgb(self.pixels.as_bytes(), width, height)
                .encode_simple(false, QUALITY)
        } else {
            let mut picture = self.pixels.to_rgba8();
            for pixel in picture.pixels_mut() {
                let [colours @ .., alpha] = &mut pixel.0;
                for colour in colours {
                    *colour = divided(u32::from(*colour) * 255, u32::from(*alpha));
                }
            }
            webp::Encoder::from_rgba(picture.as_raw(), width, height).encode_simple(false, QUALITY)
        };
        let webp = webp.map_err(|_| PictureProblem::Unreadable)?;
        Ok(Bytes::copy_from_slice(&webp))
    }
}

/// Rounded; what nothing is left of is black.
fn divided(value: u32, by: u32) -> u8 {
    let rounded = (value + by / 2).checked_div(by).unwrap_or_default();
    u8::try_from(rounded).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn a_picture_is_never_made_wider_than_it_is() {
        assert_eq!(widths(3000), [320, 640, 960, 1280]);
        assert_eq!(widths(1280), [320, 640, 960, 1280]);
        assert_eq!(widths(800), [320, 640, 800]);
        assert_eq!(widths(320), [320]);
        assert_eq!(widths(48), [48]);
    }
}
