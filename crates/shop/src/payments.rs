//! Charging, settling, and hearing from the gateway.

use domain::{PaymentId, order::OrderKey};

use crate::{Parts, Shop, ShopError};

pub mod jobs;

/// See the module.
pub struct Payments<'shop> {
    parts: &'shop Parts,
}

/// What became of a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Webhook {
    /// Safely kept, now or before.
    Taken,
    /// Not from the gateway, or too old.
    Untrusted,
}

/// What a sweep found to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SweepReport {
    /// Payments that were due and got a job.
    pub payments: u64,
    /// Webhooks that were waiting and got a job.
    pub webhooks: u64,
    /// Orders whose time to pay ran out.
    pub expired: u64,
    /// Old rows taken away.
    pub pruned: u64,
}

impl Shop {
    pub fn payments(&self) -> Payments<'_> {
        Payments { parts: &self.parts }
    }
}

impl Payments<'_> {
    /// Charges a payment that was written down, or finds out what became of it.
    pub async fn charge(&self, payment: PaymentId) -> Result<(), ShopError> {
        let _ = (self.parts, payment);
        Err(ShopError::NotFound)
    }

    /// Asks the gateway what is true and writes it down.
    pub async fn settle(&self, payment: PaymentId) -> Result<(), ShopError> {
        let _ = payment;
        Err(ShopError::NotFound)
    }

    /// The same for an order's latest payment: the shopper is back from their bank.
    pub async fn settle_order(&self, order: &OrderKey) -> Result<(), ShopError> {
        let _ = order;
        Err(ShopError::NotFound)
    }

    /// Keeps a webhook. Nothing is done about it here: the gateway waits for the answer.
    pub async fn receive_webhook(
        &self,
        signature: &str,
        body: &[u8],
    ) -> Result<Webhook, ShopError> {
        let _ = (signature, body);
        Err(ShopError::NotFound)
    }

    /// Does what a webhook asks for.
    pub async fn apply_event(&self, gateway: &str, event_id: &str) -> Result<(), ShopError> {
        let _ = (gateway, event_id);
        Err(ShopError::NotFound)
    }

    /// Picks up whatever was left lying: the shop settles even if every job is lost. Run every ten seconds.
    pub async fn sweep(&self) -> Result<SweepReport, ShopError> {
        Err(ShopError::NotFound)
    }
}
