//! From settings to a shop that is open.

use std::sync::Arc;

use anyhow::Context as _;
use domain::{PaymentId, Timestamp, checkout::CardEntry};
use gateways::{
    Answer, Charge, Gateway, GatewayError, Refund, UntrustedWebhook, Verdict, WebhookEvent,
};
use secrecy::ExposeSecret as _;
use shop::{
    Parts, Settings, Shop,
    clock::{SystemClock, SystemRandomness},
};
use store::{Database, PoolSettings};
use url::Url;

use crate::config::{GatewaySettings, ShopSettings};

/// Opens the shop on a pool of its own.
pub(crate) async fn open(
    settings: &ShopSettings,
    public_url: &Url,
    pool: &PoolSettings,
) -> anyhow::Result<Shop> {
    let url = settings.database.database_url.expose_secret();
    let database = Database::connect(url, pool)
        .await
        .context("DATABASE_URL leads to no database that answers")?;
    Ok(Shop::new(Parts {
        database,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        gateway: Arc::new(NoAnswer::of(&settings.gateway)),
        objects: shop::pictures::open(&settings.media.media_url)
            .context("STOA_MEDIA_URL leads to no place for pictures")?,
        settings: Settings {
            currency: settings.trade.currency,
            rates: settings.trade.rates()?,
            public_url: public_url.as_str().trim_end_matches('/').to_owned(),
        },
    }))
}

/// Stands where the adapter will: a gateway that is down.
struct NoAnswer {
    card: CardEntry,
}

impl NoAnswer {
    fn of(settings: &GatewaySettings) -> Self {
        let card = CardEntry {
            frame_url: settings.card_frame_url.to_string(),
            hosted_url: settings.card_page_url.to_string(),
        };
        Self { card }
    }

    fn answer<'a, T: Send + 'a>() -> Answer<'a, T> {
        Box::pin(async { Err(GatewayError::Indeterminate("not connected".to_owned())) })
    }
}

impl Gateway for NoAnswer {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn card_entry(&self) -> CardEntry {
        self.card.clone()
    }

    fn charge<'a>(&'a self, _: &'a Charge) -> Answer<'a, Verdict> {
        Self::answer()
    }

    fn fetch<'a>(&'a self, _: &'a str) -> Answer<'a, Verdict> {
        Self::answer()
    }

    fn find_by_payment(&self, _: PaymentId) -> Answer<'_, Option<Verdict>> {
        Self::answer()
    }

    fn cancel<'a>(&'a self, _: &'a str) -> Answer<'a, Verdict> {
        Self::answer()
    }

    fn refund<'a>(&'a self, _: &'a Refund) -> Answer<'a, ()> {
        Self::answer()
    }

    fn verify_webhook(
        &self,
        _: &str,
        _: &[u8],
        _: Timestamp,
    ) -> Result<WebhookEvent, UntrustedWebhook> {
        Err(UntrustedWebhook)
    }
}
