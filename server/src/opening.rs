//! From settings to a shop that is open.

use std::sync::Arc;

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use shop::{
    Parts, Settings, Shop,
    clock::{SystemClock, SystemRandomness},
};
use store::{Database, PoolSettings};

use crate::config::ShopSettings;

/// Opens the shop on a pool of its own.
pub(crate) async fn open(settings: &ShopSettings, pool: &PoolSettings) -> anyhow::Result<Shop> {
    let url = settings.database.database_url.expose_secret();
    let database = Database::connect(url, pool)
        .await
        .context("DATABASE_URL leads to no database that answers")?;
    Ok(Shop::new(Parts {
        database,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        settings: Settings {
            currency: settings.trade.currency,
        },
    }))
}
