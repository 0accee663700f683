//! Giving money back: asked for by a merchant, or by itself where nothing can be sent for it.
//!
//! A refund goes the way of a payment: written down with its key, sent once, asked about when the
//! answer was lost, swept up when its job was.

use domain::{
    Money, RefundId,
    order::{OrderNumber, OrderState},
    refund::{RefundOf, RefundState},
};
use serde::{Deserialize, Serialize};

use crate::{Shop, ShopError};

pub mod jobs;
mod orphans;
mod request;
mod send;
mod settle;
mod sweep;
mod void;

/// See the module.
pub struct Refunds<'shop> {
    shop: &'shop Shop,
}

/// A merchant's word that money goes back.
#[derive(Debug, Clone)]
pub struct RequestRefund {
    pub of: RefundOf,
    /// For the merchant's own memory.
    pub reason: Option<String>,
    /// Who asks, for the audit log: `token:desk`, `command:grace`.
    pub actor: String,
    /// 16 to 255 characters, chosen by the client: the same key is the same refund.
    pub idempotency_key: String,
}

/// It stands in the books; the worker sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requested {
    pub refund: RefundId,
    pub amount: Money,
    /// What is left to give back after it.
    pub left: Money,
    /// Whether it stood before this call.
    #[serde(default)]
    pub replayed: bool,
}

/// A refund as a merchant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundProgress {
    pub refund: RefundId,
    pub amount: Money,
    pub state: RefundState,
}

/// What a sweep found to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RefundSweep {
    /// Refunds that were due and got a job.
    pub refunds: u64,
    /// Charges that nothing is sent for, and whose refund was begun.
    pub orphans: u64,
}

impl Shop {
    pub fn refunds(&self) -> Refunds<'_> {
        Refunds { shop: self }
    }
}

impl Refunds<'_> {
    /// Writes a refund down, with the job that sends it. Never more than was captured, whoever else asks.
    pub async fn request(
        &self,
        number: &OrderNumber,
        refund: RequestRefund,
    ) -> Result<Requested, ShopError> {
        request::request(self.shop, number, refund).await
    }

    /// How far a refund is.
    pub async fn find(&self, refund: RefundId) -> Result<RefundProgress, ShopError> {
        let db = self.shop.parts.database.reader();
        let found = store::refunds::find(db, refund)
            .await?
            .ok_or(ShopError::NotFound)?;
        Ok(RefundProgress {
            refund,
            amount: found.amount,
            state: found.state,
        })
    }

    /// Calls an order's payment off that no money has moved for. The order's state afterwards.
    pub async fn void(&self, number: &OrderNumber, actor: &str) -> Result<OrderState, ShopError> {
        void::void(self.shop, number, actor).await
    }

    /// Sends a refund that was written down, or finds out what became of it.
    pub async fn send(&self, refund: RefundId) -> Result<(), ShopError> {
        send::send(self.shop, refund).await
    }

    /// Picks up refunds whose job was lost, and money that nothing is sent for. Run every ten seconds.
    pub async fn sweep(&self) -> Result<RefundSweep, ShopError> {
        sweep::sweep(self.shop).await
    }
}
