//! Reading requests. What can't be read is answered with a problem, not with axum's plain text.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Query, Request, rejection::JsonRejection},
};
use http::{StatusCode, request::Parts};
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// The request's body, in JSON. Its type denies unknown fields: a misspelt one would else be ignored in silence.
pub(super) struct Body<T>(pub(super) T);

/// What stands behind the question mark.
pub(super) struct Asked<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let refuse = |rejection: JsonRejection| {
            let (code, title) = match rejection {
                JsonRejection::JsonDataError(_) => {
                    ("invalid_body", "The body does not fit this operation")
                }
                JsonRejection::JsonSyntaxError(_) => ("malformed_body", "The body is not JSON"),
                JsonRejection::MissingJsonContentType(_) => (
                    "unsupported_media_type",
                    "This operation takes application/json",
                ),
                _ => ("unreadable_body", "The body can't be read"),
            };
            Problem::new(rejection.status(), code, title).detail(rejection.body_text())
        };
        let Json(value) = Json::from_request(request, state).await.map_err(refuse)?;
        Ok(Self(value))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let title = "The address's parameters do not fit this operation";
        let Query(value) = Query::from_request_parts(parts, state)
            .await
            .map_err(|rejection| {
                Problem::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "invalid_parameters",
                    title,
                )
                .detail(rejection.body_text())
            })?;
        Ok(Self(value))
    }
}
