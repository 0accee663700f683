//! `server migrate`: the schema, up to date or some steps back.

use anyhow::Context as _;
use clap::Args;
use secrecy::ExposeSecret as _;
use url::Url;

use crate::config::{DatabaseSettings, MigrationSettings, TelemetrySettings};
use crate::telemetry;

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    /// Takes back this many of the last migrations instead.
    #[arg(long, value_name = "STEPS")]
    down: Option<u32>,
    #[command(flatten)]
    owner: MigrationSettings,
    #[command(flatten)]
    database: DatabaseSettings,
    #[command(flatten)]
    telemetry: TelemetrySettings,
}

impl Migrate {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let telemetry = telemetry::start(&self.telemetry)?;
        let app_url = self.database.database_url.expose_secret();
        let owner_url = self
            .owner
            .migration_database_url
            .as_ref()
            .map_or(app_url, |url| url.expose_secret());
        match self.down {
            Some(steps) => migrations::down(owner_url, steps).await?,
            None => migrations::up(owner_url, other_role(app_url, owner_url)?.as_deref()).await?,
        }
        telemetry.end().await;
        Ok(())
    }
}

/// The role the shop runs as, if it is another one than the owner and so needs to be let in.
fn other_role(app_url: &str, owner_url: &str) -> anyhow::Result<Option<String>> {
    let role = |setting: &'static str, url: &str| {
        let url: Url = url.parse().with_context(|| {
            format!("{setting} takes an address like postgres://user@host/database")
        })?;
        anyhow::Ok(url.username().to_owned())
    };
    let app = role("DATABASE_URL", app_url)?;
    let owner = role("STOA_MIGRATION_DATABASE_URL", owner_url)?;
    Ok((!app.is_empty() && app != owner).then_some(app))
}
