//! How much can go back, of the money and of the goods.

use domain::{Currency, Money, OrderId, PaymentId, RefundId, order::OrderState};

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, money, one, parse},
    stock::{Cause, say_why},
};

/// A line of the order, and how much of it went back or is on its way.
#[derive(Debug, Clone)]
pub struct Refundable {
    pub position: i16,
    pub sku: String,
    pub quantity: u16,
    pub refunded: u16,
    /// What was paid for all of it: less its discounts, with its tax.
    pub paid: Money,
}

/// What can still be given back of a payment.
pub async fn left(
    db: &impl Connection,
    payment: PaymentId,
    currency: Currency,
) -> Result<Money, StoreError> {
    let sql = "SELECT captured_minor - refunded_minor AS left_minor FROM payment WHERE id = $1";
    match one(db, sql, [payment.0.into()]).await? {
        Some(row) => money(&row, "left_minor", currency),
        None => Ok(Money::zero(currency)),
    }
}

/// Takes the amount out of what can still be given back. False: so much is not left. One statement, so
/// that of two refunds at the same time the second sees the first.
pub async fn claim(tx: &Tx, payment: PaymentId, amount: Money) -> Result<bool, StoreError> {
    let claimed = execute(
        tx,
        "UPDATE payment SET refunded_minor = refunded_minor + $2
         WHERE id = $1 AND state = 'captured' AND refunded_minor + $2 <= captured_minor",
        [payment.0.into(), amount.minor.into()],
    )
    .await?;
    Ok(claimed == 1)
}

/// The opposite: the gateway did not pay it.
pub async fn unclaim(tx: &Tx, payment: PaymentId, amount: Money) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE payment SET refunded_minor = refunded_minor - $2 WHERE id = $1",
        [payment.0.into(), amount.minor.into()],
    )
    .await?;
    Ok(())
}

/// Whether all that was captured has gone back.
pub async fn is_all_back(tx: &Tx, payment: PaymentId) -> Result<bool, StoreError> {
    let row = one(
        tx,
        "SELECT p.captured_minor = COALESCE(sum(r.amount_minor), 0) AS is_all_back FROM payment p
         LEFT JOIN refund r ON r.payment_id = p.id AND r.is_claimed AND r.state = 'succeeded'
         WHERE p.id = $1 GROUP BY p.captured_minor",
        [payment.0.into()],
    )
    .await?;
    row.map_or(Ok(false), |row| get(&row, "is_all_back"))
}

/// Whether some of it is still on its way back.
pub async fn is_moving(tx: &Tx, payment: PaymentId) -> Result<bool, StoreError> {
    let row = one(
        tx,
        "SELECT 1 AS found FROM refund WHERE payment_id = $1 AND is_claimed AND state NOT IN ('failed', 'succeeded') LIMIT 1",
        [payment.0.into()],
    )
    .await?;
    Ok(row.is_some())
}

/// The order's lines with what of them went back or is on its way. Lock the order first.
pub async fn refundable(
    tx: &Tx,
    order: OrderId,
    currency: Currency,
) -> Result<Vec<Refundable>, StoreError> {
    let rows = all(
        tx,
        "SELECT l.position, l.sku, l.quantity, COALESCE((
            SELECT sum(rl.quantity) FROM refund_line rl JOIN refund r ON r.id = rl.refund_id
            WHERE rl.order_id = l.order_id AND rl.position = l.position AND r.state <> 'failed'), 0)::int AS refunded,
            l.total_minor - l.discount_minor + CASE WHEN o.prices_include_tax THEN 0 ELSE l.tax_minor END AS paid_minor
         FROM order_line l JOIN orders o ON o.id = l.order_id WHERE l.order_id = $1 ORDER BY l.position",
        [order.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let pieces = |count: i32| {
                u16::try_from(count).map_err(|error| StoreError::corrupt("refund_line", error))
            };
            Ok(Refundable {
                position: get(row, "position")?,
                sku: get(row, "sku")?,
                quantity: pieces(get::<i16>(row, "quantity")?.into())?,
                refunded: pieces(get(row, "refunded")?)?,
                paid: money(row, "paid_minor", currency)?,
            })
        })
        .collect()
}

/// The refund's goods lie on the shelf again from which they were taken.
pub async fn restock(tx: &Tx, order: OrderId, refund: RefundId) -> Result<(), StoreError> {
    say_why(tx, Cause::Return, order).await?;
    execute(
        tx,
        "WITH back AS (
            SELECT l.variant_id, sum(rl.quantity)::int AS quantity,
                COALESCE((SELECT min(h.location_id) FROM reservation h
                    WHERE h.order_id = l.order_id AND h.variant_id = l.variant_id AND h.state = 'committed'), 1) AS location_id
            FROM refund_line rl JOIN order_line l ON l.order_id = rl.order_id AND l.position = rl.position
            WHERE rl.refund_id = $1 GROUP BY l.order_id, l.variant_id),
         shelf AS (
            SELECT s.variant_id, s.location_id, back.quantity FROM stock_item s JOIN back USING (variant_id, location_id)
            ORDER BY s.variant_id, s.location_id FOR UPDATE OF s)
         UPDATE stock_item s SET on_hand = s.on_hand + shelf.quantity
         FROM shelf WHERE s.variant_id = shelf.variant_id AND s.location_id = shelf.location_id",
        [refund.0.into()],
    )
    .await?;
    Ok(())
}

/// The state the order was in before its refund began.
pub async fn state_before(tx: &Tx, order: OrderId) -> Result<Option<OrderState>, StoreError> {
    let row = one(
        tx,
        "SELECT from_state FROM order_event WHERE order_id = $1 AND to_state = 'refund_pending' ORDER BY seq DESC LIMIT 1",
        [order.0.into()],
    )
    .await?;
    row.map(|row| parse(&row, "order_event", "from_state"))
        .transpose()
}
