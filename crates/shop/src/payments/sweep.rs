//! Picking up what was left lying. Everything that is to happen is in our own tables; the queue only
//! makes it happen soon. With every job lost, this alone settles every order.

use std::time::Duration;

use domain::{
    OrderId,
    order::OrderState,
    payment::{DeclineReason, PaymentState},
};
use gateways::GatewayError;
use store::{Tx, payments::StoredPayment};

use super::{
    SweepReport, apply,
    jobs::{
        APPLY_WEBHOOK, ApplyWebhook, CHARGE_PAYMENT, ChargePayment, SETTLE_PAYMENT, SettlePayment,
    },
};
use crate::{Shop, ShopError, crash, race::write_patiently};

/// A webhook's own job has had its chance by then.
const WEBHOOK_AGE: Duration = Duration::from_secs(10);
/// How long an order that can't be expired now is left alone, so that others get their turn.
const NEXT_TRY: Duration = Duration::from_secs(60);
/// At most one new job for the same look in this time, however often and wherever the sweeper runs.
const JOB_EVERY_MILLIS: i64 = 30_000;

pub(super) async fn sweep(shop: &Shop) -> Result<SweepReport, ShopError> {
    let payments = pick_up_payments(shop).await?;
    let webhooks = pick_up_webhooks(shop).await?;
    let expired = expire_orders(shop).await?;
    let db = shop.parts.database.reader();
    let pruned = store::idempotency::prune(db).await?
        + store::jobs::prune(db).await?
        + store::webhooks::prune(db).await?;
    let report = SweepReport {
        payments,
        webhooks,
        expired,
        pruned,
    };
    if report != SweepReport::default() {
        tracing::info!(?report, "Picked up what was left lying");
    }
    Ok(report)
}

async fn pick_up_payments(shop: &Shop) -> Result<u64, ShopError> {
    let db = shop.parts.database.reader();
    let turn = turn(shop);
    let mut written = 0;
    for (payment, state, tries) in store::payments::due(db).await? {
        let key = format!("sweep:{payment}:{tries}:{turn}");
        let is_new = if state == PaymentState::Created {
            let job = ChargePayment {
                payment,
                trace_parent: None,
            };
            store::jobs::enqueue(db, CHARGE_PAYMENT, &job, Duration::ZERO, &key).await?
        } else {
            let job = SettlePayment { payment };
            store::jobs::enqueue(db, SETTLE_PAYMENT, &job, Duration::ZERO, &key).await?
        };
        written += u64::from(is_new);
    }
    Ok(written)
}

async fn pick_up_webhooks(shop: &Shop) -> Result<u64, ShopError> {
    let db = shop.parts.database.reader();
    let buried = store::webhooks::bury(db).await?;
    if 0 < buried {
        tracing::error!(buried, "Put webhooks aside that were tried too often");
    }
    let turn = turn(shop);
    let mut written = 0;
    for (gateway, event_id, tries) in store::webhooks::waiting(db, WEBHOOK_AGE).await? {
        let key = format!("sweep:{gateway}:{event_id}:{tries}:{turn}");
        let job = ApplyWebhook { gateway, event_id };
        let is_new = store::jobs::enqueue(db, APPLY_WEBHOOK, &job, Duration::ZERO, &key).await?;
        written += u64::from(is_new);
    }
    Ok(written)
}

fn turn(shop: &Shop) -> i64 {
    shop.parts.clock.now().unix_millis() / JOB_EVERY_MILLIS
}

/// One order that can't be expired must not keep the others' goods from the shelf.
async fn expire_orders(shop: &Shop) -> Result<u64, ShopError> {
    let mut expired = 0;
    for order in store::stock::expired_orders(shop.parts.database.reader()).await? {
        match expire(shop, order).await {
            Ok(()) => {
                expired += 1;
                crash::point("expiry-half-done").await?;
            }
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => tracing::error!(%order, ?error, "An order can't be expired"),
        }
    }
    Ok(expired)
}

async fn expire(shop: &Shop, order: OrderId) -> Result<(), ShopError> {
    let attempts = store::payments::of_order(shop.parts.database.reader(), order).await?;
    let live = attempts.iter().find(|payment| payment.state.is_live());
    if let Some(payment) = live
        && let PaymentState::RequiresAction { reference, .. } = &payment.state
        && !cancel(shop, payment, reference).await?
    {
        return leave_alone(shop, order).await;
    }
    write_patiently(shop, move |tx, shop| {
        Box::pin(async move { expire_in(tx, &shop, order).await })
    })
    .await?;
    shop.news.order_changed(order);
    Ok(())
}

/// The shopper's bank must not say yes after we let the goods go. Whether the charge is off for good.
pub(super) async fn cancel(
    shop: &Shop,
    payment: &StoredPayment,
    reference: &str,
) -> Result<bool, ShopError> {
    match shop.parts.gateway.cancel(reference).await {
        Ok(verdict)
            if matches!(
                verdict.state,
                PaymentState::Voided | PaymentState::Failed { .. }
            ) =>
        {
            Ok(true)
        }
        // It was paid in the last second, or it still moves.
        Ok(verdict) => {
            apply::apply(shop, payment.id, Some(verdict.reference), verdict.state).await?;
            Ok(false)
        }
        // A charge that the gateway denies will not move any money.
        Err(GatewayError::Refused { code, .. }) => {
            tracing::error!(payment = %payment.id, code, "The gateway knows nothing of a charge of ours");
            Ok(true)
        }
        Err(error) => {
            tracing::warn!(payment = %payment.id, %error, "A charge can't be cancelled");
            Ok(false)
        }
    }
}

async fn leave_alone(shop: &Shop, order: OrderId) -> Result<(), ShopError> {
    write_patiently(shop, move |tx, _| {
        Box::pin(async move { Ok(store::stock::extend(tx, order, NEXT_TRY).await?) })
    })
    .await
}

async fn expire_in(tx: &Tx, shop: &Shop, order: OrderId) -> Result<(), ShopError> {
    let order = apply::lock_order(tx, order).await?;
    if order.state != OrderState::PendingPayment || !store::stock::has_expired(tx, order.id).await?
    {
        return Ok(());
    }
    let attempts = store::payments::of_order(tx, order.id).await?;
    let live = attempts.iter().find(|payment| payment.state.is_live());
    match live.map(|payment| (payment, &payment.state)) {
        Some((payment, PaymentState::Created | PaymentState::RequiresAction { .. })) => {
            let expired = PaymentState::Failed {
                reason: DeclineReason::Expired,
            };
            apply::write(tx, shop, &order, payment.id, None, &expired).await
        }
        // It is being paid this moment.
        _ => Ok(()),
    }
}
