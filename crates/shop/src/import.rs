//! Goods on their way in: drafts, Shopify's product CSV.

use futures::future::BoxFuture;
use store::StoreError;
use thiserror::Error;

use crate::{
    Parts, Shop, ShopError,
    pictures::{Original, PictureProblem},
};

mod draft;
mod folder;
mod header;
mod put;
mod rows;
mod shopify;

pub use draft::DraftProblem;
pub use folder::Folder;
pub use header::HeaderProblem;
pub use put::Prepared;
pub use shopify::{CsvOptions, ImportError, ImportReport, Progress, RowError};

/// See the module.
pub struct Import<'shop> {
    shop: &'shop Shop,
    parts: &'shop Parts,
}

/// Finds the originals that drafts name: beside a file, or by drawing them.
pub trait PictureSource: Send + Sync {
    fn find<'a>(&'a self, origin: &'a str) -> BoxFuture<'a, Result<Original, PictureProblem>>;
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOutcome {
    Created,
    Updated,
    /// The catalogue said so already.
    Unchanged,
}

/// Why a draft did not go in. Nothing was changed.
#[derive(Debug, Error)]
pub enum PutError {
    #[error(transparent)]
    Draft(#[from] DraftProblem),
    #[error("the picture {origin}: {problem}")]
    Picture {
        origin: String,
        problem: PictureProblem,
    },
    #[error(transparent)]
    Shop(#[from] ShopError),
}

impl From<StoreError> for PutError {
    fn from(error: StoreError) -> Self {
        Self::Shop(error.into())
    }
}

impl Shop {
    pub fn import(&self) -> Import<'_> {
        Import {
            shop: self,
            parts: &self.parts,
        }
    }
}

impl Import<'_> {
    /// Whether nothing was ever put on a shelf.
    pub async fn is_empty(&self) -> Result<bool, ShopError> {
        Ok(store::catalog::is_empty(self.parts.database.reader()).await?)
    }
}
