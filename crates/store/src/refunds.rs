//! Refunds: rows that are written before anything is sent, and claims on what was captured.
//!
//! Every statement that moves a refund names the states it may move from, as with payments.

mod claims;
mod orphans;

use std::time::Duration;

use domain::{
    Currency, Money, OrderId, PaymentId, RefundId, Timestamp,
    order::OrderNumber,
    refund::{OrderRefund, RefundState},
};
use sea_orm::{QueryResult, Value};

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, money, one, parse, timestamp, to_database_time},
};

pub use claims::{
    Refundable, claim, is_all_back, is_moving, left, refundable, restock, state_before, unclaim,
};
pub use orphans::{Orphan, close_orphan, failures, orphans, was_orphaned};

/// Why money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A merchant asked for it.
    Asked,
    /// It came in without goods to send for it.
    Orphan,
}

#[derive(Debug, Clone)]
pub struct NewRefund {
    pub id: RefundId,
    pub order: OrderId,
    pub payment: PaymentId,
    pub number: u32,
    pub kind: Kind,
    /// Refunds of the same orphan that the gateway refused.
    pub failures: u32,
    pub gateway: String,
    pub charge: String,
    pub is_claimed: bool,
    pub amount: Money,
    pub restock: bool,
    pub reason: Option<String>,
    pub lines: Vec<RefundedLine>,
    pub created_at: Timestamp,
}

/// Pieces of one line of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundedLine {
    pub position: i16,
    pub quantity: u16,
    pub amount: Money,
}

#[derive(Debug, Clone)]
pub struct StoredRefund {
    pub id: RefundId,
    pub order: OrderId,
    pub payment: PaymentId,
    pub kind: Kind,
    pub gateway: String,
    pub charge: String,
    /// Whether the payment's sum of what goes back counts it.
    pub is_claimed: bool,
    pub amount: Money,
    pub restock: bool,
    pub state: RefundState,
    pub idempotency_key: String,
    pub tries: u32,
    /// Whether it is time to look at it, by the database's clock.
    pub is_due: bool,
    /// Whether its key is so old that the gateway may have forgotten it.
    pub key_is_stale: bool,
}

/// Gateways keep idempotency keys for 24 hours; an hour is left for clocks and queues.
const KEY_LIFE_HOURS: i32 = 23;

/// The key under which a refund is sent, and sent again. An orphan's is the charge's: it goes back once.
fn idempotency_key(refund: &NewRefund) -> String {
    match (refund.kind, refund.failures) {
        (Kind::Asked, _) => format!("refund:{}:{}", refund.order, refund.number),
        (Kind::Orphan, 0) => format!("refund:orphan:{}", refund.charge),
        // The gateway keeps its refusal under the key.
        (Kind::Orphan, failures) => format!("refund:orphan:{}:{failures}", refund.charge),
    }
}

pub async fn order_by_number(
    db: &impl Connection,
    number: &OrderNumber,
) -> Result<Option<OrderId>, StoreError> {
    let sql = "SELECT id FROM orders WHERE number = $1";
    let row = one(db, sql, [number.as_str().into()]).await?;
    row.map(|row| Ok(OrderId(get(&row, "id")?))).transpose()
}

/// The next number within the order. Lock the order first.
pub async fn next_number(tx: &Tx, order: OrderId) -> Result<u32, StoreError> {
    let sql = "SELECT COALESCE(max(number), 0) + 1 AS next FROM refund WHERE order_id = $1";
    match one(tx, sql, [order.0.into()]).await? {
        Some(row) => count(&row, "next"),
        None => Ok(1),
    }
}

/// Writes a refund down with its lines. False: an orphan's refund exists already.
pub async fn insert(
    tx: &Tx,
    refund: &NewRefund,
    check_after: Duration,
) -> Result<bool, StoreError> {
    let key = idempotency_key(refund);
    let kind = match refund.kind {
        Kind::Asked => "asked",
        Kind::Orphan => "orphan",
    };
    let inserted = execute(
        tx,
        "INSERT INTO refund (id, order_id, payment_id, number, kind, gateway, charge_ref, is_claimed, amount_minor,
            currency, restock, reason, idempotency_key, next_check_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now() + make_interval(secs => $14), $15)
         ON CONFLICT (idempotency_key) DO NOTHING",
        [
            refund.id.0.into(),
            refund.order.0.into(),
            refund.payment.0.into(),
            i32::try_from(refund.number).unwrap_or(i32::MAX).into(),
            kind.into(),
            refund.gateway.as_str().into(),
            refund.charge.as_str().into(),
            refund.is_claimed.into(),
            refund.amount.minor.into(),
            refund.amount.currency.code().into(),
            refund.restock.into(),
            refund.reason.clone().into(),
            key.into(),
            check_after.as_secs_f64().into(),
            to_database_time(refund.created_at).into(),
        ],
    )
    .await?;
    if inserted == 0 {
        return Ok(false);
    }
    for line in &refund.lines {
        execute(
            tx,
            "INSERT INTO refund_line (refund_id, order_id, position, quantity, amount_minor) VALUES ($1, $2, $3, $4, $5)",
            [
                refund.id.0.into(),
                refund.order.0.into(),
                line.position.into(),
                i16::try_from(line.quantity).unwrap_or(i16::MAX).into(),
                line.amount.minor.into(),
            ],
        )
        .await?;
    }
    Ok(true)
}

pub async fn find(
    db: &impl Connection,
    refund: RefundId,
) -> Result<Option<StoredRefund>, StoreError> {
    let row = one(
        db,
        "SELECT id, order_id, payment_id, kind, gateway, charge_ref, is_claimed, amount_minor, currency, restock, state,
            failure, idempotency_key, gateway_ref, tries, COALESCE(next_check_at <= now(), false) AS is_due,
            COALESCE(first_sent_at <= now() - make_interval(hours => $2), false) AS key_is_stale
         FROM refund WHERE id = $1",
        [refund.0.into(), KEY_LIFE_HOURS.into()],
    )
    .await?;
    row.as_ref().map(refund_of).transpose()
}

/// The first sending: nobody else may send it after this. False: somebody else has.
pub async fn start_sending(
    db: &impl Connection,
    refund: RefundId,
    check_after: Duration,
) -> Result<bool, StoreError> {
    let started = execute(
        db,
        "UPDATE refund SET state = 'sending', first_sent_at = now(), tries = tries + 1,
            next_check_at = now() + make_interval(secs => $2)
         WHERE id = $1 AND state = 'requested'",
        [refund.0.into(), check_after.as_secs_f64().into()],
    )
    .await?;
    Ok(started == 1)
}

/// Sending the same again, under the same key, once it is due. False: not ours to send.
pub async fn start_resending(
    db: &impl Connection,
    refund: RefundId,
    check_after: Duration,
) -> Result<bool, StoreError> {
    let started = execute(
        db,
        "UPDATE refund SET tries = tries + 1, next_check_at = now() + make_interval(secs => $2)
         WHERE id = $1 AND state IN ('sending', 'unknown') AND next_check_at <= now()
           AND first_sent_at > now() - make_interval(hours => $3)",
        [
            refund.0.into(),
            check_after.as_secs_f64().into(),
            KEY_LIFE_HOURS.into(),
        ],
    )
    .await?;
    Ok(started == 1)
}

/// Climbs to its end; it is there already: false.
pub async fn end(tx: &Tx, refund: RefundId, to: &RefundState) -> Result<bool, StoreError> {
    let (failure, reference) = match to {
        RefundState::Failed { reason } => (Some(reason.as_str()), None),
        RefundState::Succeeded { reference } => (None, Some(reference.as_str())),
        _ => return Ok(false),
    };
    let ended = execute(
        tx,
        "UPDATE refund SET state = $2, failure = $3, gateway_ref = COALESCE($4, gateway_ref), next_check_at = NULL, ended_at = now()
         WHERE id = $1 AND state NOT IN ('failed', 'succeeded') AND refund_rank($2) > refund_rank(state)",
        [
            refund.0.into(),
            to.name().into(),
            failure.into(),
            reference.into(),
        ],
    )
    .await?;
    Ok(ended == 1)
}

/// Nothing new, or no answer: looks again later. Returns the number of tries, or None if it is over.
pub async fn postpone(
    tx: &Tx,
    refund: RefundId,
    reference: Option<&str>,
    check_after: Duration,
) -> Result<Option<u32>, StoreError> {
    let row = one(
        tx,
        "UPDATE refund SET tries = tries + 1, next_check_at = now() + make_interval(secs => $3),
            state = CASE WHEN state = 'sending' THEN 'unknown' ELSE state END,
            gateway_ref = COALESCE(gateway_ref, $2)
         WHERE id = $1 AND state NOT IN ('failed', 'succeeded') RETURNING tries",
        [
            refund.0.into(),
            reference.into(),
            check_after.as_secs_f64().into(),
        ],
    )
    .await?;
    row.map(|row| count(&row, "tries")).transpose()
}

/// Refunds that it is time to look at, with the number of tries.
pub async fn due(db: &impl Connection) -> Result<Vec<(RefundId, u32)>, StoreError> {
    let none: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT id, tries FROM refund WHERE state NOT IN ('failed', 'succeeded') AND next_check_at <= now()
         ORDER BY next_check_at LIMIT 500",
        none,
    )
    .await?;
    rows.iter()
        .map(|row| Ok((RefundId(get(row, "id")?), count(row, "tries")?)))
        .collect()
}

/// Refunds as the order's page tells of them, the oldest first.
pub async fn of_order(
    db: &impl Connection,
    order: OrderId,
) -> Result<Vec<OrderRefund>, StoreError> {
    let rows = all(
        db,
        "SELECT amount_minor, currency, created_at, CASE WHEN state = 'succeeded' THEN ended_at END AS returned_at
         FROM refund WHERE order_id = $1 AND state <> 'failed' ORDER BY number",
        [order.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let returned: Option<time::OffsetDateTime> = get(row, "returned_at")?;
            Ok(OrderRefund {
                amount: money(row, "amount_minor", parse(row, "refund", "currency")?)?,
                returned_at: returned.map(crate::row::from_database_time),
                requested_at: timestamp(row, "created_at")?,
            })
        })
        .collect()
}

fn refund_of(row: &QueryResult) -> Result<StoredRefund, StoreError> {
    let currency: Currency = parse(row, "refund", "currency")?;
    let text =
        |column| Ok::<_, StoreError>(get::<Option<String>>(row, column)?.unwrap_or_default());
    let state = match get::<String>(row, "state")?.as_str() {
        "requested" => RefundState::Requested,
        "sending" => RefundState::Sending,
        "unknown" => RefundState::Unknown,
        "failed" => RefundState::Failed {
            reason: text("failure")?,
        },
        "succeeded" => RefundState::Succeeded {
            reference: text("gateway_ref")?,
        },
        other => return Err(StoreError::corrupt("refund", format!("state {other}"))),
    };
    let kind = match get::<String>(row, "kind")?.as_str() {
        "orphan" => Kind::Orphan,
        _ => Kind::Asked,
    };
    Ok(StoredRefund {
        id: RefundId(get(row, "id")?),
        order: OrderId(get(row, "order_id")?),
        payment: PaymentId(get(row, "payment_id")?),
        kind,
        gateway: get(row, "gateway")?,
        charge: get(row, "charge_ref")?,
        is_claimed: get(row, "is_claimed")?,
        amount: money(row, "amount_minor", currency)?,
        restock: get(row, "restock")?,
        state,
        idempotency_key: get(row, "idempotency_key")?,
        tries: count(row, "tries")?,
        is_due: get(row, "is_due")?,
        key_is_stale: get(row, "key_is_stale")?,
    })
}

fn count(row: &QueryResult, column: &str) -> Result<u32, StoreError> {
    u32::try_from(get::<i32>(row, column)?)
        .map_err(|_| StoreError::corrupt("refund", format!("{column} is negative")))
}
