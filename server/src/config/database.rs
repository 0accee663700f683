//! How the database is reached.

use std::time::Duration;

use clap::Args;
use secrecy::SecretString;
use store::PoolSettings;

use super::{secret, taking};

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Database")]
pub(crate) struct DatabaseSettings {
    /// Postgres, as a role that reads and writes rows but does not change the schema.
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "postgres://stoa_app@127.0.0.1:5432/stoa",
        value_parser = secret,
        hide_env_values = true
    )]
    pub(crate) database_url: SecretString,

    /// Connections that pages and the API share.
    #[arg(
        long,
        env = "STOA_WEB_CONNECTIONS",
        default_value = "8",
        value_parser = taking::<u8>("STOA_WEB_CONNECTIONS takes a whole number from 0 to 255")
    )]
    pub(crate) web_connections: u8,

    /// Connections that jobs share.
    #[arg(
        long,
        env = "STOA_WORKER_CONNECTIONS",
        default_value = "6",
        value_parser = taking::<u8>("STOA_WORKER_CONNECTIONS takes a whole number from 0 to 255")
    )]
    pub(crate) worker_connections: u8,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Database")]
pub(crate) struct MigrationSettings {
    /// Postgres, as the role that owns the schema. Without it, the role of DATABASE_URL has to.
    #[arg(
        long,
        env = "STOA_MIGRATION_DATABASE_URL",
        value_parser = secret,
        hide_env_values = true
    )]
    pub(crate) migration_database_url: Option<SecretString>,
}

impl DatabaseSettings {
    /// Somebody is waiting: rather an apology than a long wait.
    pub(crate) fn for_visitors(&self) -> PoolSettings {
        PoolSettings {
            max_connections: self.web_connections.max(1).into(),
            acquire_timeout: Duration::from_millis(500),
            statement_timeout: Duration::from_secs(2),
            lock_timeout: Duration::from_secs(1),
            idle_in_transaction_timeout: Duration::from_secs(5),
            application_name: "stoa-web",
        }
    }

    /// Nobody is waiting: rather a long wait than an order that is taken up twice.
    pub(crate) fn for_jobs(&self) -> PoolSettings {
        PoolSettings {
            max_connections: self.worker_connections.max(2).into(),
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
            lock_timeout: Duration::from_secs(3),
            idle_in_transaction_timeout: Duration::from_secs(15),
            application_name: "stoa-worker",
        }
    }
}
