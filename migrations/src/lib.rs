//! The schema. Every change is a pair of SQL files; this crate lists them and runs them.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseConnection};
use sqlx::{Connection, Executor, PgConnection, postgres::PgPool};
use thiserror::Error;
use tracing::info;

mod role;
mod sql;

pub use sql::fingerprint;

#[derive(Debug, Error)]
pub enum MigrationError {
    #[error("could not reach the database")]
    Connect(#[from] sqlx::Error),
    #[error("a migration failed")]
    Migrate(#[from] DbErr),
    #[error("the queue's own migrations failed")]
    Queue(#[source] apalis_postgres::Error),
    #[error("role names are lower-case letters, digits and underscores, not {0:?}")]
    RoleName(String),
}

/// Any number; every process that migrates this schema takes the same one.
const LOCK: i64 = 0x53_74_6f_61;

/// Brings the schema up to date and lets `app_role` use it, without letting it change it.
///
/// Several processes may call this at once: they queue behind an advisory lock that a connection of
/// its own holds, so it is freed even if this process dies half-way.
pub async fn up(owner_url: &str, app_role: Option<&str>) -> Result<(), MigrationError> {
    let mut lock = PgConnection::connect(owner_url).await?;
    lock.execute(sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK))
        .await?;
    let pool = PgPool::connect(owner_url).await?;
    let database = DatabaseConnection::from(pool.clone());
    sql::Migrator::up(&database, None).await?;
    queue_up(&pool).await?;
    if let Some(role) = app_role {
        role::grant(&pool, role).await?;
    }
    info!("The schema is up to date");
    pool.close().await;
    lock.close().await?;
    Ok(())
}

/// Takes back the last `steps` migrations of ours. The queue's tables stay.
pub async fn down(owner_url: &str, steps: u32) -> Result<(), MigrationError> {
    let mut lock = PgConnection::connect(owner_url).await?;
    lock.execute(sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK))
        .await?;
    let pool = PgPool::connect(owner_url).await?;
    sql::Migrator::down(&DatabaseConnection::from(pool.clone()), Some(steps)).await?;
    pool.close().await;
    lock.close().await?;
    Ok(())
}

/// The queue's tables are apalis' own. Its notify trigger takes Postgres' global commit lock for every
/// inserted job and so serialises checkouts; workers poll instead. Two of its index pairs are duplicates.
async fn queue_up(pool: &PgPool) -> Result<(), MigrationError> {
    apalis_postgres::PostgresStorage::setup(pool)
        .await
        .map_err(MigrationError::Queue)?;
    pool.execute(
        "ALTER TABLE apalis.jobs DISABLE TRIGGER notify_workers;
         DROP INDEX IF EXISTS apalis.lidx;
         DROP INDEX IF EXISTS apalis.unique_job_id",
    )
    .await?;
    Ok(())
}
