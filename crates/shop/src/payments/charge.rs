//! Sending a charge: written down before, never twice under two keys, no transaction held meanwhile.

use std::time::Duration;

use domain::{
    PaymentId,
    order::OrderState,
    payment::{DeclineReason, PaymentState},
};
use gateways::{Capture, Charge, GatewayError, Verdict};
use store::{Tx, payments::StoredPayment};

use super::{apply, settle, wait};
use crate::{Shop, ShopError, checkout::attempt::HOLD, crash, race::write_patiently};

/// A call takes five seconds at most. Who comes later than this finds a sender that died.
const CALL: Duration = Duration::from_secs(8);

pub(super) async fn charge(shop: &Shop, payment: PaymentId) -> Result<(), ShopError> {
    let payment = store::payments::find(shop.parts.database.reader(), payment)
        .await?
        .ok_or(ShopError::NotFound)?;
    match payment.state {
        PaymentState::Created => first_time(shop, &payment).await,
        PaymentState::Failed { .. } | PaymentState::Voided | PaymentState::Captured { .. } => {
            Ok(())
        }
        // It was sent before, perhaps by a worker that is no more. Ask first.
        _ => settle::settle(shop, payment.id).await.map(drop),
    }
}

async fn first_time(shop: &Shop, payment: &StoredPayment) -> Result<(), ShopError> {
    if !earlier_attempts_are_over(shop, payment).await? {
        return wait::postpone(shop, payment, None).await;
    }
    if claim(shop, payment, Sending::First).await? {
        send(shop, payment).await?;
    }
    Ok(())
}

/// The gateway has never heard of it, so it is sent again under the same key.
pub(super) async fn again(shop: &Shop, payment: &StoredPayment) -> Result<(), ShopError> {
    if claim(shop, payment, Sending::Again).await? {
        send(shop, payment).await?;
    }
    Ok(())
}

/// A card that was declined once may not be charged after all while the next one is tried.
async fn earlier_attempts_are_over(
    shop: &Shop,
    payment: &StoredPayment,
) -> Result<bool, ShopError> {
    if payment.attempt == 1 {
        return Ok(true);
    }
    let attempts = store::payments::of_order(shop.parts.database.reader(), payment.order).await?;
    for earlier in attempts {
        if !matches!(earlier.state, PaymentState::Failed { .. }) {
            continue;
        }
        match call_off(shop, &earlier).await {
            // It never arrived.
            Ok(None) => {}
            Ok(Some(verdict)) => {
                let reference = Some(verdict.reference);
                apply::apply(shop, earlier.id, reference, verdict.state).await?;
            }
            Err(GatewayError::Refused { code, .. }) => {
                tracing::warn!(payment = %earlier.id, code, "An earlier attempt can't be cancelled");
            }
            Err(GatewayError::Indeterminate(reason) | GatewayError::Stuck(reason)) => {
                tracing::warn!(payment = %earlier.id, reason, "An earlier attempt may still be open");
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// One whose answer was lost has no reference; the gateway may know it all the same.
async fn call_off(shop: &Shop, earlier: &StoredPayment) -> Result<Option<Verdict>, GatewayError> {
    let gateway = &shop.parts.gateway;
    let reference = match &earlier.reference {
        Some(reference) => reference.clone(),
        None => match gateway.find_by_payment(earlier.id).await? {
            Some(found) => found.reference,
            None => return Ok(None),
        },
    };
    gateway.cancel(&reference).await.map(Some)
}

#[derive(Debug, Clone, Copy)]
enum Sending {
    First,
    Again,
}

/// Whether this runner, and no other, may send it now. Keeps the goods until the answer is there; if
/// they are gone already, nothing is sent.
async fn claim(shop: &Shop, payment: &StoredPayment, sending: Sending) -> Result<bool, ShopError> {
    let payment = payment.clone();
    let order = payment.order;
    let claimed = write_patiently(shop, move |tx, shop| {
        let payment = payment.clone();
        Box::pin(async move { claim_in(tx, &shop, &payment, sending).await })
    })
    .await?;
    if !claimed {
        shop.news.order_changed(order);
    }
    Ok(claimed)
}

async fn claim_in(
    tx: &Tx,
    shop: &Shop,
    payment: &StoredPayment,
    sending: Sending,
) -> Result<bool, ShopError> {
    let order = apply::lock_order(tx, payment.order).await?;
    let is_held = store::stock::is_held(tx, payment.order).await?;
    if let Sending::First = sending
        && (!is_held || order.state != OrderState::PendingPayment)
    {
        let expired = PaymentState::Failed {
            reason: DeclineReason::Expired,
        };
        apply::write(tx, shop, &order, payment.id, None, &expired).await?;
        return Ok(false);
    }
    let claimed = match sending {
        Sending::First => store::payments::start_sending(tx, payment.id, CALL).await?,
        Sending::Again => store::payments::start_resending(tx, payment.id, CALL).await?,
    };
    if claimed {
        store::stock::extend(tx, payment.order, HOLD).await?;
    }
    Ok(claimed)
}

async fn send(shop: &Shop, payment: &StoredPayment) -> Result<(), ShopError> {
    let charge = Charge {
        payment: payment.id,
        order: payment.order,
        amount: payment.amount,
        payment_method: payment.payment_method.clone(),
        idempotency_key: payment.idempotency_key.clone(),
        capture: if payment.capture_later {
            Capture::Later
        } else {
            Capture::AtOnce
        },
        return_url: format!(
            "{}/orders/{}",
            shop.parts.settings.public_url, payment.order_key
        ),
        trace_parent: payment.trace_parent.clone(),
    };
    crash::point("charge-not-sent").await?;
    let answer = shop.parts.gateway.charge(&charge).await;
    crash::point("answer-not-stored").await?;
    match answer {
        Ok(verdict) => apply::apply(shop, payment.id, Some(verdict.reference), verdict.state).await,
        Err(GatewayError::Indeterminate(reason)) => {
            tracing::warn!(payment = %payment.id, reason, "The gateway gave no clear answer");
            wait::postpone(shop, payment, None).await
        }
        Err(GatewayError::Refused { code, message }) => {
            tracing::error!(payment = %payment.id, code, message, "The gateway refused a charge");
            unless_it_went_through(shop, payment, Some(DeclineReason::Other)).await
        }
        Err(GatewayError::Stuck(reason)) => {
            tracing::error!(payment = %payment.id, reason, "The gateway repeats an error");
            // What it did before it failed shows in its search a moment later at the earliest.
            let over = payment
                .is_searchable
                .then_some(DeclineReason::ProcessingError);
            unless_it_went_through(shop, payment, over).await
        }
    }
}

/// This call did nothing. An earlier one with the same key may have: ask before the payment is called
/// failed, if it is to be.
async fn unless_it_went_through(
    shop: &Shop,
    payment: &StoredPayment,
    over: Option<DeclineReason>,
) -> Result<(), ShopError> {
    let found = shop.parts.gateway.find_by_payment(payment.id).await;
    match (found, over) {
        (Ok(Some(verdict)), _) => {
            apply::apply(shop, payment.id, Some(verdict.reference), verdict.state).await
        }
        (Ok(None), Some(reason)) => {
            apply::apply(shop, payment.id, None, PaymentState::Failed { reason }).await
        }
        (Ok(None), None) | (Err(_), _) => wait::postpone(shop, payment, None).await,
    }
}
