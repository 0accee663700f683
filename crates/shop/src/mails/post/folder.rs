//! A folder that catches mails, one file each, for whoever develops or tests the shop. Nothing leaves the machine.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Letter, Post, PostError, Posted};
use crate::Clock;

pub struct Folder {
    path: PathBuf,
    clock: Arc<dyn Clock>,
}

/// A mail as it was caught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caught {
    /// The file's name, without its ending.
    pub name: String,
    pub at: Timestamp,
    #[serde(flatten)]
    pub letter: Letter,
}

impl Folder {
    pub fn new(path: PathBuf, clock: Arc<dyn Clock>) -> Self {
        Self { path, clock }
    }

    /// What was caught, the newest first.
    pub async fn list(path: &Path, limit: usize) -> io::Result<Vec<Caught>> {
        let mut names = Vec::new();
        let mut files = match tokio::fs::read_dir(path).await {
            Ok(files) => files,
            // Nothing was caught yet.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        while let Some(file) = files.next_entry().await? {
            let name = file.file_name();
            let name = name.to_str().and_then(|name| name.strip_suffix(ENDING));
            names.extend(name.map(str::to_owned));
        }
        names.sort_unstable_by(|one, other| other.cmp(one));
        names.truncate(limit);
        let mut caught = Vec::new();
        for name in names {
            caught.extend(Self::find(path, &name).await?);
        }
        Ok(caught)
    }

    /// The mail of this name, if it is a name and there is such a mail.
    pub async fn find(path: &Path, name: &str) -> io::Result<Option<Caught>> {
        let is_name = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_name {
            return Ok(None);
        }
        match tokio::fs::read(path.join(format!("{name}{ENDING}"))).await {
            Ok(json) => Ok(serde_json::from_slice(&json).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Every sending is a file of its own, so a mail that was sent twice is there twice.
    async fn keep(&self, letter: &Letter) -> io::Result<()> {
        let at = self.clock.now();
        let name = format!("{:015}-{}", at.unix_millis(), letter.id);
        let caught = Caught {
            name: name.clone(),
            at,
            letter: letter.clone(),
        };
        tokio::fs::create_dir_all(&self.path).await?;
        // Written beside its place first: a reader never finds half a mail.
        let half = self.path.join(format!("{name}.half"));
        tokio::fs::write(&half, serde_json::to_vec(&caught)?).await?;
        tokio::fs::rename(half, self.path.join(format!("{name}{ENDING}"))).await
    }
}

const ENDING: &str = ".json";

impl Post for Folder {
    fn send<'a>(&'a self, letter: &'a Letter) -> Posted<'a> {
        Box::pin(async move {
            let kept = self.keep(letter).await;
            kept.map_err(|error| PostError::Later(format!("{}: {error}", self.path.display())))
        })
    }
}
