//! Every setting of the program, one struct per concern. This is the only place that reads the environment.
//!
//! A value that makes no sense stops the start, and the message names the setting and what it takes.

use std::{convert::Infallible, str::FromStr};

use clap::Args;
use secrecy::SecretString;

mod database;
mod gateway;
mod mail;
mod media;
mod seller;
mod site;
mod telemetry;
mod trade;
mod web;

pub(crate) use database::{DatabaseSettings, MigrationSettings};
pub(crate) use gateway::GatewaySettings;
pub(crate) use mail::MailSettings;
pub(crate) use media::{MediaSettings, cloud_options};
pub(crate) use seller::SellerSettings;
pub(crate) use site::SiteSettings;
pub(crate) use telemetry::{LogFormat, TelemetrySettings};
pub(crate) use trade::TradeSettings;
pub(crate) use web::{OperationsSettings, WebSettings};

/// What a serving process needs to know.
#[derive(Debug, Args)]
pub(crate) struct ServeSettings {
    #[command(flatten)]
    pub(crate) web: WebSettings,
    #[command(flatten)]
    pub(crate) operations: OperationsSettings,
    #[command(flatten)]
    pub(crate) site: SiteSettings,
    #[command(flatten)]
    pub(crate) shop: ShopSettings,
    #[command(flatten)]
    pub(crate) telemetry: TelemetrySettings,
}

/// What the shop itself is made of; commands that need a shop and no HTTP take only this.
#[derive(Debug, Clone, Args)]
pub(crate) struct ShopSettings {
    #[command(flatten)]
    pub(crate) database: DatabaseSettings,
    #[command(flatten)]
    pub(crate) media: MediaSettings,
    #[command(flatten)]
    pub(crate) gateway: GatewaySettings,
    #[command(flatten)]
    pub(crate) trade: TradeSettings,
    #[command(flatten)]
    pub(crate) mail: MailSettings,
    #[command(flatten)]
    pub(crate) seller: SellerSettings,
}

/// Parses a setting; the sentence says its name and what it takes.
fn taking<T: FromStr>(sentence: &'static str) -> impl Fn(&str) -> Result<T, &'static str> + Clone {
    move |text| text.trim().parse().map_err(|_| sentence)
}

/// Never fails: a message about a wrong value would show the secret.
fn secret(text: &str) -> Result<SecretString, Infallible> {
    Ok(SecretString::from(text.trim()))
}
