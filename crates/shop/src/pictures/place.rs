//! Where pictures are kept, by URL.

use std::{fs, io, sync::Arc};

use object_store::{ObjectStore, local::LocalFileSystem, prefix::PrefixStore};
use thiserror::Error;
use url::Url;

#[derive(Debug, Error)]
pub enum PlaceError {
    #[error("{0} is not a folder on this machine")]
    NotAFolder(Url),
    #[error("the folder of {url} can't be made")]
    Folder {
        url: Url,
        #[source]
        cause: io::Error,
    },
    #[error("no object store can be reached by {url}")]
    Store {
        url: Url,
        #[source]
        cause: Box<object_store::Error>,
    },
}

/// `file:///folder`, which is made if it is missing, `memory:///`, `s3://bucket/folder`, `az://container/folder`.
pub fn open(url: &Url) -> Result<Arc<dyn ObjectStore>, PlaceError> {
    if url.scheme() == "file" {
        let folder = url
            .to_file_path()
            .map_err(|()| PlaceError::NotAFolder(url.clone()))?;
        fs::create_dir_all(&folder).map_err(|cause| PlaceError::Folder {
            url: url.clone(),
            cause,
        })?;
        let store =
            LocalFileSystem::new_with_prefix(folder).map_err(|cause| PlaceError::Store {
                url: url.clone(),
                cause: Box::new(cause),
            })?;
        return Ok(Arc::new(store));
    }
    let no_options: [(&str, &str); 0] = [];
    let (store, folder) =
        object_store::parse_url_opts(url, no_options).map_err(|cause| PlaceError::Store {
            url: url.clone(),
            cause: Box::new(cause),
        })?;
    Ok(Arc::new(PrefixStore::new(store, folder)))
}
