//! Pictures that lie beside the file that names them.

use std::{
    io,
    path::{Component, Path, PathBuf},
};

use futures::future::BoxFuture;

use super::PictureSource;
use crate::pictures::{Original, PictureProblem};

/// A folder; origins are paths inside it.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// A path that stays inside, links included. A file from elsewhere must not be able to publish `/etc/passwd`.
    async fn resolve(&self, origin: &str) -> Result<PathBuf, PictureProblem> {
        let relative = Path::new(origin);
        let stays = relative
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !stays || origin.contains('\0') || origin.contains('\\') {
            return Err(PictureProblem::OutsideFolder);
        }
        let missing = |_: io::Error| PictureProblem::Missing;
        let folder = tokio::fs::canonicalize(&self.0).await.map_err(missing)?;
        let found = tokio::fs::canonicalize(folder.join(relative))
            .await
            .map_err(missing)?;
        if found.starts_with(&folder) {
            Ok(found)
        } else {
            Err(PictureProblem::OutsideFolder)
        }
    }
}

impl PictureSource for Folder {
    fn find<'a>(&'a self, origin: &'a str) -> BoxFuture<'a, Result<Original, PictureProblem>> {
        Box::pin(async move {
            let path = self.resolve(origin).await?;
            let missing = |_: io::Error| PictureProblem::Missing;
            let size = tokio::fs::metadata(&path).await.map_err(missing)?;
            if !size.is_file() {
                return Err(PictureProblem::Missing);
            }
            // Asked before reading: a huge file never reaches memory.
            if Original::MAX_BYTES as u64 <= size.len() {
                return Err(PictureProblem::TooManyBytes);
            }
            let content = tokio::fs::read(&path).await.map_err(missing)?;
            Ok(Original::File(content.into()))
        })
    }
}
