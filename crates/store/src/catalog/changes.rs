//! Hearing of what was committed to the catalogue, by whichever process.
//!
//! Triggers notify inside the transaction that writes, and Postgres passes it on once that transaction
//! can be read: never before, and never for one that rolled back.

use std::{io, time::Duration};

use sqlx::{
    Executor,
    postgres::{PgListener, PgPoolOptions},
};

use crate::{Database, StoreError};

/// What a shopper may now see differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Products, prices, categories, pictures: whatever is put into the catalogue.
    Goods,
    /// How many are left, where a page says so.
    Stock,
}

/// Listens on a connection of its own.
pub struct Changes {
    listener: PgListener,
}

/// Where the triggers in `notify_catalog` speak.
const CHANNEL: &str = "stoa_catalog";
const STOCK: &str = "stock";
/// A connection that a network swallowed is as quiet as one that has nothing to say. After this long it
/// is asked.
const QUIET_AT_MOST: Duration = Duration::from_secs(5);
const ANSWER_MAY_TAKE: Duration = Duration::from_secs(2);

impl Changes {
    /// From here on every committed change is heard.
    pub async fn listen(database: &Database) -> Result<Self, StoreError> {
        let options = (*database.pool().connect_options()).clone();
        // The shop's own pool lends connections for moments; this one is kept.
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .acquire_timeout(ANSWER_MAY_TAKE)
            .connect_with(options.application_name("stoa-changes"))
            .await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        Ok(Self { listener })
    }

    /// Waits for the next change. An error means that the connection is lost and changes with it: listen
    /// anew, and believe nothing that was read before.
    pub async fn next(&mut self) -> Result<Change, StoreError> {
        loop {
            match tokio::time::timeout(QUIET_AT_MOST, self.listener.try_recv()).await {
                Ok(Ok(Some(heard))) if heard.payload() == STOCK => return Ok(Change::Stock),
                Ok(Ok(Some(_))) => return Ok(Change::Goods),
                Ok(Ok(None)) => return Err(lost(io::ErrorKind::ConnectionAborted)),
                Ok(Err(error)) => return Err(error.into()),
                Err(_quiet) => self.ask().await?,
            }
        }
    }

    async fn ask(&mut self) -> Result<(), StoreError> {
        let asked = self.listener.execute("SELECT 1");
        match tokio::time::timeout(ANSWER_MAY_TAKE, asked).await {
            Ok(answer) => Ok(answer.map(drop)?),
            Err(_late) => Err(lost(io::ErrorKind::TimedOut)),
        }
    }
}

fn lost(kind: io::ErrorKind) -> StoreError {
    StoreError::Unavailable(sqlx::Error::Io(kind.into()))
}
