//! One call over the wire, and what its answer means: done, refused, or nobody knows.

use reqwest::{Client, Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use tracing::{Instrument, Span, field::Empty};
use url::Url;

use super::StripeSettings;
use crate::gateway::GatewayError;

/// Shapes change between versions; ours is fixed, whatever the account's default is.
const API_VERSION: &str = "2025-03-31.basil";

/// Set to `true` on an answer that was given before, under the same idempotency key.
const REPLAYED: &str = "idempotent-replayed";

pub(super) struct Api {
    http: Client,
    url: Url,
    secret_key: SecretString,
}

pub(super) struct Call<'a> {
    pub(super) method: Method,
    pub(super) path: Vec<&'a str>,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) idempotency_key: Option<&'a str>,
    pub(super) trace_parent: Option<&'a str>,
}

pub(super) enum Outcome {
    Done(Value),
    /// Understood and turned down. Only this means that nothing happened.
    Refused(Refusal),
}

/// Stripe's error object, as far as we act on it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Refusal {
    r#type: String,
    code: Option<String>,
    message: Option<String>,
    pub(super) payment_intent: Option<Value>,
}

#[derive(Deserialize)]
struct Refused {
    error: Refusal,
}

impl<'a> Call<'a> {
    pub(super) fn new(method: Method, path: &[&'a str]) -> Self {
        Self {
            method,
            path: path.to_vec(),
            fields: Vec::new(),
            idempotency_key: None,
            trace_parent: None,
        }
    }
}

impl Api {
    pub(super) fn new(settings: StripeSettings) -> Result<Self, GatewayError> {
        let http = Client::builder()
            .connect_timeout(settings.connect_timeout)
            .timeout(settings.timeout)
            // A gateway doesn't send its callers elsewhere, and a secret key must not follow.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| indeterminate(&error))?;
        Ok(Self {
            http,
            url: settings.api_url,
            secret_key: settings.secret_key,
        })
    }

    pub(super) async fn send(&self, call: Call<'_>) -> Result<Outcome, GatewayError> {
        // References and ids stay out of the span's name, so that spans of one kind add up.
        let span = tracing::info_span!(
            "gateway.call",
            otel.kind = "client",
            http.request.method = %call.method,
            url.path = call.path.join("/"),
            http.response.status_code = Empty,
            gateway.request_id = Empty,
        );
        self.exchange(call).instrument(span).await
    }

    async fn exchange(&self, call: Call<'_>) -> Result<Outcome, GatewayError> {
        let mut url = self.url.clone();
        match url.path_segments_mut() {
            Ok(mut segments) => segments.pop_if_empty().extend(&call.path),
            Err(()) => return Err(unclear("its address takes no path")),
        };
        let mut request = match call.method {
            Method::GET => {
                if !call.fields.is_empty() {
                    url.query_pairs_mut().extend_pairs(&call.fields);
                }
                self.http.get(url)
            }
            method => self.http.request(method, url).form(&call.fields),
        };
        request = request
            .bearer_auth(self.secret_key.expose_secret())
            .header("stripe-version", API_VERSION);
        if let Some(key) = call.idempotency_key {
            request = request.header("idempotency-key", key);
        }
        if let Some(trace_parent) = call.trace_parent {
            request = request.header("traceparent", trace_parent);
        }

        let answer = request
            .send()
            .await
            .map_err(|error| indeterminate(&error))?;
        let status = answer.status();
        let span = Span::current();
        span.record("http.response.status_code", status.as_u16());
        if let Some(id) = answer.headers().get("request-id") {
            span.record("gateway.request_id", id.to_str().unwrap_or_default());
        }
        let is_replayed = answer
            .headers()
            .get(REPLAYED)
            .is_some_and(|value| value == "true");
        let body = answer
            .bytes()
            .await
            .map_err(|error| indeterminate(&error))?;
        read(status, &body).map_err(|error| match error {
            GatewayError::Indeterminate(reason) if is_replayed => GatewayError::Stuck(reason),
            error => error,
        })
    }
}

/// Only a refusal that we understand counts as one. Among those that are no verdict on this charge:
/// a key in use or used otherwise (409, `idempotency_error`), a limit (429), a secret key that has
/// been changed (401, 403), and all of 5xx.
fn read(status: StatusCode, body: &[u8]) -> Result<Outcome, GatewayError> {
    if status.is_success() {
        let body = serde_json::from_slice(body);
        return body
            .map(Outcome::Done)
            .map_err(|_| unclear(&format!("{status} without JSON")));
    }
    let refused: Option<Refused> = serde_json::from_slice(body).ok();
    match (status.as_u16(), refused) {
        (400 | 402 | 404, Some(Refused { error })) if error.r#type != "idempotency_error" => {
            Ok(Outcome::Refused(error))
        }
        (401 | 403, _) => {
            tracing::error!("The gateway doesn't accept the secret key");
            Err(unclear("it doesn't accept the secret key"))
        }
        (_, Some(Refused { error })) => Err(unclear(&format!(
            "{status} {}",
            error.code.as_deref().unwrap_or(&error.r#type)
        ))),
        (_, None) => Err(unclear(&status.to_string())),
    }
}

fn unclear(what: &str) -> GatewayError {
    GatewayError::Indeterminate(what.to_owned())
}

/// Even a refused connection: a proxy may refuse what its backend has already done.
fn indeterminate(error: &reqwest::Error) -> GatewayError {
    unclear(match () {
        () if error.is_timeout() => "no answer in time",
        () if error.is_connect() => "it can't be reached",
        () if error.is_body() || error.is_decode() => "the answer was cut short",
        () if error.is_builder() => "the call can't be made",
        () => "the connection broke",
    })
}

impl Refusal {
    pub(super) fn is_decline(&self) -> bool {
        self.r#type == "card_error"
    }
}

impl From<Refusal> for GatewayError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused {
            code: refusal.code.unwrap_or(refusal.r#type),
            message: refusal.message.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clear(status: u16, body: &str) -> bool {
        let status = StatusCode::from_u16(status).expect("a status");
        read(status, body.as_bytes()).is_ok()
    }

    #[test]
    fn only_an_understood_refusal_means_that_nothing_happened() {
        let refusal =
            r#"{"error": {"type": "invalid_request_error", "code": "parameter_missing"}}"#;
        assert!(clear(400, refusal));
        assert!(clear(404, refusal));
        assert!(clear(200, "{}"));
        for status in [401, 403, 409, 429, 500, 502, 503] {
            assert!(!clear(status, refusal), "{status}");
        }
        assert!(!clear(400, "<html>a proxy's page</html>"));
        assert!(!clear(200, "{\"id\": \"pi_"));
        let reused = r#"{"error": {"type": "idempotency_error"}}"#;
        assert!(!clear(400, reused), "the first use may have charged");
    }
}
