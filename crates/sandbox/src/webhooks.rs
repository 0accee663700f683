//! Tells the shop what happened: signed, some milliseconds after the HTTP answer, again and again
//! until it says 2xx. A shop that doesn't listen never holds up the gateway.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::book::Event;
use crate::gateway::Gateway;
use crate::objects;
use crate::signature::sign;
use crate::switches::{Fault, Phase};

/// Lets the HTTP answer go first, as it nearly always does in life.
const AFTER_ANSWER: Duration = Duration::from_millis(15);
/// An event that comes out of order has been overtaken by then.
const OVERTAKEN_AFTER: Duration = Duration::from_millis(1500);
/// The wait after the first refusal. It doubles with each one.
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LONGEST_RETRY: Duration = Duration::from_secs(60);
/// Older than any receiver should accept.
const STALE_BY_SECONDS: i64 = 600;

/// How one delivery differs from an honest one. Retries are always honest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disguise {
    None,
    BadSignature,
    Stale,
}

/// Runs by itself until the event is delivered or given up.
pub(crate) fn send_later(gateway: &Arc<Gateway>, event: Event) {
    if gateway.settings.webhook_url.is_empty() {
        return;
    }
    let gateway = Arc::clone(gateway);
    tokio::spawn(async move { send(&gateway, &event).await });
}

async fn send(gateway: &Gateway, event: &Event) {
    let body = objects::event(event);
    let fault = gateway.switches.roll(&event.subject, Phase::Webhook);
    if let Some(fault) = fault {
        gateway.note_fault(fault, &event.subject);
    }
    tokio::time::sleep(AFTER_ANSWER).await;
    match fault {
        Some(Fault::WebhookDrop) => {}
        Some(Fault::WebhookDuplicate) => {
            // Two at the same moment, a third when both are done.
            tokio::join!(
                deliver(gateway, event, &body, Disguise::None),
                deliver(gateway, event, &body, Disguise::None),
            );
            deliver(gateway, event, &body, Disguise::None).await;
        }
        Some(Fault::WebhookLate) => {
            tokio::time::sleep(gateway.switches.late(&event.subject)).await;
            deliver(gateway, event, &body, Disguise::None).await;
        }
        Some(Fault::WebhookOutOfOrder) => {
            tokio::time::sleep(OVERTAKEN_AFTER).await;
            deliver(gateway, event, &body, Disguise::None).await;
        }
        Some(Fault::WebhookBadSignature) => {
            deliver(gateway, event, &body, Disguise::BadSignature).await;
        }
        Some(Fault::WebhookStale) => deliver(gateway, event, &body, Disguise::Stale).await,
        Some(Fault::WebhookUnknownType) => {
            let mut stranger = body.clone();
            stranger["id"] = gateway.ids.next("evt").into();
            stranger["type"] = "payment_intent.heard_of_by_nobody".into();
            deliver(gateway, event, &stranger, Disguise::None).await;
            deliver(gateway, event, &body, Disguise::None).await;
        }
        Some(Fault::WebhookWrongAmount) => {
            let mut wrong = body;
            for field in ["amount", "amount_received"] {
                if let Some(amount) = wrong["data"]["object"][field].as_i64() {
                    wrong["data"]["object"][field] = (amount + 1).into();
                }
            }
            deliver(gateway, event, &wrong, Disguise::None).await;
        }
        _ => deliver(gateway, event, &body, Disguise::None).await,
    }
}

async fn deliver(gateway: &Gateway, event: &Event, body: &Value, disguise: Disguise) {
    let bytes = body.to_string();
    let mut wait = FIRST_RETRY;
    for attempt in 1..=gateway.settings.webhook_tries {
        let disguise = match attempt {
            1 => disguise,
            _ => Disguise::None,
        };
        let outcome = post(gateway, &bytes, disguise).await;
        let delivered = matches!(outcome, Ok(status) if (200..300).contains(&status));
        let (status, error) = match outcome {
            Ok(status) => (Some(status), None),
            Err(error) => (None, Some(error)),
        };
        gateway.note(json!({
            "kind": "webhook",
            "event": body["id"],
            "type": body["type"],
            "attempt": attempt,
            "status": status,
            "error": error,
            "delivered": delivered,
            "metadata": event.subject.metadata,
        }));
        if delivered {
            return;
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(LONGEST_RETRY);
    }
}

async fn post(gateway: &Gateway, body: &str, disguise: Disguise) -> Result<u16, String> {
    let now = gateway.clock.now().unix_timestamp();
    let secret = &gateway.settings.webhook_secret;
    let signature = match disguise {
        Disguise::None => sign(secret, now, body.as_bytes()),
        Disguise::BadSignature => sign("whsec_somebody_else", now, body.as_bytes()),
        Disguise::Stale => sign(secret, now - STALE_BY_SECONDS, body.as_bytes()),
    };
    gateway
        .http
        .post(&gateway.settings.webhook_url)
        .header("content-type", "application/json; charset=utf-8")
        .header("stripe-signature", signature)
        .body(body.to_owned())
        .send()
        .await
        .map(|answer| answer.status().as_u16())
        .map_err(|error| error.without_url().to_string())
}
