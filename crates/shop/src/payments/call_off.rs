//! Calling an order off while nothing was charged: the charge first, then the order.
//!
//! A capture may come at the same time. Whichever takes the order's lock first wins: a payment that is off
//! can't be sent, and one that is on its way can't be called off.

use domain::{
    OrderId, PaymentId, Refusal,
    order::{OrderKey, OrderState},
    payment::PaymentState,
};
use store::{Tx, payments::StoredPayment};

use super::{apply, sweep};
use crate::{Shop, ShopError, race::write_patiently};

pub(crate) async fn call_off(shop: &Shop, key: &OrderKey) -> Result<(), ShopError> {
    let db = shop.parts.database.reader();
    let order = store::orders::find_by_key(db, key)
        .await?
        .ok_or(ShopError::NotFound)?;
    let attempts = store::payments::of_order(db, order.id).await?;
    if order.state != OrderState::Cancelled
        && !order
            .state
            .may_be_cancelled(attempts.last().map(|latest| &latest.state))
    {
        return Err(refusal(order.state).into());
    }
    let off = call_off_at_gateway(shop, &attempts).await?;
    let order = order.id;
    write_patiently(shop, move |tx, _| {
        let off = off.clone();
        Box::pin(async move { call_off_in(tx, order, &off).await })
    })
    .await?;
    shop.news.order_changed(order);
    Ok(())
}

/// The shopper's bank must not say yes after the order is off, nor may a card that was declined be charged
/// after all. Returns the payments that are off for good.
async fn call_off_at_gateway(
    shop: &Shop,
    attempts: &[StoredPayment],
) -> Result<Vec<PaymentId>, ShopError> {
    let mut off = Vec::new();
    for payment in attempts {
        let reference = match &payment.state {
            PaymentState::RequiresAction { reference, .. } => Some(reference),
            PaymentState::Failed { .. } => payment.reference.as_ref(),
            _ => None,
        };
        if let Some(reference) = reference
            && sweep::cancel(shop, payment, reference).await?
        {
            off.push(payment.id);
        }
    }
    Ok(off)
}

async fn call_off_in(tx: &Tx, order: OrderId, off: &[PaymentId]) -> Result<(), ShopError> {
    let order = apply::lock_order(tx, order).await?;
    match order.state {
        // Pressed twice.
        OrderState::Cancelled => return Ok(()),
        OrderState::PendingPayment | OrderState::PaymentFailed => {}
        state => return Err(refusal(state).into()),
    }
    let attempts = store::payments::of_order(tx, order.id).await?;
    let live = attempts.iter().find(|payment| payment.state.is_live());
    if let Some(payment) = live {
        let is_off = match payment.state {
            PaymentState::Created => true,
            PaymentState::RequiresAction { .. } => off.contains(&payment.id),
            _ => false,
        };
        if !is_off {
            return Err(Refusal::PaymentUnderWay.into());
        }
        let at_once = std::time::Duration::ZERO;
        store::payments::advance(tx, payment.id, &PaymentState::Voided, None, at_once).await?;
    }
    store::orders::act_as(tx, "shopper").await?;
    store::orders::set_state(tx, order.id, OrderState::Cancelled).await?;
    Ok(store::stock::release(tx, order.id).await?)
}

fn refusal(state: OrderState) -> Refusal {
    match state {
        OrderState::PendingPayment => Refusal::PaymentUnderWay,
        _ => Refusal::OrderClosed,
    }
}
