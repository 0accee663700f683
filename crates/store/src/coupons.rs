//! Uses of coupons, counted.
//!
//! A use belongs to an order like a hold on a shelf: [`crate::stock::hold`] takes it and
//! [`crate::stock::release`] gives it back, so no way to cancel an order can forget it. Coupons are
//! locked before shelves, in the order of their ids. The limit is part of the statement that counts:
//! nobody reads a number first and believes it afterwards.

use domain::{CouponId, Email, OrderId, pricing::CouponProblem};
use uuid::Uuid;

use crate::{
    StoreError, Tx,
    row::{all, execute, get, one, parse},
};

/// What an order was promised can't be had any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exhausted {
    /// Whether the shopper typed a code for it.
    pub has_code: bool,
    pub problem: CouponProblem,
}

/// Uses every coupon of the order once more, or says which can't be; then roll back.
pub(crate) async fn claim(tx: &Tx, order: OrderId) -> Result<Result<(), Exhausted>, StoreError> {
    // A promotion for everybody that is not limited is not counted: all orders would wait for its row.
    let wanted = all(
        tx,
        "SELECT c.id, c.code IS NOT NULL AS has_code, c.max_per_customer, o.account_id, o.email
         FROM order_discount d JOIN coupon c ON c.id = d.coupon_id JOIN orders o ON o.id = d.order_id
         WHERE d.order_id = $1 AND (c.code IS NOT NULL OR c.max_uses IS NOT NULL OR c.max_per_customer IS NOT NULL)
         ORDER BY c.id",
        [order.0.into()],
    )
    .await?;
    for row in wanted {
        let coupon = CouponId(get(&row, "id")?);
        let account: Option<Uuid> = get(&row, "account_id")?;
        let email: Email = parse(&row, "orders", "email")?;
        let per_customer: Option<i32> = get(&row, "max_per_customer")?;
        let exhausted = |problem| {
            Ok(Err(Exhausted {
                has_code: get(&row, "has_code")?,
                problem,
            }))
        };
        if !record(tx, coupon, order, account, &email).await? {
            continue;
        }
        let counted = execute(
            tx,
            "UPDATE coupon SET used = used + 1 WHERE id = $1 AND (max_uses IS NULL OR used < max_uses)",
            [coupon.0.into()],
        )
        .await?;
        if counted == 0 {
            // Not every caller rolls back; a use that was not counted must not be given back.
            forget(tx, coupon, order).await?;
            return exhausted(CouponProblem::UsedUp);
        }
        // Whoever else uses it waits for its row, so from here on all uses before this one can be seen.
        if let Some(at_most) = per_customer
            && i64::from(at_most) < used_by(tx, coupon, account, &email).await?
        {
            return exhausted(CouponProblem::UsedBefore);
        }
    }
    Ok(Ok(()))
}

/// Gives back what an order used that was not paid.
pub(crate) async fn give_back(tx: &Tx, order: OrderId) -> Result<(), StoreError> {
    execute(
        tx,
        "WITH locked AS (
            SELECT c.id FROM coupon c JOIN coupon_use u ON u.coupon_id = c.id JOIN orders o ON o.id = u.order_id
            WHERE u.order_id = $1 AND o.state IN ('pending_payment', 'payment_failed', 'cancelled')
            ORDER BY c.id FOR NO KEY UPDATE OF c),
         gone AS (
            DELETE FROM coupon_use WHERE order_id = $1 AND coupon_id IN (SELECT id FROM locked) RETURNING coupon_id)
         UPDATE coupon SET used = used - 1 FROM gone WHERE coupon.id = gone.coupon_id",
        [order.0.into()],
    )
    .await?;
    Ok(())
}

/// False: the order has used it already.
async fn record(
    tx: &Tx,
    coupon: CouponId,
    order: OrderId,
    account: Option<Uuid>,
    email: &Email,
) -> Result<bool, StoreError> {
    let recorded = execute(
        tx,
        "INSERT INTO coupon_use (coupon_id, order_id, account_id, customer) VALUES ($1, $2, $3, $4)
         ON CONFLICT ON CONSTRAINT coupon_use_pkey DO NOTHING",
        [
            coupon.0.into(),
            order.0.into(),
            account.into(),
            email.person().into(),
        ],
    )
    .await?;
    Ok(recorded == 1)
}

async fn forget(tx: &Tx, coupon: CouponId, order: OrderId) -> Result<(), StoreError> {
    execute(
        tx,
        "DELETE FROM coupon_use WHERE coupon_id = $1 AND order_id = $2",
        [coupon.0.into(), order.0.into()],
    )
    .await?;
    Ok(())
}

async fn used_by(
    tx: &Tx,
    coupon: CouponId,
    account: Option<Uuid>,
    email: &Email,
) -> Result<i64, StoreError> {
    let row = one(
        tx,
        "SELECT count(*) AS uses FROM coupon_use WHERE coupon_id = $1 AND (account_id = $2 OR customer = $3)",
        [coupon.0.into(), account.into(), email.person().into()],
    )
    .await?;
    row.map_or(Ok(0), |row| get(&row, "uses"))
}
