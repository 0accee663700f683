//! Where mails are posted: at a mail server, in a folder that a developer reads, or nowhere.

use std::{path::PathBuf, pin::Pin, sync::Arc};

use lettre::message::Mailbox;
use thiserror::Error;
use url::Url;

use super::Letter;
use crate::Clock;

mod folder;
mod smtp;

pub use folder::{Caught, Folder};
use smtp::Smtp;

/// What answers in its own time.
pub type Posted<'a> = Pin<Box<dyn Future<Output = Result<(), PostError>> + Send + 'a>>;

pub trait Post: Send + Sync {
    fn send<'a>(&'a self, letter: &'a Letter) -> Posted<'a>;
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PostError {
    /// Nobody answers, or the server wants us to come back.
    #[error("{0}")]
    Later(String),
    /// The server will never take this mail.
    #[error("{0}")]
    Refused(String),
}

/// Why a setting leads to no post office.
#[derive(Debug, Error)]
pub enum PostSettingError {
    #[error("it takes smtp://…, smtps://… or a folder")]
    Address,
    #[error("it sends a password in the clear: use smtps://… or ?tls=required")]
    PasswordInTheClear,
    #[error("the sender is written like Stoa <orders@shop.example>")]
    Sender,
    #[error("the mail server's address makes no client")]
    Client(#[source] lettre::transport::smtp::Error),
}

/// Opens what `url` names: `smtp://…` and `smtps://…` a mail server, a path or `file:///…` a folder, nothing
/// no post at all; then mails wait.
pub fn open(
    url: &str,
    from: &str,
    clock: Arc<dyn Clock>,
) -> Result<Arc<dyn Post>, PostSettingError> {
    let sender: Mailbox = from.parse().map_err(|_| PostSettingError::Sender)?;
    if url.is_empty() {
        return Ok(Arc::new(Nowhere));
    }
    if let Some(folder) = folder_of(url) {
        return Ok(Arc::new(Folder::new(folder, clock)));
    }
    let url: Url = url.parse().map_err(|_| PostSettingError::Address)?;
    match url.scheme() {
        "smtp" | "smtps" => Ok(Arc::new(Smtp::open(&url, sender, clock)?)),
        _ => Err(PostSettingError::Address),
    }
}

/// The folder that a setting names, if it names one. A path says that it is one by its first letter: a mail
/// server whose `smtp://` was forgotten must not become a folder that swallows mails.
pub fn folder_of(url: &str) -> Option<PathBuf> {
    match url.split_once("://") {
        None => url.starts_with(['/', '.']).then(|| url.into()),
        Some(("file", path)) => Some(path.into()),
        Some(_) => None,
    }
}

/// No mail server is named: every mail waits, and says in its row for what.
#[derive(Debug, Clone, Copy)]
struct Nowhere;

impl Post for Nowhere {
    fn send<'a>(&'a self, _: &'a Letter) -> Posted<'a> {
        Box::pin(async {
            Err(PostError::Later(
                "STOA_MAIL_URL names no mail server".into(),
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;

    const FROM: &str = "Stoa <orders@shop.example>";

    fn opened(url: &str, from: &str) -> Option<String> {
        let opened = open(url, from, Arc::new(SystemClock));
        opened.err().map(|error| error.to_string())
    }

    #[test]
    fn grace_can_name_a_server_a_folder_or_nothing() {
        for good in [
            "",
            "/var/mails",
            ".stoa/mails",
            "file:///var/mails",
            "smtp://localhost:1025",
            "smtps://grace:secret@mail.example",
            "smtp://grace:secret@mail.example?tls=required",
        ] {
            assert_eq!(opened(good, FROM), None, "{good}");
        }
        assert!(opened("https://mail.example", FROM).is_some());
        assert!(opened("smtp://grace:secret@mail.example", FROM).is_some());
        assert!(opened("", "somebody").is_some());
    }
}
