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

/// `file:///folder`, which is made if it is missing, `s3://bucket/folder`, `az://container/folder`.
///
/// `options` say how a bucket or container is reached: names and values as the clouds' own tools take
/// them from the environment, like `AWS_REGION` or `AZURE_STORAGE_ACCOUNT_NAME`. Unknown names are ignored.
pub fn open(
    url: &Url,
    options: impl IntoIterator<Item = (String, String)>,
) -> Result<Arc<dyn ObjectStore>, PlaceError> {
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
    let (store, folder) =
        object_store::parse_url_opts(url, options).map_err(|cause| PlaceError::Store {
            url: url.clone(),
            cause: Box::new(cause),
        })?;
    Ok(Arc::new(PrefixStore::new(store, folder)))
}
