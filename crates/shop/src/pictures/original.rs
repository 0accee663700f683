//! A picture as it comes, measured before anything of its size is allocated.

use std::io::Cursor;

use bytes::Bytes;
use image::{DynamicImage, ImageDecoder as _, ImageReader, RgbaImage, metadata::Orientation};
use sha2::{Digest as _, Sha256};

use super::PictureProblem;

#[derive(Debug, Clone)]
pub enum Original {
    /// A file's content: JPEG, PNG or WebP.
    File(Bytes),
    Drawing(Drawing),
}

/// Pixels that need no decoding: four bytes each, red, green, blue, and alpha not multiplied in.
#[derive(Debug, Clone)]
pub struct Drawing {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// An original with its name and its size the right way up.
pub(super) struct Measured {
    pub(super) original: Original,
    pub(super) hash: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Counts up when renditions are made differently, because their addresses are kept for ever.
const RECIPE: &[u8] = b"stoa picture 1";
pub(super) const HASH_DIGITS: usize = 32;

impl Original {
    pub const MAX_BYTES: usize = 10_000_000;
    pub const MAX_PIXELS: u64 = 40_000_000;

    /// Reads the header only. A small file that claims to be huge is refused here.
    pub(super) fn measure(self) -> Result<Measured, PictureProblem> {
        let (hash, (width, height)) = match &self {
            Self::File(file) => {
                if Self::MAX_BYTES < file.len() {
                    return Err(PictureProblem::TooManyBytes);
                }
                let mut decoder = decoder(file)?;
                let (width, height) = decoder.dimensions();
                let lies = matches!(
                    decoder.orientation().map_err(unreadable)?,
                    Orientation::Rotate90
                        | Orientation::Rotate270
                        | Orientation::Rotate90FlipH
                        | Orientation::Rotate270FlipH
                );
                let upright = if lies {
                    (height, width)
                } else {
                    (width, height)
                };
                (name(&[file]), upright)
            }
            Self::Drawing(drawing) => {
                let size = [drawing.width.to_le_bytes(), drawing.height.to_le_bytes()].concat();
                (
                    name(&[&size, &drawing.rgba]),
                    (drawing.width, drawing.height),
                )
            }
        };
        if width == 0 || height == 0 {
            return Err(PictureProblem::Unreadable);
        }
        if Self::MAX_PIXELS < u64::from(width) * u64::from(height) {
            return Err(PictureProblem::TooManyPixels);
        }
        Ok(Measured {
            original: self,
            hash,
            width,
            height,
        })
    }

    /// The pixels, the right way up.
    pub(super) fn decode(self) -> Result<RgbaImage, PictureProblem> {
        match self {
            Self::File(file) => {
                let mut decoder = decoder(&file)?;
                let orientation = decoder.orientation().map_err(unreadable)?;
                let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
                picture.apply_orientation(orientation);
                Ok(picture.into_rgba8())
            }
            Self::Drawing(Drawing {
                width,
                height,
                rgba,
            }) => RgbaImage::from_raw(width, height, rgba).ok_or(PictureProblem::Unreadable),
        }
    }
}

fn decoder(file: &Bytes) -> Result<impl image::ImageDecoder + '_, PictureProblem> {
    ImageReader::new(Cursor::new(&file[..]))
        .with_guessed_format()
        .map_err(|_| PictureProblem::Unreadable)?
        .into_decoder()
        .map_err(unreadable)
}

fn unreadable(_: image::ImageError) -> PictureProblem {
    PictureProblem::Unreadable
}

fn name(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    hash.update(RECIPE);
    for part in parts {
        hash.update(part);
    }
    let mut digits = hex::encode(hash.finalize());
    digits.truncate(HASH_DIGITS);
    digits
}
