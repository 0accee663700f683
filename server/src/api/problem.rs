//! What went wrong, as RFC 9457 wants it: a stable code for programs, a sentence for people.

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use domain::{Refusal, checkout::FieldError};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use serde::Serialize;
use shop::ShopError;
use tracing::{error, warn};
use utoipa::ToSchema;

/// An answer that is not what was asked for (`application/problem+json`).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Where the kind of problem is described.
    #[serde(rename = "type")]
    kind: String,
    /// The kind of problem, in words.
    title: &'static str,
    status: u16,
    /// The kind of problem, for programs. Codes are never renamed.
    code: &'static str,
    /// This occurrence, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Which fields of the request are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    retry_after: Option<Duration>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// `email`, `postcode`, …
    field: String,
    /// `missing`, `too_long`, …
    code: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self {
            kind: format!("/api/v1/docs#{code}"),
            title,
            status: status.as_u16(),
            code,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
        }
    }

    pub(super) fn detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }
}

pub(super) fn no_such_address() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not_found",
        "There is nothing at this address",
    )
}

pub(super) fn no_good_key() -> Problem {
    let title = "This operation needs an Idempotency-Key of 16 to 255 characters";
    Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_missing", title)
}

pub(super) fn no_such_method() -> Problem {
    let title = "This address does not answer to this method";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", title)
}

impl From<ShopError> for Problem {
    fn from(error: ShopError) -> Self {
        match error {
            ShopError::NotFound => no_such_address(),
            ShopError::Gone => Self::new(
                StatusCode::GONE,
                "gone",
                "It was here and will not come back",
            ),
            ShopError::Invalid(mistakes) => {
                let title = "Some fields are missing or wrong";
                let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", title);
                problem.errors = mistakes.iter().map(FieldProblem::from).collect();
                problem
            }
            ShopError::Refused(refusal) => refused(&refusal),
            ShopError::TooManyAttempts { retry_after } => {
                let title = "Too many attempts";
                let mut problem =
                    Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", title);
                problem.retry_after = Some(retry_after);
                problem
            }
            ShopError::Unavailable(cause) => {
                warn!(
                    error = &cause as &dyn std::error::Error,
                    "The shop is not available"
                );
                let title = "The shop is not available right now";
                let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title);
                problem.retry_after = Some(Duration::from_secs(2));
                problem
            }
            ShopError::Internal(cause) => {
                error!(
                    error = &*cause as &dyn std::error::Error,
                    "Something broke: {cause}"
                );
                let title = "Something broke on our side; the answer's X-Request-Id names it";
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title)
            }
        }
    }
}

/// A key that was used for something else is a mistake in the request; everything else is the state of
/// the shop standing in the way.
fn refused(refusal: &Refusal) -> Problem {
    let status = match refusal {
        Refusal::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::WrongCredentials => StatusCode::UNAUTHORIZED,
        _ => StatusCode::CONFLICT,
    };
    Problem::new(status, refusal.code(), "The shop refused").detail(refusal)
}

impl From<&FieldError> for FieldProblem {
    /// The names are those that the same values have in JSON everywhere else.
    fn from(error: &FieldError) -> Self {
        let name = |value: serde_json::Result<serde_json::Value>| match value {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        };
        Self {
            field: name(serde_json::to_value(error.field)),
            code: name(serde_json::to_value(error.problem)),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = serde_json::to_vec(&self).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (status, [(CONTENT_TYPE, kind)], json).into_response();
        if let Some(span) = self.retry_after {
            let seconds = HeaderValue::from(span.as_secs().max(1));
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response
    }
}
