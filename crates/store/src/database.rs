//! The pool, and the one way to open a transaction.

use std::{future::Future, pin::Pin, time::Duration};

use sea_orm::{DatabaseConnection, TransactionTrait};
use sqlx::{
    Executor, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{StoreError, Tx};

/// One pool for SeaORM, for plain SQL and for the queue.
#[derive(Debug, Clone)]
pub struct Database {
    pool: PgPool,
    orm: DatabaseConnection,
}

#[derive(Debug, Clone)]
pub struct PoolSettings {
    pub max_connections: u32,
    /// A visitor who can't have a connection in this time is told to come back.
    pub acquire_timeout: Duration,
    pub statement_timeout: Duration,
    pub lock_timeout: Duration,
    /// A transaction that nobody drives any more gives its locks back after this long.
    pub idle_in_transaction_timeout: Duration,
    /// Shown in `pg_stat_activity`.
    pub application_name: &'static str,
}

/// Opens connections before somebody waits for them: on a busy machine that takes longer than a visitor is
/// let wait, and the first page after a start asks several things at once.
async fn warm_up(pool: PgPool, connections: u32) {
    let mut open = Vec::new();
    for _ in 0..connections {
        // Whoever comes meanwhile opens one of their own; what fails here fails there with a reason.
        let Ok(connection) = pool.acquire().await else {
            return;
        };
        open.push(connection);
    }
}

/// What a transaction does: borrows it, and ends as its result says.
pub type Work<'tx, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'tx>>;

impl Database {
    pub async fn connect(url: &str, settings: &PoolSettings) -> Result<Self, StoreError> {
        let millis = |span: Duration| span.as_millis().to_string();
        let options = url
            .parse::<PgConnectOptions>()?
            .application_name(settings.application_name)
            .options([
                ("statement_timeout", millis(settings.statement_timeout)),
                ("lock_timeout", millis(settings.lock_timeout)),
                (
                    "idle_in_transaction_session_timeout",
                    millis(settings.idle_in_transaction_timeout),
                ),
                // Compiling a plan pays for reports; a shop's questions are over before it is done.
                ("jit", "off".to_owned()),
                // The guard below rolls back where nothing is open, and Postgres would warn each time.
                ("client_min_messages", "error".to_owned()),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(settings.max_connections)
            .acquire_timeout(settings.acquire_timeout)
            // The BEGIN guard. sqlx 0.9.0 loses count when a `begin()` is dropped half-way: the connection goes
            // back to the pool inside a transaction, and the next visitor's writes vanish with it.
            // A rollback on every return closes whatever is open. `tests/begin_guard.rs` fails without it.
            .after_release(|connection, _| {
                Box::pin(async move {
                    connection.execute("ROLLBACK").await?;
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        tokio::spawn(warm_up(pool.clone(), settings.max_connections / 2));
        Ok(Self::from(pool))
    }

    /// For statements that stand alone.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.orm
    }

    /// For the queue, and for `COPY` and `LISTEN`.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Runs the work in one transaction: committed if it succeeds, rolled back if it fails.
    ///
    /// It runs in a task of its own. A visitor who disconnects drops the future that waits here, not
    /// the work: it ends whole or not at all.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'tx> FnOnce(&'tx Tx) -> Work<'tx, T, E> + Send + 'static,
    {
        let orm = self.orm.clone();
        let span = tracing::Span::current();
        let task = async move {
            let tx = orm.begin().await.map_err(StoreError::from)?;
            match work(&tx).await {
                Ok(value) => {
                    tx.commit().await.map_err(StoreError::from)?;
                    Ok(value)
                }
                Err(error) => {
                    // If even the rollback fails the connection is gone, and the transaction with it.
                    drop(tx.rollback().await);
                    Err(error)
                }
            }
        };
        tokio::spawn(tracing::Instrument::instrument(task, span))
            .await
            .map_err(|_| StoreError::Interrupted)?
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.pool.execute("SELECT 1").await?;
        Ok(())
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl From<PgPool> for Database {
    fn from(pool: PgPool) -> Self {
        Self {
            orm: DatabaseConnection::from(pool.clone()),
            pool,
        }
    }
}
