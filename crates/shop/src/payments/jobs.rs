//! Payment work that the queue carries: ids only, what is true is in our tables.
//!
//! Handlers never fail for expected faults; when to try again is written in the payment.

use domain::PaymentId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Shop, ShopError, crash};

pub const CHARGE_PAYMENT: &str = "charge_payment";
pub const SETTLE_PAYMENT: &str = "settle_payment";
pub const APPLY_WEBHOOK: &str = "apply_webhook";

/// A job that took a worker down this often is left to the sweeper, which is slower but patient.
pub const MAX_ATTEMPTS: u32 = 5;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargePayment {
    pub payment: PaymentId,
    /// W3C traceparent of the request that placed the order.
    #[serde(default)]
    pub trace_parent: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlePayment {
    pub payment: PaymentId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyWebhook {
    pub gateway: String,
    pub event_id: String,
}

#[derive(Debug, Error)]
pub enum JobError {
    /// The database is away; the same job may work later.
    #[error("try again")]
    Retry(#[source] ShopError),
    #[error("give up")]
    GiveUp(#[source] ShopError),
}

/// `attempt` counts from 1 and comes from the queue.
pub async fn charge_payment(
    job: &ChargePayment,
    attempt: u32,
    shop: &Shop,
) -> Result<(), JobError> {
    run(attempt, shop.payments().charge(job.payment)).await
}

pub async fn settle_payment(
    job: &SettlePayment,
    attempt: u32,
    shop: &Shop,
) -> Result<(), JobError> {
    run(attempt, shop.payments().settle_if_due(job.payment)).await
}

pub async fn apply_webhook(job: &ApplyWebhook, attempt: u32, shop: &Shop) -> Result<(), JobError> {
    run(
        attempt,
        shop.payments().apply_event(&job.gateway, &job.event_id),
    )
    .await
}

/// The queue hands a job out again after a crash without counting; somebody has to count.
pub(crate) async fn run(
    attempt: u32,
    verb: impl Future<Output = Result<(), ShopError>>,
) -> Result<(), JobError> {
    if MAX_ATTEMPTS < attempt {
        tracing::error!(attempt, "Parked a job that ended its workers");
        let reason = format!("it ended its workers {MAX_ATTEMPTS} times");
        return Err(JobError::GiveUp(ShopError::internal(reason)));
    }
    let work = async {
        crash::point("job-not-begun").await?;
        verb.await?;
        crash::point("job-not-acknowledged").await
    };
    work.await.map_err(|error| {
        if error.is_transient() {
            JobError::Retry(error)
        } else {
            JobError::GiveUp(error)
        }
    })
}
