//! The one error of this crate. Only `shop` may look inside; a visitor never sees any of it.

use sea_orm::{DbErr, RuntimeErr};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    /// A named rule of the schema said no. The names are our API: see [`Constraint`].
    #[error("the constraint {} does not hold", .0.as_str())]
    Violated(Constraint),
    /// The database is away, overloaded or too slow; the same request may work later.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// A row says something that the domain does not know. The schema's checks should have refused it.
    #[error("a row of {table} makes no sense: {reason}")]
    Corrupt { table: &'static str, reason: String },
    #[error("the transaction's task was stopped")]
    Interrupted,
    #[error("the database refused a statement")]
    Failed(#[source] sqlx::Error),
    #[error("the database layer failed")]
    Orm(#[source] DbErr),
}

/// The name of a violated constraint, compared with the names in `migrations/sql`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint(String);

/// Classes and codes of SQLSTATE that mean "try again later": connection gone, resources, shutdown,
/// timeouts, deadlock, read-only.
const TRANSIENT: [&str; 8] = [
    "08", "53", "57", "55P03", "40001", "40P01", "25006", "25P03",
];

impl StoreError {
    pub(crate) fn corrupt(table: &'static str, reason: impl ToString) -> Self {
        Self::Corrupt {
            table,
            reason: reason.to_string(),
        }
    }

    /// Whether this error is the violation of the named constraint.
    pub fn violates(&self, name: &str) -> bool {
        matches!(self, Self::Violated(constraint) if constraint.0 == name)
    }

    /// Whether two transactions got into each other's way and this one had to yield: running it again
    /// at once is right. Two carts opened for one visitor at the same time are such a case.
    pub fn lost_a_race(&self) -> bool {
        match self {
            Self::Unavailable(sqlx::Error::Database(refusal)) => {
                matches!(refusal.code().as_deref(), Some("40001" | "40P01"))
            }
            Self::Violated(constraint) => constraint.0.starts_with("cart_one_open_per_"),
            _ => false,
        }
    }

    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Interrupted)
    }
}

impl Constraint {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refusal) => {
                let code = refusal.code().unwrap_or_default();
                if let (true, Some(name)) = (code.starts_with("23"), refusal.constraint()) {
                    return Self::Violated(Constraint(name.to_owned()));
                }
                if TRANSIENT
                    .iter()
                    .any(|transient| code.starts_with(transient))
                {
                    Self::Unavailable(error)
                } else {
                    Self::Failed(error)
                }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            _ => Self::Failed(error),
        }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => match std::sync::Arc::try_unwrap(inner)
            {
                Ok(inner) => Self::from(inner),
                Err(shared) => Self::Orm(DbErr::Query(RuntimeErr::SqlxError(shared))),
            },
            DbErr::ConnectionAcquire(_) => Self::Unavailable(sqlx::Error::PoolTimedOut),
            other => Self::Orm(other),
        }
    }
}
