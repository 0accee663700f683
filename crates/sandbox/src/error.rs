//! Stripe's error object. Handlers return it; nothing else decides how a failure looks on the wire.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::card::CardFault;

#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    status: StatusCode,
    body: Box<Value>,
}

impl ApiError {
    fn new(status: StatusCode, error: Value) -> Self {
        Self {
            status,
            body: Box::new(error),
        }
    }

    /// A parameter the caller must mend.
    pub(crate) fn invalid(param: &str, code: &str, message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            json!({"type": "invalid_request_error", "code": code, "param": param, "message": message.into()}),
        )
    }

    /// A call that the present state of an object forbids.
    pub(crate) fn unexpected_state(code: &str, message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            json!({"type": "invalid_request_error", "code": code, "message": message.into()}),
        )
    }

    pub(crate) fn missing(kind: &str, id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            json!({
                "type": "invalid_request_error",
                "code": "resource_missing",
                "param": "id",
                "message": format!("No such {kind}: '{id}'"),
            }),
        )
    }

    pub(crate) fn unknown_url(message: String) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            json!({"type": "invalid_request_error", "message": message}),
        )
    }

    pub(crate) fn unauthorized(message: &str) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            json!({"type": "invalid_request_error", "message": message}),
        )
    }

    pub(crate) fn idempotency(status: StatusCode, code: &str, message: &str) -> Self {
        Self::new(
            status,
            json!({"type": "idempotency_error", "code": code, "message": message}),
        )
    }

    pub(crate) fn rate_limited() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            json!({"type": "invalid_request_error", "code": "rate_limit", "message": "Too many requests hit the API too quickly."}),
        )
    }

    pub(crate) fn server(status: StatusCode) -> Self {
        Self::new(
            status,
            json!({"type": "api_error", "message": "Something went wrong on the gateway's end."}),
        )
    }

    pub(crate) fn card(fault: &CardFault) -> Self {
        Self::new(StatusCode::PAYMENT_REQUIRED, fault.to_json())
    }

    /// A decline names the intent it happened to, so that the caller need not ask for it.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.body[name] = value;
        self
    }

    pub(crate) fn code(&self) -> Option<&str> {
        self.body["code"].as_str()
    }

    pub(crate) fn message(&self) -> &str {
        self.body["message"].as_str().unwrap_or_default()
    }

    pub(crate) fn param(&self) -> Option<&str> {
        self.body["param"].as_str()
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, Json(json!({"error": *self.body}))).into_response()
    }
}
