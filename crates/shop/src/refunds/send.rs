//! Sending a refund: written down before, never twice under two keys, no transaction held meanwhile.

use std::time::Duration;

use domain::{RefundId, refund::RefundState};
use gateways::{GatewayError, Refund, RefundVerdict};
use store::refunds::StoredRefund;

use super::settle;
use crate::{Shop, ShopError, crash};

/// A call takes five seconds at most. Who comes later than this finds a sender that died.
const CALL: Duration = Duration::from_secs(8);

pub(super) async fn send(shop: &Shop, refund: RefundId) -> Result<(), ShopError> {
    let db = shop.parts.database.reader();
    let refund = store::refunds::find(db, refund)
        .await?
        .ok_or(ShopError::NotFound)?;
    match refund.state {
        RefundState::Requested => {
            if store::refunds::start_sending(db, refund.id, CALL).await? {
                call(shop, &refund).await?;
            }
            Ok(())
        }
        // Somebody may be sending it this moment.
        RefundState::Sending if !refund.is_due => Ok(()),
        RefundState::Sending | RefundState::Unknown => ask(shop, &refund).await,
        RefundState::Failed { .. } | RefundState::Succeeded { .. } => Ok(()),
    }
}

/// It was sent before, perhaps by a worker that is no more, and nobody knows what became of it.
async fn ask(shop: &Shop, refund: &StoredRefund) -> Result<(), ShopError> {
    match shop.parts.gateway.find_refund(&wire(refund)).await {
        Ok(Some(verdict)) => settle::settle(shop, refund.id, verdict).await,
        // The gateway has forgotten the key by now, but its list is complete: nothing went back.
        Ok(None) if refund.key_is_stale => fail(shop, refund, "never_arrived").await,
        Ok(None) => {
            let db = shop.parts.database.reader();
            if store::refunds::start_resending(db, refund.id, CALL).await? {
                call(shop, refund).await?;
            }
            Ok(())
        }
        Err(error) => {
            tracing::warn!(refund = %refund.id, %error, "A refund can't be asked about");
            settle::postpone(shop, refund, None).await
        }
    }
}

async fn call(shop: &Shop, refund: &StoredRefund) -> Result<(), ShopError> {
    crash::point("refund-not-sent").await?;
    let answer = shop.parts.gateway.refund(&wire(refund)).await;
    crash::point("refund-answer-not-stored").await?;
    match answer {
        Ok(verdict) => settle::settle(shop, refund.id, verdict).await,
        Err(GatewayError::Indeterminate(reason)) => {
            tracing::warn!(refund = %refund.id, reason, "The gateway gave no clear answer");
            settle::postpone(shop, refund, None).await
        }
        // It will say the same to this key for ever; whether the money went is in its list.
        Err(GatewayError::Stuck(reason)) => {
            tracing::error!(refund = %refund.id, reason, "The gateway repeats an error");
            refused(shop, refund, "gateway_error").await
        }
        Err(GatewayError::Refused { code, message }) => {
            tracing::error!(refund = %refund.id, code, message, "The gateway refused a refund");
            refused(shop, refund, &code).await
        }
    }
}

/// This call did nothing. An earlier one with the same key may have: ask before it is called failed.
async fn refused(shop: &Shop, refund: &StoredRefund, code: &str) -> Result<(), ShopError> {
    match shop.parts.gateway.find_refund(&wire(refund)).await {
        Ok(Some(verdict)) => settle::settle(shop, refund.id, verdict).await,
        Ok(None) => fail(shop, refund, code).await,
        Err(_) => settle::postpone(shop, refund, None).await,
    }
}

async fn fail(shop: &Shop, refund: &StoredRefund, reason: &str) -> Result<(), ShopError> {
    let verdict = RefundVerdict {
        reference: String::new(),
        minor: refund.amount.minor,
        state: RefundState::Failed {
            reason: reason.to_owned(),
        },
    };
    settle::settle(shop, refund.id, verdict).await
}

fn wire(refund: &StoredRefund) -> Refund {
    Refund {
        refund: refund.id,
        reference: refund.charge.clone(),
        amount: refund.amount,
        idempotency_key: refund.idempotency_key.clone(),
    }
}
