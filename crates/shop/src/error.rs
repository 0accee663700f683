//! What can go wrong when the shop is asked for something. Every door translates these and nothing else.

use std::time::Duration;

use domain::{Refusal, checkout::FieldError};
use store::StoreError;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum ShopError {
    /// There is no such thing, or it is not for this visitor to know.
    #[error("not found")]
    NotFound,
    /// It was here and will not come back.
    #[error("gone")]
    Gone,
    /// The form has mistakes; nothing was changed.
    #[error("the form has {} mistakes", .0.len())]
    Invalid(Vec<FieldError>),
    /// A rule said no; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("too many attempts")]
    TooManyAttempts { retry_after: Duration },
    /// The database is away or overloaded; the same request may work later.
    #[error("not available right now")]
    Unavailable(#[source] StoreError),
    /// A bug or a broken part. The visitor gets an id, the log gets the cause.
    #[error("something broke")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ShopError {
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

impl From<StoreError> for ShopError {
    fn from(error: StoreError) -> Self {
        if error.is_transient() {
            Self::Unavailable(error)
        } else {
            Self::internal(error)
        }
    }
}

impl From<domain::MoneyError> for ShopError {
    fn from(error: domain::MoneyError) -> Self {
        Self::internal(error)
    }
}
