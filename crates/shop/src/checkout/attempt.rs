//! An attempt to pay: written down with its job, and the goods held for it.

use std::time::Duration;

use domain::{Money, OrderId, PaymentId, Refusal, order::OrderState};
use store::{
    Tx,
    orders::{Ordered, StoredOrder},
    payments::NewPayment,
    stock::Missing,
};

use crate::{
    Shop, ShopError,
    clock::new_id,
    payments::jobs::{CHARGE_PAYMENT, ChargePayment},
};

/// How long goods are kept for an order that is not paid yet. Sending the charge starts it anew.
pub(crate) const HOLD: Duration = Duration::from_secs(15 * 60);
/// If nobody has looked at the payment by then, its job was lost.
const CHECK_AFTER: Duration = Duration::from_secs(15);
/// As many as the schema allows.
const ATTEMPTS_MAX: u32 = 20;

/// Writes down that the order is to be charged, together with the job that does it.
pub(super) async fn open(
    tx: &Tx,
    shop: &Shop,
    order: OrderId,
    attempt: u32,
    amount: Money,
    payment_method: &str,
    trace_parent: Option<String>,
) -> Result<(), ShopError> {
    let parts = &shop.parts;
    let id: PaymentId = new_id(parts.clock.as_ref(), parts.randomness.as_ref());
    let payment = NewPayment {
        id,
        order,
        attempt,
        gateway: parts.gateway.name(),
        payment_method: payment_method.to_owned(),
        amount,
        created_at: parts.clock.now(),
    };
    store::payments::insert(tx, &payment, CHECK_AFTER).await?;
    let job = ChargePayment {
        payment: id,
        trace_parent,
    };
    let key = format!("charge:{id}");
    store::jobs::enqueue(tx, CHARGE_PAYMENT, &job, Duration::ZERO, &key).await?;
    Ok(())
}

/// Opens another attempt for an order whose last one failed. Cart and order must be locked; the goods
/// that it returns are to be held as the last thing in the transaction.
pub(super) async fn again(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    payment_method: &str,
) -> Result<Vec<Ordered>, ShopError> {
    let attempts = store::payments::of_order(tx, order.id).await?;
    // Money that arrived for a failed order is a case for a person, not for a second charge.
    if attempts.iter().any(|payment| payment.state.is_live()) {
        return Err(Refusal::PaymentUnderWay.into());
    }
    let made = attempts.last().map_or(0, |payment| payment.attempt);
    if ATTEMPTS_MAX <= made {
        return Err(Refusal::TooManyPayments.into());
    }
    let total = order.totals.total;
    let goods = store::orders::contents(tx, order.id, total.currency).await?;
    store::orders::set_state(tx, order.id, OrderState::PendingPayment).await?;
    let rest = new_id(shop.parts.clock.as_ref(), shop.parts.randomness.as_ref());
    if !store::checkout::take_out(tx, order.cart, order.id, rest).await? {
        return Err(Refusal::OrderClosed.into());
    }
    open(
        tx,
        shop,
        order.id,
        made + 1,
        total,
        payment_method,
        order.trace_parent.clone(),
    )
    .await?;
    Ok(goods)
}

/// Holds the goods, or says which of them is missing. Shelves are locked last: nothing comes after this.
pub(crate) async fn hold(tx: &Tx, order: OrderId, goods: &[Ordered]) -> Result<(), ShopError> {
    let wanted: Vec<_> = goods
        .iter()
        .map(|line| (line.variant, u32::from(line.quantity.get())))
        .collect();
    let too_few = match store::stock::hold(tx, order, &wanted, HOLD).await? {
        Ok(()) => return Ok(()),
        Err(Missing::Goods(too_few)) => too_few,
        Err(Missing::Coupon(exhausted)) if exhausted.has_code => {
            return Err(Refusal::Coupon(exhausted.problem).into());
        }
        // A promotion for everybody is over: the shopper sees the new total before they pay it.
        Err(Missing::Coupon(_)) => return Err(Refusal::CartChanged.into()),
    };
    let title = goods
        .iter()
        .find(|line| line.variant == too_few.variant)
        .map(|line| line.title.clone())
        .unwrap_or_default();
    Err(Refusal::NotEnoughStock {
        title,
        available: too_few.available,
    }
    .into())
}
