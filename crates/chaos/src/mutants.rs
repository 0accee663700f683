//! The checker checked: histories that were spoilt on purpose, each of which it must call broken.

use anyhow::{Context as _, ensure};
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::checker;

/// One paid order; every mutation picks the same.
macro_rules! paid {
    () => {
        "(SELECT id FROM orders WHERE state = 'paid' AND total_minor > 0 ORDER BY number LIMIT 1)"
    };
}

mod first;
mod trade;

pub struct Mutant {
    /// What went wrong in this history.
    pub name: &'static str,
    /// The invariant that must say so.
    pub caught_by: &'static str,
    sql: &'static str,
}

const fn mutant(name: &'static str, caught_by: &'static str, sql: &'static str) -> Mutant {
    Mutant {
        name,
        caught_by,
        sql,
    }
}

/// Spoils the history once for each mutant, and takes it back. The journals are loaded already, and the
/// history is sound. Returns how many were caught: all, or an error.
pub async fn must_all_be_caught(admin: &mut PgConnection) -> anyhow::Result<usize> {
    let sound = checker::breaches(admin).await?;
    checker::must_hold(&sound).context("the history was to be sound before it is spoilt")?;
    let mut caught = 0;
    for mutant in first::FIRST.iter().chain(trade::TRADE) {
        let mut tx = admin.begin().await?;
        // No trigger and no foreign key stands in the way of a history that they would never allow.
        tx.execute("SET LOCAL session_replication_role = replica")
            .await?;
        let spoilt = sqlx::raw_sql(mutant.sql)
            .execute(&mut *tx)
            .await
            .with_context(|| format!("the mutant \"{}\" can't be made", mutant.name))?;
        ensure!(
            0 < spoilt.rows_affected(),
            "the mutant \"{}\" changed nothing",
            mutant.name
        );
        let found = checker::breaches(&mut tx).await?;
        tx.rollback().await?;
        ensure!(
            found.iter().any(|breach| breach.id == mutant.caught_by),
            "\"{}\" was not called out by {}; broken: {:?}",
            mutant.name,
            mutant.caught_by,
            found.iter().map(|breach| breach.id).collect::<Vec<_>>()
        );
        caught += 1;
    }
    Ok(caught)
}
