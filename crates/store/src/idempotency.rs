//! Answers kept under a client's key, written in the transaction that they answer for.

use sea_orm::Value;

use crate::{
    Connection, StoreError, Tx,
    row::{execute, get, one},
};

/// What is known about a client's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// New: do the work, then [`finish`].
    Fresh,
    /// Done before, with this answer.
    Done(serde_json::Value),
    /// Used for a request that said something else.
    OtherRequest,
    InFlight,
}

/// Takes the key. A concurrent request with the same key waits here until this transaction ends: if
/// that commits, its answer is found; if it rolls back, the waiting one does the work.
pub async fn claim(
    tx: &Tx,
    scope: &str,
    key: &str,
    request_hash: [u8; 32],
) -> Result<Claim, StoreError> {
    let claimed = execute(
        tx,
        "INSERT INTO http_idempotency (scope, key, request_hash, locked_until)
         VALUES ($1, $2, $3, now() + interval '1 minute') ON CONFLICT DO NOTHING",
        [scope.into(), key.into(), request_hash.to_vec().into()],
    )
    .await?;
    if claimed == 1 {
        return Ok(Claim::Fresh);
    }
    let row = one(
        tx,
        "SELECT request_hash, body FROM http_idempotency WHERE scope = $1 AND key = $2",
        [scope.into(), key.into()],
    )
    .await?;
    let Some(row) = row else {
        return Ok(Claim::InFlight);
    };
    if get::<Vec<u8>>(&row, "request_hash")? != request_hash {
        return Ok(Claim::OtherRequest);
    }
    match get::<Option<Vec<u8>>>(&row, "body")? {
        Some(body) => serde_json::from_slice(&body)
            .map(Claim::Done)
            .map_err(|error| StoreError::corrupt("http_idempotency", error)),
        None => Ok(Claim::InFlight),
    }
}

pub async fn finish(
    tx: &Tx,
    scope: &str,
    key: &str,
    status: u16,
    answer: &serde_json::Value,
) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE http_idempotency SET state = 'done', status = $3, body = $4 WHERE scope = $1 AND key = $2",
        [
            scope.into(),
            key.into(),
            i32::from(status).into(),
            answer.to_string().into_bytes().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Forgets answers that nobody will ask for again. A refund's are kept: an order is placed once whatever its
/// key, but the same refund sent a day later would be another one.
pub async fn prune(db: &impl Connection) -> Result<u64, StoreError> {
    let none: [Value; 0] = [];
    execute(
        db,
        "DELETE FROM http_idempotency WHERE (scope, key) IN
         (SELECT scope, key FROM http_idempotency WHERE created_at < now() - interval '24 hours' AND scope NOT LIKE 'refund:%' LIMIT 1000)",
        none,
    )
    .await
}
