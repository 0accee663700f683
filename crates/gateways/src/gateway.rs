//! What the shop asks of any payment provider, in the shop's own words.

use std::{future::Future, pin::Pin};

use domain::{Money, OrderId, PaymentId, Timestamp, checkout::CardEntry, payment::PaymentState};
use thiserror::Error;

/// One account at one provider. A call never waits longer than a few seconds.
pub trait Gateway: Send + Sync {
    /// The name that payments are kept under: `stripe`.
    fn name(&self) -> &'static str;

    /// Where shoppers type card numbers.
    fn card_entry(&self) -> CardEntry;

    /// Charges, once: the same key is the same charge, however often it is sent.
    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Verdict>;

    /// What has become of it.
    fn fetch<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict>;

    /// The same, for a charge whose answer was lost: None if it never arrived.
    fn find_by_payment(&self, payment: PaymentId) -> Answer<'_, Option<Verdict>>;

    /// Makes sure that no money will move any more; answers `Captured` if it has moved already.
    fn cancel<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict>;

    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, ()>;

    /// Whether the provider really sent this, not long before `now`.
    fn verify_webhook(
        &self,
        signature: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, UntrustedWebhook>;
}

pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, GatewayError>> + Send + 'a>>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Kept at the provider as metadata, so that a lost charge is found again.
    pub payment: PaymentId,
    pub order: OrderId,
    pub amount: Money,
    /// The provider's token for a card.
    pub payment_method: String,
    pub idempotency_key: String,
    /// Where the shopper comes back to after their bank asked them.
    pub return_url: String,
    /// W3C traceparent, to be sent along.
    pub trace_parent: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub reference: String,
    pub amount: Money,
    pub idempotency_key: String,
}

/// What the provider says about one charge. `Unknown` is a charge that it is still working on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub reference: String,
    pub state: PaymentState,
}

/// News of a charge. It only says where to look; nothing in it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    pub id: String,
    /// The provider's name for what happened: `payment_intent.succeeded`.
    pub kind: String,
    /// The charge's reference, if the event is about one.
    pub reference: Option<String>,
    /// Our payment, if the charge's metadata names one.
    pub payment: Option<PaymentId>,
}

#[derive(Debug, Error)]
pub enum GatewayError {
    /// Nobody knows whether it happened: a timeout, a cut line, a server's error, too many requests.
    #[error("the gateway gave no clear answer: {0}")]
    Indeterminate(String),
    /// The same, and the error is kept as the answer to this key: whoever sends it again gets it again.
    /// Only asking what became of it leads on.
    #[error("the gateway repeats an error: {0}")]
    Stuck(String),
    /// It was understood and turned down; nothing happened.
    #[error("the gateway refused: {code}: {message}")]
    Refused { code: String, message: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the webhook is not signed by the gateway, or too old")]
pub struct UntrustedWebhook;
