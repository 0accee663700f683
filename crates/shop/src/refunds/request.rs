//! Writing a refund down: one transaction, from the client's key to the claim on the payment.

use std::time::Duration;

use domain::{
    Money, OrderId, RefundId, Refusal,
    cart::Quantity,
    order::{OrderNumber, OrderState},
    payment::PaymentState,
    refund::{RefundOf, share},
};
use serde_json::json;
use store::{
    Tx,
    orders::StoredOrder,
    payments::StoredPayment,
    refunds::{Kind, NewRefund, Refundable, RefundedLine},
};

use super::{
    RequestRefund, Requested,
    jobs::{SEND_REFUND, SendRefund},
};
use crate::{
    Shop, ShopError, clock::new_id, crash, payments::apply::lock_order, race::write_patiently,
    request_key::RequestKey,
};

/// If nobody has looked at the refund by then, its job was lost.
const CHECK_AFTER: Duration = Duration::from_secs(15);
/// A merchant's note, not a letter.
const REASON_MAX: usize = 500;

pub(super) async fn request(
    shop: &Shop,
    number: &OrderNumber,
    wanted: RequestRefund,
) -> Result<Requested, ShopError> {
    if wanted
        .reason
        .as_ref()
        .is_some_and(|reason| REASON_MAX < reason.len())
    {
        return Err(ShopError::Invalid(Vec::new()));
    }
    let key = request_key(number, &wanted)?;
    let db = shop.parts.database.reader();
    let order = store::refunds::order_by_number(db, number)
        .await?
        .ok_or(ShopError::NotFound)?;
    let requested = write_patiently(shop, move |tx, shop| {
        let (key, wanted) = (key.clone(), wanted.clone());
        Box::pin(async move {
            if let Some(before) = key.claim::<Requested>(tx).await? {
                return Ok(Requested {
                    replayed: true,
                    ..before
                });
            }
            let requested = write(tx, &shop, order, &wanted).await?;
            key.answer(tx, &requested).await?;
            crash::point("refund-not-committed").await?;
            Ok(requested)
        })
    })
    .await?;
    shop.news.order_changed(order);
    Ok(requested)
}

fn request_key(number: &OrderNumber, wanted: &RequestRefund) -> Result<RequestKey, ShopError> {
    let of = serde_json::to_string(&wanted.of).map_err(ShopError::internal)?;
    let reason = wanted.reason.as_deref().unwrap_or_default();
    let scope = format!("refund:{}", wanted.actor);
    let request = [number.as_str(), &of, reason];
    RequestKey::new(scope, &wanted.idempotency_key, &request)
}

async fn write(
    tx: &Tx,
    shop: &Shop,
    order: OrderId,
    wanted: &RequestRefund,
) -> Result<Requested, ShopError> {
    let order = lock_order(tx, order).await?;
    if !matches!(order.state, OrderState::Paid | OrderState::Fulfilled) {
        return Err(Refusal::OrderClosed.into());
    }
    let payment = captured(tx, &order).await?;
    let left = store::refunds::left(tx, payment.id, payment.amount.currency).await?;
    let (amount, restock, lines) = plan(tx, &order, &wanted.of, left).await?;
    // A sum that is wrong in itself is refused in the same words as one that is too large.
    if amount.minor < 1
        || amount.currency != left.currency
        || !store::refunds::claim(tx, payment.id, amount).await?
    {
        return Err(Refusal::RefundTooLarge { left }.into());
    }
    let parts = &shop.parts;
    let id: RefundId = new_id(parts.clock.as_ref(), parts.randomness.as_ref());
    let refund = NewRefund {
        id,
        order: order.id,
        payment: payment.id,
        number: store::refunds::next_number(tx, order.id).await?,
        kind: Kind::Asked,
        failures: 0,
        gateway: payment.gateway.clone(),
        charge: payment.reference.clone().unwrap_or_default(),
        is_claimed: true,
        amount,
        restock,
        reason: wanted.reason.clone(),
        lines,
        created_at: parts.clock.now(),
    };
    store::refunds::insert(tx, &refund, CHECK_AFTER).await?;
    enqueue(tx, id).await?;
    let left = left.checked_sub(amount)?;
    if left.is_zero() {
        store::orders::set_state(tx, order.id, OrderState::RefundPending).await?;
    }
    let detail = json!({ "order": order.number, "amount": amount, "of": wanted.of });
    let (subject, note) = (format!("refund:{id}"), wanted.reason.as_deref());
    store::audit::note(tx, &wanted.actor, "refund.request", &subject, note, detail).await?;
    Ok(Requested {
        refund: id,
        amount,
        left,
        replayed: false,
    })
}

/// The job that sends it. If it is lost the sweeper makes another.
pub(super) async fn enqueue(tx: &Tx, refund: RefundId) -> Result<(), ShopError> {
    let key = format!("refund:{refund}");
    let job = SendRefund { refund };
    store::jobs::enqueue(tx, SEND_REFUND, &job, Duration::ZERO, &key).await?;
    Ok(())
}

async fn captured(tx: &Tx, order: &StoredOrder) -> Result<StoredPayment, ShopError> {
    let attempts = store::payments::of_order(tx, order.id).await?;
    attempts
        .into_iter()
        .find(|payment| matches!(payment.state, PaymentState::Captured { .. }))
        // An order that cost nothing was never charged.
        .ok_or_else(|| Refusal::OrderClosed.into())
}

/// What it comes to, and which goods it is for.
async fn plan(
    tx: &Tx,
    order: &StoredOrder,
    of: &RefundOf,
    left: Money,
) -> Result<(Money, bool, Vec<RefundedLine>), ShopError> {
    let refundable = store::refunds::refundable(tx, order.id, left.currency).await?;
    match of {
        RefundOf::Amount { amount } => Ok((*amount, false, Vec::new())),
        RefundOf::Rest { restock } => {
            let lines = refundable
                .iter()
                .filter(|line| line.refunded < line.quantity)
                .map(|line| piece(line, line.quantity - line.refunded))
                .collect::<Result<_, _>>()?;
            Ok((left, *restock, lines))
        }
        RefundOf::Lines { lines, restock } => {
            let lines = pick(refundable, lines)?;
            let mut sum = Money::zero(left.currency);
            for line in &lines {
                sum = sum.checked_add(line.amount)?;
            }
            Ok((sum, *restock, lines))
        }
    }
}

/// The wanted pieces. The same SKU may stand in several lines of the order, and several times in the wish.
fn pick(
    mut refundable: Vec<Refundable>,
    wanted: &[(String, Quantity)],
) -> Result<Vec<RefundedLine>, ShopError> {
    let mut picked: Vec<RefundedLine> = Vec::new();
    for (sku, quantity) in wanted {
        let mut missing = quantity.get();
        for line in refundable.iter_mut().filter(|line| line.sku == *sku) {
            let pieces = missing.min(line.quantity - line.refunded);
            if pieces == 0 {
                continue;
            }
            let more = piece(line, pieces)?;
            line.refunded += pieces;
            missing -= pieces;
            match picked
                .iter_mut()
                .find(|known| known.position == more.position)
            {
                Some(known) => {
                    known.quantity += more.quantity;
                    known.amount = known.amount.checked_add(more.amount)?;
                }
                None => picked.push(more),
            }
        }
        if 0 < missing {
            let sku = sku.clone();
            let left = quantity.get() - missing;
            return Err(Refusal::RefundTooMany { sku, left }.into());
        }
    }
    Ok(picked)
}

fn piece(line: &Refundable, quantity: u16) -> Result<RefundedLine, ShopError> {
    Ok(RefundedLine {
        position: line.position,
        quantity,
        amount: share(line.paid, line.quantity, line.refunded, quantity)?,
    })
}
