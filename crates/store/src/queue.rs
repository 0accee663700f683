//! Work that was put aside: jobs that the queue gave up, webhooks that were tried too often. A person
//! looks at them, and sends them on their way again or throws them away.

use domain::Timestamp;
use sea_orm::{QueryResult, Value};

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, one, timestamp},
};

/// A job or a webhook, under one id for both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// The queue's own id, or `stripe:evt_…`.
    pub id: String,
    /// The queue; `webhook` for a webhook.
    pub queue: String,
    pub tries: u32,
    /// What went wrong at last.
    pub reason: String,
    /// What it was about: ids, as JSON.
    pub payload: String,
    pub parked_at: Timestamp,
    key: Option<String>,
}

/// A job that failed is tried again by the queue itself until its tries are used up.
const PARKED_JOBS: &str = "
    SELECT id, job_type AS queue, attempts AS tries, COALESCE(last_result ->> 'Err', last_result::text, '') AS reason,
        convert_from(job, 'UTF8') AS payload, COALESCE(done_at, run_at) AS parked_at, idempotency_key AS key
    FROM apalis.jobs WHERE (status = 'Killed' OR status = 'Failed' AND attempts >= max_attempts)";
const DEAD_WEBHOOKS: &str = "
    SELECT gateway || ':' || event_id AS id, 'webhook' AS queue, tries,
        'tried too often without an answer from the gateway' AS reason,
        json_build_object('type', type, 'object', object_ref)::text AS payload, received_at AS parked_at, NULL AS key
    FROM webhook_inbox WHERE state = 'dead'";

/// What is put aside, the oldest first.
pub async fn parked(db: &impl Connection, limit: u32) -> Result<Vec<Parked>, StoreError> {
    let sql = format!("{PARKED_JOBS} UNION ALL {DEAD_WEBHOOKS} ORDER BY parked_at LIMIT $1");
    let rows = all(db, &sql, [i64::from(limit).into()]).await?;
    rows.iter().map(parked_of).collect()
}

/// How many of each queue are put aside.
pub async fn parked_counts(db: &impl Connection) -> Result<Vec<(String, i64)>, StoreError> {
    let none: [Value; 0] = [];
    let sql = format!(
        "SELECT queue, count(*) AS parked FROM ({PARKED_JOBS} UNION ALL {DEAD_WEBHOOKS}) parked GROUP BY queue ORDER BY queue"
    );
    let rows = all(db, &sql, none).await?;
    rows.iter()
        .map(|row| Ok((get(row, "queue")?, get(row, "parked")?)))
        .collect()
}

pub async fn find(db: &impl Connection, id: &str) -> Result<Option<Parked>, StoreError> {
    let sql =
        format!("SELECT * FROM ({PARKED_JOBS} UNION ALL {DEAD_WEBHOOKS}) parked WHERE id = $1");
    let row = one(db, &sql, [id.into()]).await?;
    row.as_ref().map(parked_of).transpose()
}

/// Takes it off the list. Of two who do it at the same time, one does: the other hears false.
pub async fn take(tx: &Tx, parked: &Parked, webhook_becomes: &str) -> Result<bool, StoreError> {
    let taken = match parked.webhook() {
        Some((gateway, event)) => {
            execute(
                tx,
                "UPDATE webhook_inbox SET state = $3, tries = 0 WHERE gateway = $1 AND event_id = $2 AND state = 'dead'",
                [gateway.into(), event.into(), webhook_becomes.into()],
            )
            .await?
        }
        None => {
            execute(
                tx,
                "DELETE FROM apalis.jobs WHERE id = $1 AND (status = 'Killed' OR status = 'Failed' AND attempts >= max_attempts)",
                [parked.id.as_str().into()],
            )
            .await?
        }
    };
    Ok(taken == 1)
}

/// How often somebody has sent it on its way again.
pub async fn replays(tx: &Tx, subject: &str) -> Result<i64, StoreError> {
    let sql =
        "SELECT count(*) AS replays FROM audit_log WHERE subject = $1 AND action = 'job.retry'";
    match one(tx, sql, [subject.into()]).await? {
        Some(row) => get(&row, "replays"),
        None => Ok(0),
    }
}

impl Parked {
    /// Gateway and event id, if it is a webhook.
    pub fn webhook(&self) -> Option<(&str, &str)> {
        (self.queue == "webhook").then(|| self.id.split_once(':'))?
    }

    /// What it is called in the audit log: the same through all of its lives.
    pub fn subject(&self) -> String {
        let key = self.key.as_deref().unwrap_or(&self.id);
        let first = match key.rsplit_once(":r") {
            Some((first, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => first,
            _ => key,
        };
        format!("{}:{first}", self.queue)
    }
}

fn parked_of(row: &QueryResult) -> Result<Parked, StoreError> {
    Ok(Parked {
        id: get(row, "id")?,
        queue: get(row, "queue")?,
        tries: u32::try_from(get::<i32>(row, "tries")?).unwrap_or_default(),
        reason: get(row, "reason")?,
        payload: get(row, "payload")?,
        parked_at: timestamp(row, "parked_at")?,
        key: get(row, "key")?,
    })
}
