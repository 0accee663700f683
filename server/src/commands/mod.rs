//! What the program does besides serving: one file per command.

use clap::Args;

pub(crate) mod books;
pub(crate) mod healthcheck;
pub(crate) mod import;
pub(crate) mod jobs;
pub(crate) mod migrate;
pub(crate) mod openapi;
pub(crate) mod orders;
pub(crate) mod seed;
pub(crate) mod tokens;
pub(crate) mod trade;

/// Who gives a command that the audit log keeps.
#[derive(Debug, Clone, Args)]
pub(crate) struct By {
    /// Your name, for the audit log.
    #[arg(long, default_value = "line")]
    by: String,
}

impl By {
    pub(crate) fn actor(&self) -> String {
        format!("command:{}", self.by)
    }
}
