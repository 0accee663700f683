//! Refund work that the queue carries. Running it twice is safe: the refund's own state says what is
//! left to do, and the gateway takes its key once.

use domain::RefundId;
use serde::{Deserialize, Serialize};

use crate::{
    Shop,
    payments::jobs::{JobError, run},
};

pub const SEND_REFUND: &str = "send_refund";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendRefund {
    pub refund: RefundId,
}

/// `attempt` counts from 1 and comes from the queue.
pub async fn send_refund(job: &SendRefund, attempt: u32, shop: &Shop) -> Result<(), JobError> {
    run(attempt, shop.refunds().send(job.refund)).await
}
