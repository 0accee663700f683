//! Payment attempts.
//!
//! Every statement that moves a payment names the states it may move from, so that of two runners
//! that came for the same payment one finds nothing left to do.

use std::time::Duration;

use domain::{
    Currency, Money, OrderId, PaymentId, Timestamp,
    order::OrderKey,
    payment::{DeclineReason, PaymentState},
};
use sea_orm::{QueryResult, Value};

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, money, one, parse, to_database_time},
};

/// An attempt that was not made yet.
#[derive(Debug, Clone)]
pub struct NewPayment {
    pub id: PaymentId,
    pub order: OrderId,
    pub attempt: u32,
    pub gateway: &'static str,
    pub payment_method: String,
    pub amount: Money,
    pub capture_later: bool,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct StoredPayment {
    pub id: PaymentId,
    pub order: OrderId,
    pub attempt: u32,
    pub gateway: String,
    pub payment_method: String,
    pub amount: Money,
    /// Whether it is only authorized at first.
    pub capture_later: bool,
    pub state: PaymentState,
    pub idempotency_key: String,
    /// The gateway's name for the charge, once it told us.
    pub reference: Option<String>,
    pub tries: u32,
    /// Whether it is time to look at it, by the database's clock.
    pub is_due: bool,
    /// Whether its idempotency key is so old that the gateway may have forgotten it.
    pub key_is_stale: bool,
    /// Whether it was sent so long ago that the gateway's search would find it.
    pub is_searchable: bool,
    pub order_key: OrderKey,
    pub trace_parent: Option<String>,
}

/// Gateways keep idempotency keys for 24 hours; an hour is left for clocks and queues.
const KEY_LIFE_HOURS: i32 = 23;

/// A search at the gateway may be a minute behind; another is left for a call that was still on its way.
const SEARCH_LAG_MINUTES: i32 = 2;

const COLUMNS: &str =
    "p.id, p.order_id, p.attempt, p.gateway, p.payment_method, p.amount_minor, p.currency, p.state,
    p.decline_reason, p.redirect_url, p.idempotency_key, p.gateway_ref, p.captured_minor, p.tries, p.capture_later,
    COALESCE(p.next_check_at <= now(), false) AS is_due,
    COALESCE(p.first_sent_at <= now() - make_interval(hours => $2), false) AS key_is_stale,
    COALESCE(p.first_sent_at <= now() - make_interval(mins => $3), false) AS is_searchable,
    o.key AS order_key, o.trace_parent";

/// The key under which an attempt is sent, and sent again.
pub fn idempotency_key(order: OrderId, attempt: u32) -> String {
    format!("pay:{order}:{attempt}")
}

/// Writes an attempt down; the sweeper looks after it if its job is lost.
pub async fn insert(
    tx: &Tx,
    payment: &NewPayment,
    check_after: Duration,
) -> Result<(), StoreError> {
    execute(
        tx,
        "INSERT INTO payment (id, order_id, attempt, gateway, payment_method, amount_minor, currency, idempotency_key, next_check_at, created_at, capture_later)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9), $10, $11)",
        [
            payment.id.0.into(),
            payment.order.0.into(),
            i32::try_from(payment.attempt).unwrap_or(i32::MAX).into(),
            payment.gateway.into(),
            payment.payment_method.as_str().into(),
            payment.amount.minor.into(),
            payment.amount.currency.code().into(),
            idempotency_key(payment.order, payment.attempt).into(),
            check_after.as_secs_f64().into(),
            to_database_time(payment.created_at).into(),
            payment.capture_later.into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn find(
    db: &impl Connection,
    payment: PaymentId,
) -> Result<Option<StoredPayment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.id = $1"
    );
    let row = one(
        db,
        &sql,
        [
            payment.0.into(),
            KEY_LIFE_HOURS.into(),
            SEARCH_LAG_MINUTES.into(),
        ],
    )
    .await?;
    row.as_ref().map(payment_of).transpose()
}

/// All attempts of an order, the first one first. Lock the order first: then none of them moves.
pub async fn of_order(
    db: &impl Connection,
    order: OrderId,
) -> Result<Vec<StoredPayment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.order_id = $1 ORDER BY p.attempt"
    );
    let rows = all(
        db,
        &sql,
        [
            order.0.into(),
            KEY_LIFE_HOURS.into(),
            SEARCH_LAG_MINUTES.into(),
        ],
    )
    .await?;
    rows.iter().map(payment_of).collect()
}

/// Finds the payment that an event is about: by our own id, or by the gateway's reference.
pub async fn find_by_object(
    db: &impl Connection,
    gateway: &str,
    object: &str,
) -> Result<Option<PaymentId>, StoreError> {
    let row = one(
        db,
        "SELECT id FROM payment WHERE gateway = $1 AND (id = $2 OR gateway_ref = $3)",
        [
            gateway.into(),
            object.parse::<uuid::Uuid>().ok().into(),
            object.into(),
        ],
    )
    .await?;
    row.map(|row| Ok(PaymentId(get(&row, "id")?))).transpose()
}

/// The first sending: nobody else may send it after this. False: somebody else has.
pub async fn start_sending(
    tx: &Tx,
    payment: PaymentId,
    check_after: Duration,
) -> Result<bool, StoreError> {
    let started = execute(
        tx,
        "UPDATE payment SET state = 'sending', first_sent_at = now(), tries = tries + 1,
            next_check_at = now() + make_interval(secs => $2)
         WHERE id = $1 AND state = 'created'",
        [payment.0.into(), check_after.as_secs_f64().into()],
    )
    .await?;
    Ok(started == 1)
}

/// Sending the same again, under the same key, once it is due. False: not ours to send.
pub async fn start_resending(
    tx: &Tx,
    payment: PaymentId,
    check_after: Duration,
) -> Result<bool, StoreError> {
    let started = execute(
        tx,
        "UPDATE payment SET tries = tries + 1, next_check_at = now() + make_interval(secs => $2)
         WHERE id = $1 AND state IN ('sending', 'unknown') AND next_check_at <= now()
           AND first_sent_at > now() - make_interval(hours => $3)",
        [
            payment.0.into(),
            check_after.as_secs_f64().into(),
            KEY_LIFE_HOURS.into(),
        ],
    )
    .await?;
    Ok(started == 1)
}

/// Climbs to a state that ranks higher; a lower or equal one is late news. Says whether it moved.
///
/// `check_after` counts only for states that move on.
pub async fn advance(
    tx: &Tx,
    payment: PaymentId,
    to: &PaymentState,
    reference: Option<&str>,
    check_after: Duration,
) -> Result<bool, StoreError> {
    let (redirect_url, reason, captured) = match to {
        PaymentState::RequiresAction { redirect_url, .. } => (Some(redirect_url.as_str()), None, 0),
        PaymentState::Failed { reason } => (None, Some(reason.code()), 0),
        PaymentState::Captured { amount, .. } => (None, None, amount.minor),
        _ => (None, None, 0),
    };
    let moved = execute(
        tx,
        "UPDATE payment SET state = $2, redirect_url = $4,
            gateway_ref = CASE $2 WHEN 'captured' THEN COALESCE($3, gateway_ref) ELSE COALESCE(gateway_ref, $3) END, decline_reason = $5,
            captured_minor = $6,
            next_check_at = CASE WHEN $2 IN ('failed', 'voided', 'captured') THEN NULL ELSE now() + make_interval(secs => $7) END
         WHERE id = $1 AND payment_rank($2) > payment_rank(state)",
        [
            payment.0.into(),
            to.name().into(),
            reference.into(),
            redirect_url.into(),
            reason.into(),
            captured.into(),
            check_after.as_secs_f64().into(),
        ],
    )
    .await?;
    Ok(moved == 1)
}

/// Nothing new, or no answer: remembers the reference and looks again later. Returns the number of tries,
/// or None if the payment is at its end.
pub async fn postpone(
    tx: &Tx,
    payment: PaymentId,
    reference: Option<&str>,
    check_after: Duration,
) -> Result<Option<u32>, StoreError> {
    let row = one(
        tx,
        "UPDATE payment SET tries = tries + 1, next_check_at = now() + make_interval(secs => $3),
            state = CASE WHEN state = 'sending' THEN 'unknown' ELSE state END,
            gateway_ref = COALESCE(gateway_ref, $2)
         WHERE id = $1 AND state NOT IN ('failed', 'voided', 'captured') RETURNING tries",
        [
            payment.0.into(),
            reference.into(),
            check_after.as_secs_f64().into(),
        ],
    )
    .await?;
    row.map(|row| count(&row, "tries")).transpose()
}

/// Payments that it is time to look at.
pub async fn due(db: &impl Connection) -> Result<Vec<(PaymentId, PaymentState, u32)>, StoreError> {
    let none: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT id, state, decline_reason, redirect_url, gateway_ref, captured_minor, currency, tries FROM payment
         WHERE state NOT IN ('failed', 'voided', 'captured') AND next_check_at <= now() ORDER BY next_check_at LIMIT 500",
        none,
    )
    .await?;
    rows.iter()
        .map(|row| {
            let state: String = get(row, "state")?;
            let currency = parse(row, "payment", "currency")?;
            Ok((
                PaymentId(get(row, "id")?),
                state_of(row, &state, currency)?,
                count(row, "tries")?,
            ))
        })
        .collect()
}

fn payment_of(row: &QueryResult) -> Result<StoredPayment, StoreError> {
    let currency: Currency = parse(row, "payment", "currency")?;
    let state: String = get(row, "state")?;
    Ok(StoredPayment {
        id: PaymentId(get(row, "id")?),
        order: OrderId(get(row, "order_id")?),
        attempt: count(row, "attempt")?,
        gateway: get(row, "gateway")?,
        payment_method: get(row, "payment_method")?,
        amount: money(row, "amount_minor", currency)?,
        capture_later: get(row, "capture_later")?,
        state: state_of(row, &state, currency)?,
        idempotency_key: get(row, "idempotency_key")?,
        reference: get(row, "gateway_ref")?,
        tries: count(row, "tries")?,
        is_due: get(row, "is_due")?,
        key_is_stale: get(row, "key_is_stale")?,
        is_searchable: get(row, "is_searchable")?,
        order_key: parse(row, "orders", "order_key")?,
        trace_parent: get(row, "trace_parent")?,
    })
}

/// Puts a payment's state together from its columns.
pub(crate) fn state_of(
    row: &QueryResult,
    name: &str,
    currency: Currency,
) -> Result<PaymentState, StoreError> {
    let reference = || {
        get::<Option<String>>(row, "gateway_ref")?
            .ok_or_else(|| StoreError::corrupt("payment", format!("{name} without a reference")))
    };
    Ok(match name {
        "created" => PaymentState::Created,
        "sending" => PaymentState::Sending,
        "unknown" => PaymentState::Unknown,
        "requires_action" => PaymentState::RequiresAction {
            reference: reference()?,
            redirect_url: get(row, "redirect_url")?,
        },
        "authorized" => PaymentState::Authorized {
            reference: reference()?,
        },
        "failed" => PaymentState::Failed {
            reason: DeclineReason::from_code(&get::<String>(row, "decline_reason")?),
        },
        "voided" => PaymentState::Voided,
        "captured" => PaymentState::Captured {
            reference: reference()?,
            amount: money(row, "captured_minor", currency)?,
        },
        _ => return Err(StoreError::corrupt("payment", format!("state {name}"))),
    })
}

fn count(row: &QueryResult, column: &str) -> Result<u32, StoreError> {
    u32::try_from(get::<i32>(row, column)?)
        .map_err(|_| StoreError::corrupt("payment", format!("{column} is negative")))
}
