//! One picture in several widths, as WebP.

use bytes::Bytes;
use fast_image_resize::{PixelType, ResizeOptions, Resizer, images::Image, images::ImageRef};
use image::RgbaImage;

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

pub(super) fn render(
    picture: &RgbaImage,
    widths: &[u32],
) -> Result<Vec<(u32, Bytes)>, PictureProblem> {
    let broken = |_| PictureProblem::Unreadable;
    let source = ImageRef::new(
        picture.width(),
        picture.height(),
        picture.as_raw(),
        PixelType::U8x4,
    )
    .map_err(broken)?;
    let mut resizer = Resizer::new();
    widths
        .iter()
        .map(|&width| {
            let scaled =
                u64::from(picture.height()) * u64::from(width) / u64::from(picture.width());
            let height = u32::try_from(scaled.max(1)).map_err(|_| PictureProblem::Unreadable)?;
            let mut target = Image::new(width, height, PixelType::U8x4);
            resizer
                .resize(&source, &mut target, &ResizeOptions::default())
                .map_err(|_| PictureProblem::Unreadable)?;
            let webp = webp::Encoder::from_rgba(target.buffer(), width, height)
                .encode_simple(false, QUALITY)
                .map_err(|_| PictureProblem::Unreadable)?;
            Ok((width, Bytes::copy_from_slice(&webp)))
        })
        .collect()
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
