//! What the program does besides serving: one file per command.

use clap::Args;
use shop::Shop;

use crate::{
    config::{ShopSettings, TelemetrySettings},
    opening, telemetry,
};

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

/// What every command needs that works on the shop.
#[derive(Debug, Args)]
pub(crate) struct Surroundings {
    #[command(flatten)]
    pub(crate) shop: ShopSettings,
    #[command(flatten)]
    telemetry: TelemetrySettings,
}

impl Surroundings {
    /// Opens the shop and works in it. What was measured is sent, whatever came of the work.
    pub(crate) async fn open<T>(
        &self,
        work: impl AsyncFnOnce(&Shop) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let telemetry = telemetry::start(&self.telemetry)?;
        let done = async { work(&opening::open_for_command(&self.shop).await?).await };
        let done = done.await;
        telemetry.end().await;
        done
    }
}

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
