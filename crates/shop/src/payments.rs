//! Charging, settling, and hearing from the gateway.

use domain::{PaymentId, order::OrderKey};

use crate::{Shop, ShopError};

mod apply;
pub(crate) mod call_off;
mod charge;
mod inbox;
pub mod jobs;
mod settle;
mod sweep;
mod wait;

/// See the module.
pub struct Payments<'shop> {
    shop: &'shop Shop,
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
        Payments { shop: self }
    }
}

impl Payments<'_> {
    /// Charges a payment that was written down, or finds out what became of it.
    pub async fn charge(&self, payment: PaymentId) -> Result<(), ShopError> {
        charge::charge(self.shop, payment).await
    }

    /// Asks the gateway what is true and writes it down.
    pub async fn settle(&self, payment: PaymentId) -> Result<(), ShopError> {
        settle::settle(self.shop, payment).await.map(drop)
    }

    /// The same, if it is time to.
    pub async fn settle_if_due(&self, payment: PaymentId) -> Result<(), ShopError> {
        settle::settle_if_due(self.shop, payment).await
    }

    /// The same for an order's latest payment: the shopper is back from their bank.
    pub async fn settle_order(&self, order: &OrderKey) -> Result<(), ShopError> {
        let db = self.shop.parts.database.reader();
        let order = store::orders::find_by_key(db, order)
            .await?
            .ok_or(ShopError::NotFound)?;
        match store::payments::of_order(db, order.id).await?.last() {
            Some(latest) => self.settle(latest.id).await,
            None => Ok(()),
        }
    }

    /// Keeps a webhook. Nothing is done about it here: the gateway waits for the answer.
    pub async fn receive_webhook(
        &self,
        signature: &str,
        body: &[u8],
    ) -> Result<Webhook, ShopError> {
        inbox::receive(self.shop, signature, body).await
    }

    /// Does what a webhook asks for.
    pub async fn apply_event(&self, gateway: &str, event_id: &str) -> Result<(), ShopError> {
        inbox::apply_event(self.shop, gateway, event_id).await
    }

    /// Picks up whatever was left lying: the shop settles even if every job is lost. Run every ten seconds.
    pub async fn sweep(&self) -> Result<SweepReport, ShopError> {
        sweep::sweep(self.shop).await
    }
}
