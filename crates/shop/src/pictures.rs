//! Pictures in the object store: taken in, made in several widths, handed out.
//!
//! A picture's name is the hash of its content and of the recipe its renditions are made by, so what
//! stands behind an address never changes and may be kept for ever by anyone.

use bytes::Bytes;
use domain::catalog::Picture;
use object_store::{ObjectStoreExt as _, PutPayload, path::Path};
use thiserror::Error;

use crate::{Parts, Shop, ShopError};

mod original;
mod place;
mod rendition;

pub use original::{Drawing, Original};
pub use place::{PlaceError, open};

/// See the module.
pub struct Pictures<'shop> {
    parts: &'shop Parts,
}

/// Why a picture is not taken in.
#[derive(Debug, Error)]
pub enum PictureProblem {
    #[error("there is no such picture")]
    Missing,
    #[error("a picture's path leads out of the folder")]
    OutsideFolder,
    #[error("a picture has at most {} MB", Original::MAX_BYTES / 1_000_000)]
    TooManyBytes,
    #[error("a picture has at most {} megapixels", Original::MAX_PIXELS / 1_000_000)]
    TooManyPixels,
    #[error("not a JPEG, PNG or WebP picture that can be read")]
    Unreadable,
}

/// Keeping a picture fails because of the picture or because of the shop.
#[derive(Debug, Error)]
pub enum KeepError {
    #[error(transparent)]
    Problem(#[from] PictureProblem),
    #[error(transparent)]
    Shop(#[from] ShopError),
}

impl Shop {
    pub fn pictures(&self) -> Pictures<'_> {
        Pictures { parts: &self.parts }
    }
}

impl Pictures<'_> {
    /// Takes in a JPEG, PNG or WebP file.
    pub async fn store(&self, file: Bytes, alt: &str) -> Result<Picture, KeepError> {
        self.keep(Original::File(file), alt).await
    }

    /// Takes in a picture that was drawn rather than photographed.
    pub async fn store_drawn(&self, drawing: Drawing, alt: &str) -> Result<Picture, KeepError> {
        self.keep(Original::Drawing(drawing), alt).await
    }

    /// Keeps the original and its renditions. What is kept already is not made again.
    pub async fn keep(&self, original: Original, alt: &str) -> Result<Picture, KeepError> {
        let measured = blocking(move || original.measure()).await??;
        let picture = Picture {
            hash: measured.hash.clone(),
            alt: alt.to_owned(),
            width: measured.width,
            height: measured.height,
            widths: rendition::widths(measured.width),
        };
        if self.is_kept(&picture).await? {
            return Ok(picture);
        }
        let file = match &measured.original {
            Original::File(file) => Some(file.clone()),
            Original::Drawing(_) => None,
        };
        let widths = picture.widths.clone();
        let renditions =
            blocking(move || rendition::render(measured.original.decode()?, &widths)).await??;
        if let Some(file) = file {
            self.put(original_path(&picture.hash), file).await?;
        }
        // Ascending: where the widest is, the others are, and `is_kept` asks for the widest only.
        for (width, webp) in renditions {
            self.put(rendition_path(&picture.hash, width), webp).await?;
        }
        Ok(picture)
    }

    /// Whether [`Self::keep`] would take it; keeps nothing.
    pub async fn check(&self, original: Original) -> Result<Picture, KeepError> {
        let measured = blocking(move || original.measure()).await??;
        let picture = Picture {
            hash: measured.hash.clone(),
            alt: String::new(),
            width: measured.width,
            height: measured.height,
            widths: rendition::widths(measured.width),
        };
        if !self.is_kept(&picture).await? {
            blocking(move || measured.original.decode().map(drop)).await??;
        }
        Ok(picture)
    }

    /// A rendition as WebP.
    pub async fn fetch(&self, hash: &str, width: u32) -> Result<Option<Bytes>, ShopError> {
        // The hash comes from an address: nothing but a name of ours may become a path.
        if hash.len() != original::HASH_DIGITS || !hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            return Ok(None);
        }
        match self.parts.objects.get(&rendition_path(hash, width)).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(ShopError::internal)?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(ShopError::internal(error)),
        }
    }

    async fn is_kept(&self, picture: &Picture) -> Result<bool, ShopError> {
        let widest = picture
            .widths
            .last()
            .copied()
            .expect("a picture has a width");
        match self
            .parts
            .objects
            .head(&rendition_path(&picture.hash, widest))
            .await
        {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(ShopError::internal(error)),
        }
    }

    async fn put(&self, path: Path, content: Bytes) -> Result<(), ShopError> {
        self.parts
            .objects
            .put(&path, PutPayload::from_bytes(content))
            .await
            .map(drop)
            .map_err(ShopError::internal)
    }
}

/// Decoding and encoding take tens of milliseconds: never on a thread that serves visitors.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ShopError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(ShopError::internal)
}

fn original_path(hash: &str) -> Path {
    Path::from_iter(["pictures", &hash[..2], hash, "original"])
}

fn rendition_path(hash: &str, width: u32) -> Path {
    Path::from_iter(["pictures", &hash[..2], hash, &format!("{width}.webp")])
}
