//! What Grace does at the shop's command line, and the token for what she does over the API.

use std::process::Output;

use anyhow::{Context as _, ensure};
use tokio::process::Command;

use super::Rig;

impl Rig<'_> {
    /// One command of the server, not started yet, with the settings of this shop.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.ground.programs.join("server"));
        command
            .args(arguments)
            .env_clear()
            .env(
                "DATABASE_URL",
                self.ground.postgres.url("stoa_app", &self.database),
            )
            .env("STOA_STRIPE_API_URL", &self.gateway_url)
            .env("STOA_MEDIA_URL", self.folder.join("media"))
            .env("STOA_MAIL_URL", self.folder.join("mails"))
            .env("STOA_LOG", "error")
            .kill_on_drop(true);
        command
    }

    /// Runs a command that has to succeed. Says what it printed.
    pub async fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.command(arguments).output().await?;
        ensure!(
            output.status.success(),
            "server {arguments:?} failed: {}",
            told(&output)
        );
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// A token that may refund and read the books. The name is new in this shop.
    pub async fn merchant_token(&self, name: &str) -> anyhow::Result<String> {
        let scopes = "refunds,books";
        self.run(&["tokens", "create", name, "--scopes", scopes])
            .await
    }

    /// Puts these rules of trade in force.
    pub async fn trade(&self, rules: &str) -> anyhow::Result<()> {
        let file = self.folder.join("trade.toml");
        std::fs::write(&file, rules)?;
        let file = file.to_str().context("a path in UTF-8")?;
        self.run(&["trade", "import", file]).await.map(drop)
    }
}

/// Both of what it said, for a message.
pub fn told(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}
