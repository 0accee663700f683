//! The inbox of gateway events, and the list of what does not add up.

use std::time::Duration;

use domain::PaymentId;
use sea_orm::Value;

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, one},
};

/// An event that waits to be applied.
#[derive(Debug, Clone)]
pub struct Received {
    /// Our payment's id or the gateway's reference of the charge, whichever the event named.
    pub object: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Applied,
    Ignored,
}

/// What does not add up between our books and the gateway's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakKind {
    Amount,
    Currency,
    /// A charge that the gateway named itself and knows nothing of now.
    MissingThere,
    /// Money for which there is no order, or no goods.
    OrphanCapture,
}

/// After this many tries, about eight hours, somebody has to look at an event.
const TRIES_MAX: i32 = 16;
/// The longest that an event waits for its next try.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// Keeps an event. False: it was here before.
pub async fn receive(
    tx: &Tx,
    gateway: &str,
    event_id: &str,
    kind: &str,
    object: Option<&str>,
    body: &[u8],
) -> Result<bool, StoreError> {
    let kept = execute(
        tx,
        "INSERT INTO webhook_inbox (gateway, event_id, type, object_ref, body) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        [
            gateway.into(),
            event_id.into(),
            kind.into(),
            object.into(),
            body.to_vec().into(),
        ],
    )
    .await?;
    Ok(kept == 1)
}

/// Starts on an event, unless it was dealt with. The try is counted before it is made: one that ends
/// the process counts as well.
pub async fn start(
    db: &impl Connection,
    gateway: &str,
    event_id: &str,
) -> Result<Option<Received>, StoreError> {
    let row = one(
        db,
        "UPDATE webhook_inbox SET tries = tries + 1 WHERE gateway = $1 AND event_id = $2 AND state = 'received'
         RETURNING object_ref",
        [gateway.into(), event_id.into()],
    )
    .await?;
    row.map(|row| {
        Ok(Received {
            object: get(&row, "object_ref")?,
        })
    })
    .transpose()
}

pub async fn finish(
    db: &impl Connection,
    gateway: &str,
    event_id: &str,
    fate: Fate,
) -> Result<(), StoreError> {
    let state = match fate {
        Fate::Applied => "applied",
        Fate::Ignored => "ignored",
    };
    execute(
        db,
        "UPDATE webhook_inbox SET state = $3 WHERE gateway = $1 AND event_id = $2 AND state = 'received'",
        [gateway.into(), event_id.into(), state.into()],
    )
    .await?;
    Ok(())
}

/// Events that nobody has dealt with: gateway, id and tries. One that was tried in vain waits twice as
/// long each time.
pub async fn waiting(
    db: &impl Connection,
    first_wait: Duration,
) -> Result<Vec<(String, String, i32)>, StoreError> {
    let rows = all(
        db,
        "SELECT gateway, event_id, tries FROM webhook_inbox, LATERAL (
            SELECT sum(least($1 * 2 ^ n, $2)) AS so_far FROM generate_series(0, tries) n) waits
         WHERE state = 'received' AND received_at <= now() - make_interval(secs => waits.so_far)
         ORDER BY received_at LIMIT 500",
        [
            first_wait.as_secs_f64().into(),
            LONGEST_WAIT.as_secs_f64().into(),
        ],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok((
                get(row, "gateway")?,
                get(row, "event_id")?,
                get(row, "tries")?,
            ))
        })
        .collect()
}

/// Puts events aside that were tried too often.
pub async fn bury(db: &impl Connection) -> Result<u64, StoreError> {
    let values: [Value; 1] = [TRIES_MAX.into()];
    execute(
        db,
        "UPDATE webhook_inbox SET state = 'dead' WHERE state = 'received' AND tries >= $1",
        values,
    )
    .await
}

/// Forgets webhooks that were dealt with long ago. The gateway's own copies are gone by then, too.
pub async fn prune(db: &impl Connection) -> Result<u64, StoreError> {
    let none: [Value; 0] = [];
    execute(
        db,
        "DELETE FROM webhook_inbox WHERE (gateway, event_id) IN
         (SELECT gateway, event_id FROM webhook_inbox
          WHERE state IN ('applied', 'ignored') AND received_at < now() - interval '30 days' LIMIT 1000)",
        none,
    )
    .await
}

/// Notes a discrepancy for a person to look at; once for each charge. A denial that is repeated after both
/// sides agreed is open again.
pub async fn note_break(
    tx: &Tx,
    kind: BreakKind,
    gateway: &str,
    reference: &str,
    payment: PaymentId,
    detail: serde_json::Value,
) -> Result<(), StoreError> {
    let kind = match kind {
        BreakKind::Amount => "amount",
        BreakKind::Currency => "currency",
        BreakKind::MissingThere => "missing_there",
        BreakKind::OrphanCapture => "orphan_capture",
    };
    execute(
        tx,
        "INSERT INTO recon_break (kind, gateway, gateway_ref, payment_id, detail) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (kind, gateway, gateway_ref) DO UPDATE SET closed_at = NULL, found_at = now()
         WHERE recon_break.kind = 'missing_there' AND recon_break.closed_at IS NOT NULL",
        [
            kind.into(),
            gateway.into(),
            reference.into(),
            payment.0.into(),
            detail.into(),
        ],
    )
    .await?;
    Ok(())
}
