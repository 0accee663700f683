//! From settings to a shop that is open.

use std::sync::Arc;

use anyhow::Context as _;
use gateways::{Breaker, Stripe, StripeSettings};
use secrecy::ExposeSecret as _;
use shop::{
    Parts, Settings, Shop,
    clock::{SystemClock, SystemRandomness},
    mails::{
        Post,
        post::{self, PostSettingError},
    },
};
use store::{Database, PoolSettings};
use url::Url;

use crate::config::{self, GatewaySettings, MailSettings, ShopSettings};

/// Opens the shop on a pool of its own.
pub(crate) async fn open(
    settings: &ShopSettings,
    public_url: &Url,
    pool: &PoolSettings,
) -> anyhow::Result<Shop> {
    // Whatever is wrong with the settings is said before anything is waited for.
    let rates = settings.trade.rates()?;
    let gateway = gateway(&settings.gateway)?;
    let objects = shop::pictures::open(&settings.media.media_url, config::cloud_options())
        .context("STOA_MEDIA_URL leads to no place for pictures")?;
    let post = post(&settings.mail)?;
    let url = settings.database.database_url.expose_secret();
    let database = Database::connect(url, pool)
        .await
        .context("DATABASE_URL leads to no database that answers")?;
    Ok(Shop::new(Parts {
        database,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        gateway: Arc::new(Breaker::new(gateway)),
        objects,
        post,
        settings: Settings {
            currency: settings.trade.currency,
            rates,
            public_url: public_url.as_str().trim_end_matches('/').to_owned(),
            seller: settings.seller.seller(),
        },
    }))
}

/// Opens the shop for a command that nobody waits for at a browser.
pub(crate) async fn open_for_command(settings: &ShopSettings) -> anyhow::Result<Shop> {
    // A command places no orders, so no shopper is ever sent back from the gateway to here.
    let nowhere = Url::parse("http://localhost").context("an address")?;
    open(settings, &nowhere, &settings.database.for_jobs()).await
}

fn post(settings: &MailSettings) -> anyhow::Result<Arc<dyn Post>> {
    let url = settings.mail_url.expose_secret();
    let opened = post::open(url, &settings.mail_from, Arc::new(SystemClock));
    let setting = match &opened {
        Err(PostSettingError::Sender) => "STOA_MAIL_FROM",
        _ => "STOA_MAIL_URL",
    };
    opened.with_context(|| format!("{setting} can't be used"))
}

fn gateway(settings: &GatewaySettings) -> anyhow::Result<Stripe> {
    let settings = StripeSettings {
        api_url: settings.stripe_api_url.clone(),
        secret_key: settings.stripe_secret_key.clone(),
        webhook_secrets: settings.stripe_webhook_secrets.clone(),
        card_frame_url: settings.card_frame_url.clone(),
        card_page_url: settings.card_page_url.clone(),
        connect_timeout: StripeSettings::CONNECT_TIMEOUT,
        timeout: StripeSettings::TIMEOUT,
    };
    Stripe::new(settings).context("the payment gateway's settings make no client")
}
