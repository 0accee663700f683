//! What the shop can do. Server functions, HTTP routes, jobs and commands all call these verbs; each
//! of them translates, calls one, and translates back.
//!
//! This is the one place where a transaction, a job and the gateway meet. No axum, no leptos, no row.

use std::sync::Arc;

use domain::{
    Currency,
    cart::ShippingRates,
    checkout::{CardEntry, DeliveryPromise},
    invoice::Seller,
};
use store::{Database, trade::CartWishes};

use orders::News;
use pricing::Pricing;

pub mod accounts;
pub mod api_tokens;
mod attempts;
mod backoff;
pub mod books;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod clock;
mod crash;
mod error;
pub mod import;
pub mod mails;
pub mod orders;
pub mod payments;
pub mod pictures;
mod pricing;
pub mod queue;
mod race;
pub mod reconciliation;
pub mod refunds;
mod request_key;
pub mod search;
pub mod token;
pub mod trade;
pub mod visitor;

pub use clock::{Clock, Randomness};
pub use error::ShopError;
pub use token::Token;
pub use visitor::Visitor;

/// The shop, ready for work. Cheap to clone; every door holds one.
#[derive(Clone)]
pub struct Shop {
    parts: Arc<Parts>,
    news: News,
}

/// What a shop is made of.
pub struct Parts {
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub randomness: Arc<dyn Randomness>,
    pub gateway: Arc<dyn gateways::Gateway>,
    /// Where pictures are kept; see [`pictures::open`].
    pub objects: Arc<dyn object_store::ObjectStore>,
    /// Where mails are posted; see [`mails::post`].
    pub post: Arc<dyn mails::Post>,
    pub settings: Settings,
}

/// What the merchant decides.
#[derive(Debug, Clone)]
pub struct Settings {
    pub currency: Currency,
    pub rates: ShippingRates,
    /// When money moves: as soon as an order is placed, or when the merchant says so.
    pub capture: gateways::Capture,
    /// Where browsers find the shop, without a slash at the end.
    pub public_url: String,
    /// Who sells, on mails and invoices.
    pub seller: Seller,
}

impl Shop {
    pub fn new(parts: Parts) -> Self {
        Self {
            parts: Arc::new(parts),
            news: News::default(),
        }
    }

    /// The same process has another shop, on connections of its own: what changes in one is heard in both.
    #[must_use]
    pub fn hearing(mut self, other: &Self) -> Self {
        self.news = other.news.clone();
        self
    }

    /// Whether the shop can serve: its database answers.
    pub async fn is_ready(&self) -> Result<(), ShopError> {
        Ok(self.parts.database.ping().await?)
    }

    /// A new secret for a browser that has none yet.
    pub fn new_token(&self) -> Token {
        Token::generate(self.parts.randomness.as_ref())
    }

    /// What is promised about delivery to whoever orders now.
    pub async fn delivery(&self) -> Result<DeliveryPromise, ShopError> {
        let db = self.parts.database.reader();
        let pricing = Pricing::read(&self.parts, db, CartWishes::default()).await?;
        let zone = pricing.rules.tax_zone(None);
        let taxation = zone.map(|zone| zone.taxation).unwrap_or_default();
        let now = self.parts.clock.now();
        Ok(DeliveryPromise::of(&pricing.usual_rate()?, taxation, now))
    }

    pub fn database(&self) -> &Database {
        &self.parts.database
    }

    /// Where browsers find the shop, without a slash at the end.
    pub fn public_url(&self) -> &str {
        &self.parts.settings.public_url
    }

    /// Where the card fields live: an address at the gateway, for the frame and for the page.
    pub fn card_entry(&self) -> CardEntry {
        self.parts.gateway.card_entry()
    }
}
