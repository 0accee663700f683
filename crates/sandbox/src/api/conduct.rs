//! How every call under `/v1` is conducted: who calls, what the switches do to it, whether it was
//! answered before, and only then the work itself.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::payment_intents::search_clauses;
use crate::error::ApiError;
use crate::form::Form;
use crate::gateway::Gateway;
use crate::idempotency::{Begin, Reply};
use crate::objects::API_VERSION;
use crate::switches::{Down, Fault, Phase, Subject};

/// Stripe's own bodies are far smaller.
const BODY_LIMIT: usize = 64 * 1024;
/// Longer than the pause before a webhook, so that it has surely arrived.
const WEBHOOK_FIRST: Duration = Duration::from_millis(400);

pub(super) async fn conduct(
    State(gateway): State<Arc<Gateway>>,
    request: Request,
    next: Next,
) -> Response {
    let id = gateway.ids.next("req");
    let echoed = ["stripe-version", "idempotency-key"]
        .map(|name| (name, request.headers().get(name).cloned()));
    let mut response = match converse(&gateway, request, next, &id).await {
        Ok(response) => response,
        Err(error) => error.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert("stripe-version", HeaderValue::from_static(API_VERSION));
    for (name, value) in echoed {
        if let Some(value) = value {
            headers.insert(name, value);
        }
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("request-id", id);
    }
    response
}

async fn converse(
    gateway: &Arc<Gateway>,
    request: Request,
    next: Next,
    id: &str,
) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY_LIMIT)
        .await
        .map_err(|_| ApiError::invalid("body", "parameter_invalid", "The body can't be read."))?;
    let form = match parts.method {
        Method::GET => Form::parse(parts.uri.query().unwrap_or_default().as_bytes())?,
        _ => Form::parse(&body)?,
    };
    check_key(gateway, &parts)?;

    let subject = subject_of(gateway, &parts, &form);
    if let Some(down) = gateway.switches.down(&subject) {
        return Ok(turn_away(down));
    }
    let fault = gateway.switches.roll(&subject, Phase::Call);
    if let Some(fault) = fault {
        gateway.note_fault(fault, &subject);
    }
    if let Some(answer) = strike_before(gateway, fault, &subject).await {
        return Ok(answer);
    }

    let reply = match key_of(&parts.headers) {
        Some(key) if parts.method == Method::POST => {
            match gateway
                .replies
                .begin(key, &fingerprint(&parts, &form), gateway.clock.now())
            {
                Begin::Fresh(ticket) => {
                    perform(
                        gateway,
                        parts,
                        form,
                        next,
                        id,
                        fault,
                        &subject,
                        Some(ticket),
                    )
                    .await
                }
                Begin::Replay(reply) => {
                    tokio::time::sleep(gateway.switches.latency(&subject)).await;
                    return Ok(replay(reply));
                }
                Begin::InProgress => return Err(in_progress()),
                Begin::OtherParameters => return Err(other_parameters()),
            }
        }
        _ => perform(gateway, parts, form, next, id, fault, &subject, None).await,
    };
    Ok(strike_after(gateway, fault, &subject, reply).await)
}

/// Works in a task of its own: a caller who hangs up can't cut a charge in half.
#[expect(
    clippy::too_many_arguments,
    reason = "the call's parts, taken apart once above and used together only here"
)]
async fn perform(
    gateway: &Arc<Gateway>,
    parts: Parts,
    form: Form,
    next: Next,
    id: &str,
    fault: Option<Fault>,
    subject: &Subject,
    ticket: Option<crate::idempotency::Ticket>,
) -> Reply {
    let mut request = Request::from_parts(parts, Body::empty());
    request.extensions_mut().insert(form);
    let latency = gateway.switches.latency(subject);
    let (gateway, id) = (Arc::clone(gateway), id.to_owned());
    let work = tokio::spawn(async move {
        tokio::time::sleep(latency).await;
        let response = next.run(request).await;
        let (status, body) = match fault {
            Some(Fault::ChargeThen500) => {
                taken_apart(ApiError::server(StatusCode::INTERNAL_SERVER_ERROR).into_response())
                    .await
            }
            _ => taken_apart(response).await,
        };
        let reply = Reply {
            status,
            body,
            request: id,
        };
        if let Some(ticket) = ticket {
            let now = gateway.clock.now();
            if let Some(kept) = ticket.answer(reply.clone(), now) {
                gateway.journal.keep(kept, now);
            }
        }
        reply
    });
    work.await.unwrap_or_else(|_| Reply {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        body: Bytes::new(),
        request: String::new(),
    })
}

async fn taken_apart(response: Response) -> (StatusCode, Bytes) {
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await;
    (status, body.unwrap_or_default())
}

/// Faults that keep the work from being done.
async fn strike_before(
    gateway: &Gateway,
    fault: Option<Fault>,
    subject: &Subject,
) -> Option<Response> {
    match fault? {
        Fault::HangBefore => {
            tokio::time::sleep(gateway.switches.hang(subject)).await;
            Some(cut(Bytes::new(), 1))
        }
        Fault::UnavailableBefore => {
            Some(ApiError::server(StatusCode::SERVICE_UNAVAILABLE).into_response())
        }
        Fault::RateLimited => {
            let retry_after = [(RETRY_AFTER, HeaderValue::from_static("1"))];
            Some((retry_after, ApiError::rate_limited()).into_response())
        }
        Fault::Slow => {
            tokio::time::sleep(gateway.switches.slow(subject)).await;
            None
        }
        _ => None,
    }
}

/// Faults that lose or delay the answer to work that has been done.
async fn strike_after(
    gateway: &Gateway,
    fault: Option<Fault>,
    subject: &Subject,
    reply: Reply,
) -> Response {
    match fault {
        Some(Fault::ChargeThenHang) => {
            tokio::time::sleep(gateway.switches.hang(subject)).await;
            cut(Bytes::new(), 1)
        }
        Some(Fault::TruncatedBody) => {
            let whole = reply.body.len();
            cut(reply.body.slice(..whole / 2), whole)
        }
        Some(Fault::AnswerAfterWebhook) => {
            tokio::time::sleep(WEBHOOK_FIRST).await;
            answer(reply)
        }
        _ => answer(reply),
    }
}

fn turn_away(down: Down) -> Response {
    match down {
        Down::Refuse => (
            [(CONNECTION, HeaderValue::from_static("close"))],
            ApiError::server(StatusCode::SERVICE_UNAVAILABLE),
        )
            .into_response(),
        Down::Cut => cut(Bytes::new(), 1),
    }
}

/// Promises more than it sends, then breaks the connection.
fn cut(sent: Bytes, promised: usize) -> Response {
    let broken = std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "cut by a switch");
    let body = Body::from_stream(futures::stream::iter([Ok(sent), Err(broken)]));
    (
        [
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (CONTENT_LENGTH, HeaderValue::from(promised)),
        ],
        body,
    )
        .into_response()
}

fn answer(reply: Reply) -> Response {
    let json = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (reply.status, json, reply.body).into_response()
}

fn replay(reply: Reply) -> Response {
    let original = HeaderValue::from_str(&reply.request).ok();
    let mut response = answer(reply);
    let headers = response.headers_mut();
    headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    if let Some(original) = original {
        headers.insert("original-request", original);
    }
    response
}

fn in_progress() -> ApiError {
    ApiError::idempotency(
        StatusCode::CONFLICT,
        "idempotency_key_in_use",
        "There is currently another in-progress request using this Idempotency-Key.",
    )
}

fn other_parameters() -> ApiError {
    ApiError::idempotency(
        StatusCode::BAD_REQUEST,
        "idempotency_key_reused",
        "Keys for idempotent requests can only be used with the same parameters they were first used with.",
    )
}

/// A browser's key may make payment methods and nothing else.
fn check_key(gateway: &Gateway, parts: &Parts) -> Result<(), ApiError> {
    let header = parts.headers.get(AUTHORIZATION);
    let shown = header
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or_else(|| ApiError::unauthorized("You did not provide an API key."))?;
    let settings = &gateway.settings;
    let for_browsers = parts.method == Method::POST && parts.uri.path() == "/v1/payment_methods";
    if shown == settings.secret_key || (for_browsers && shown == settings.publishable_key) {
        return Ok(());
    }
    Err(ApiError::unauthorized("Invalid API Key provided."))
}

pub(super) fn key_of(headers: &HeaderMap) -> Option<&str> {
    let key = headers.get("idempotency-key")?.to_str().ok()?;
    (!key.is_empty()).then_some(key)
}

fn fingerprint(parts: &Parts, form: &Form) -> String {
    let mut hash = Sha256::new();
    hash.update(parts.method.as_str());
    hash.update(parts.uri.path());
    hash.update("?");
    hash.update(form.canonical());
    hex::encode(hash.finalize())
}

/// Whom the call is about, so that a switch can be meant for one order alone.
fn subject_of(gateway: &Arc<Gateway>, parts: &Parts, form: &Form) -> Subject {
    let mut steps = parts.uri.path().trim_start_matches("/v1/").split('/');
    let (object, id) = (steps.next(), steps.next());
    let named = match (object, id) {
        (Some("payment_intents"), Some("search")) => {
            let clauses = search_clauses(form.find("query").unwrap_or_default());
            clauses.ok().and_then(|clauses| {
                gateway.work(|desk| desk.search_intents(&clauses).next().map(|i| i.id.clone()))
            })
        }
        (Some("payment_intents"), Some(id)) => Some(id.to_owned()),
        (Some("refunds"), None) => form.find("payment_intent").map(str::to_owned),
        _ => None,
    };
    match named {
        Some(intent) => gateway.work(|desk| desk.book.subject_of(&intent)),
        None => Subject {
            metadata: form.children("metadata"),
            payment_method: form.find("payment_method").map(str::to_owned),
        },
    }
}

/// Handlers find the parsed parameters here.
impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Form {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.remove::<Self>().unwrap_or_default())
    }
}
