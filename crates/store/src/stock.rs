//! Shelves and holds.
//!
//! Shelves are the last thing a transaction locks, sorted by variant and location, so that no two
//! transactions wait for each other. A hold is one conditional update: nobody reads a number first and
//! believes it afterwards.

use std::time::Duration;

use domain::{OrderId, VariantId};
use sea_orm::Value;

use crate::{
    Connection, StoreError, Tx,
    coupons::{self, Exhausted},
    row::{all, execute, get, one},
};

/// Why goods leave a shelf or come to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    Sale,
    Return,
}

/// Not all of it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFew {
    pub variant: VariantId,
    pub available: u32,
}

/// Why an order can't hold what it was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Goods(TooFew),
    Coupon(Exhausted),
}

/// Holds all of the wanted goods for an order and takes a use of its coupons, or says what is missing; then
/// roll back.
pub async fn hold(
    tx: &Tx,
    order: OrderId,
    wanted: &[(VariantId, u32)],
    keep: Duration,
) -> Result<Result<(), Missing>, StoreError> {
    if let Err(exhausted) = coupons::claim(tx, order).await? {
        return Ok(Err(Missing::Coupon(exhausted)));
    }
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable_by_key(|(variant, _)| *variant);
    for (variant, quantity) in wanted {
        let quantity =
            i32::try_from(quantity).map_err(|_| StoreError::corrupt("order_line", "quantity"))?;
        if hold_in_one_place(tx, order, variant, quantity, keep).await? {
            continue;
        }
        if let Err(too_few) = hold_from_every_shelf(tx, order, variant, quantity, keep).await? {
            return Ok(Err(Missing::Goods(too_few)));
        }
    }
    Ok(Ok(()))
}

/// The usual case, and the only one under a rush: one statement, zero rows if it isn't there.
async fn hold_in_one_place(
    tx: &Tx,
    order: OrderId,
    variant: VariantId,
    quantity: i32,
    keep: Duration,
) -> Result<bool, StoreError> {
    let held = execute(
        tx,
        "WITH shelf AS (
            UPDATE stock_item SET reserved = reserved + $3
            WHERE variant_id = $2 AND on_hand - reserved >= $3 AND location_id =
                (SELECT location_id FROM stock_item WHERE variant_id = $2 AND on_hand - reserved >= $3 ORDER BY location_id LIMIT 1)
            RETURNING location_id)
         INSERT INTO reservation (order_id, variant_id, location_id, quantity, expires_at)
         SELECT $1, $2, location_id, $3, now() + make_interval(secs => $4) FROM shelf",
        [
            order.0.into(),
            variant.0.into(),
            quantity.into(),
            keep.as_secs_f64().into(),
        ],
    )
    .await?;
    Ok(held == 1)
}

/// Locks the variant's shelves and takes from each what it has.
async fn hold_from_every_shelf(
    tx: &Tx,
    order: OrderId,
    variant: VariantId,
    quantity: i32,
    keep: Duration,
) -> Result<Result<(), TooFew>, StoreError> {
    let shelves = all(
        tx,
        "SELECT location_id, on_hand - reserved AS available FROM stock_item
         WHERE variant_id = $1 ORDER BY location_id FOR UPDATE",
        [variant.0.into()],
    )
    .await?;
    let shelves = shelves
        .iter()
        .map(|row| Ok((get(row, "location_id")?, get(row, "available")?)))
        .collect::<Result<Vec<(i16, i32)>, StoreError>>()?;
    let available: i32 = shelves.iter().map(|(_, available)| available).sum();
    if available < quantity {
        return Ok(Err(TooFew {
            variant,
            available: u32::try_from(available).unwrap_or_default(),
        }));
    }
    let mut missing = quantity;
    for (location, available) in shelves {
        let taken = missing.min(available);
        if taken <= 0 {
            continue;
        }
        execute(
            tx,
            "WITH shelf AS (UPDATE stock_item SET reserved = reserved + $4 WHERE variant_id = $2 AND location_id = $3)
             INSERT INTO reservation (order_id, variant_id, location_id, quantity, expires_at)
             VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))",
            [
                order.0.into(),
                variant.0.into(),
                location.into(),
                taken.into(),
                keep.as_secs_f64().into(),
            ],
        )
        .await?;
        missing -= taken;
    }
    Ok(Ok(()))
}

/// Whether everything in the order is held for it right now.
pub async fn is_held(tx: &Tx, order: OrderId) -> Result<bool, StoreError> {
    let row = one(
        tx,
        "SELECT (SELECT COALESCE(sum(quantity), 0) FROM order_line WHERE order_id = $1)
              = (SELECT COALESCE(sum(quantity), 0) FROM reservation WHERE order_id = $1 AND state = 'held') AS held",
        [order.0.into()],
    )
    .await?;
    row.map_or(Ok(false), |row| get(&row, "held"))
}

/// Keeps the order's holds for that long from now. The caller asks [`is_held`] first, under the order's lock.
pub async fn extend(tx: &Tx, order: OrderId, keep: Duration) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE reservation SET expires_at = GREATEST(expires_at, now() + make_interval(secs => $2))
         WHERE order_id = $1 AND state = 'held'",
        [order.0.into(), keep.as_secs_f64().into()],
    )
    .await?;
    Ok(())
}

/// What is written into the log of stock movements for the rest of the transaction. Without it they are
/// taken for a count.
pub(crate) async fn say_why(tx: &Tx, cause: Cause, order: OrderId) -> Result<(), StoreError> {
    let cause = match cause {
        Cause::Sale => "sale",
        Cause::Return => "return",
    };
    one(
        tx,
        "SELECT set_config('stoa.cause', $1, true), set_config('stoa.order', $2, true)",
        [cause.into(), order.to_string().into()],
    )
    .await?;
    Ok(())
}

/// The goods leave the shelf: they are sold.
pub async fn commit(tx: &Tx, order: OrderId) -> Result<(), StoreError> {
    say_why(tx, Cause::Sale, order).await?;
    end_holds(
        tx,
        order,
        "committed",
        "on_hand = s.on_hand - shelf.quantity, ",
    )
    .await
}

/// The goods go back, and the uses of coupons of an order that is not paid. Nothing is held: nothing happens.
pub async fn release(tx: &Tx, order: OrderId) -> Result<(), StoreError> {
    coupons::give_back(tx, order).await?;
    end_holds(tx, order, "released", "").await
}

async fn end_holds(
    tx: &Tx,
    order: OrderId,
    state: &'static str,
    also: &'static str,
) -> Result<(), StoreError> {
    let sql = format!(
        "WITH ended AS (
            UPDATE reservation SET state = $2 WHERE order_id = $1 AND state = 'held'
            RETURNING variant_id, location_id, quantity),
         shelf AS (
            SELECT s.variant_id, s.location_id, ended.quantity
            FROM stock_item s JOIN ended USING (variant_id, location_id)
            ORDER BY s.variant_id, s.location_id FOR UPDATE OF s)
         UPDATE stock_item s SET {also}reserved = s.reserved - shelf.quantity
         FROM shelf WHERE s.variant_id = shelf.variant_id AND s.location_id = shelf.location_id"
    );
    let values: [Value; 2] = [order.0.into(), state.into()];
    execute(tx, &sql, values).await?;
    Ok(())
}

/// Orders whose time to pay ran out, the longest ago first, except those that are being paid this moment.
pub async fn expired_orders(db: &impl Connection) -> Result<Vec<OrderId>, StoreError> {
    let none: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT r.order_id FROM reservation r
         WHERE r.state = 'held' AND r.expires_at <= now() AND NOT EXISTS (
            SELECT 1 FROM payment p WHERE p.order_id = r.order_id AND p.state IN ('sending', 'unknown', 'authorized', 'captured'))
         GROUP BY r.order_id ORDER BY min(r.expires_at) LIMIT 100",
        none,
    )
    .await?;
    rows.iter()
        .map(|row| Ok(OrderId(get(row, "order_id")?)))
        .collect()
}

/// Whether the order's holds have run out, by the database's clock.
pub async fn has_expired(tx: &Tx, order: OrderId) -> Result<bool, StoreError> {
    let row = one(
        tx,
        "SELECT COALESCE(bool_and(expires_at <= now()), true) AS expired FROM reservation WHERE order_id = $1 AND state = 'held'",
        [order.0.into()],
    )
    .await?;
    row.map_or(Ok(false), |row| get(&row, "expired"))
}
