//! The queue's rows: the one place that writes a job, inside the caller's transaction.

use std::time::Duration;

use sea_orm::Value;
use serde::Serialize;

use crate::{Connection, StoreError, row::execute};

/// How often the queue hands a job out that fails.
const MAX_ATTEMPTS: i32 = 5;

/// Writes a job that is picked up once the surrounding transaction has committed and the delay is over.
///
/// The queue keeps keys for ever. A key that is taken means that the job exists, which is fine: an
/// error would undo the transaction. Says whether it wrote one.
pub async fn enqueue(
    db: &impl Connection,
    queue: &str,
    job: &impl Serialize,
    delay: Duration,
    idempotency_key: &str,
) -> Result<bool, StoreError> {
    let payload =
        serde_json::to_string(job).map_err(|error| StoreError::corrupt("apalis.jobs", error))?;
    let written = execute(
        db,
        "INSERT INTO apalis.jobs (id, job_type, job, status, attempts, max_attempts, run_at, priority, metadata, idempotency_key)
         VALUES (apalis.generate_ulid(), $1, convert_to($2, 'UTF8'), 'Pending', 0, $3, now() + make_interval(secs => $4), 0, '', $5)
         ON CONFLICT (job_type, idempotency_key) DO NOTHING",
        [
            queue.into(),
            payload.into(),
            MAX_ATTEMPTS.into(),
            delay.as_secs_f64().into(),
            idempotency_key.into(),
        ],
    )
    .await?;
    Ok(written == 1)
}

/// The queue never takes its finished jobs away. Those that were given up are kept longer: somebody may
/// still want to know.
pub async fn prune(db: &impl Connection) -> Result<u64, StoreError> {
    let none: [Value; 0] = [];
    execute(
        db,
        "DELETE FROM apalis.jobs WHERE id IN
         (SELECT id FROM apalis.jobs WHERE status = 'Done' AND done_at < now() - interval '7 days'
             OR status IN ('Killed', 'Failed') AND COALESCE(done_at, run_at) < now() - interval '30 days' LIMIT 1000)",
        none,
    )
    .await
}
