//! What one of all workers does now and then. Whoever begins it first in its time does it.

use std::time::Duration;

use sea_orm::Value;

use crate::{
    Connection, StoreError,
    row::{all, execute, get},
};

/// Begins it, unless somebody did within this time. A worker that dies in it costs one turn.
pub async fn begin(db: &impl Connection, name: &str, every: Duration) -> Result<bool, StoreError> {
    let begun = execute(
        db,
        "INSERT INTO routine (name, begun_at) VALUES ($1, now())
         ON CONFLICT (name) DO UPDATE SET begun_at = now() WHERE routine.begun_at <= now() - make_interval(secs => $2)",
        [name.into(), every.as_secs_f64().into()],
    )
    .await?;
    Ok(begun == 1)
}

pub async fn end(
    db: &impl Connection,
    name: &str,
    report: serde_json::Value,
) -> Result<(), StoreError> {
    execute(
        db,
        "INSERT INTO routine (name, begun_at, ended_at, report) VALUES ($1, now(), now(), $2)
         ON CONFLICT (name) DO UPDATE SET ended_at = now(), report = $2",
        [name.into(), report.into()],
    )
    .await?;
    Ok(())
}

/// How many seconds ago each was done last.
pub async fn ages(db: &impl Connection) -> Result<Vec<(String, f64)>, StoreError> {
    let none: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT name, EXTRACT(epoch FROM now() - ended_at)::float8 AS age FROM routine WHERE ended_at IS NOT NULL",
        none,
    )
    .await?;
    rows.iter()
        .map(|row| Ok((get(row, "name")?, get(row, "age")?)))
        .collect()
}
