//! Stripe's objects, as far as we read them, and what they mean to the shop.

use std::collections::HashMap;

use domain::{Currency, Money, PaymentId, payment::PaymentState};
use serde::Deserialize;
use serde_json::Value;

use super::declines;
use crate::gateway::{GatewayError, Verdict, WebhookEvent};

#[derive(Deserialize)]
struct Intent {
    id: String,
    status: String,
    currency: String,
    #[serde(default)]
    amount_received: i64,
    #[serde(default)]
    metadata: HashMap<String, String>,
    next_action: Option<NextAction>,
    last_payment_error: Option<PaymentError>,
}

#[derive(Deserialize)]
struct NextAction {
    redirect_to_url: Option<Redirect>,
}

#[derive(Deserialize)]
struct Redirect {
    url: String,
}

#[derive(Deserialize)]
struct PaymentError {
    code: Option<String>,
    decline_code: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Value>,
    #[serde(default)]
    has_more: bool,
}

/// What a list holds about one payment of ours.
pub(super) struct Found {
    pub(super) verdicts: Vec<Verdict>,
    /// Whether the list goes on where we stopped reading.
    pub(super) has_more: bool,
}

#[derive(Deserialize)]
struct Event {
    id: String,
    r#type: String,
    data: EventData,
}

#[derive(Deserialize)]
struct EventData {
    object: EventObject,
}

#[derive(Deserialize)]
struct EventObject {
    id: Option<String>,
    object: String,
    payment_intent: Option<String>,
    #[serde(default)]
    metadata: HashMap<String, String>,
}

pub(super) fn verdict(body: &Value) -> Result<Verdict, GatewayError> {
    read(body).and_then(judge)
}

/// Those in a list that our payment caused.
pub(super) fn verdicts_about(body: &Value, payment: PaymentId) -> Result<Found, GatewayError> {
    let page = Page::deserialize(body).map_err(|_| unreadable("a list without data"))?;
    let ours = payment.to_string();
    let verdicts = page
        .data
        .iter()
        .filter_map(|intent| match read(intent) {
            Ok(intent) if intent.metadata.get("payment_id") != Some(&ours) => None,
            Ok(intent) => Some(judge(intent)),
            Err(error) => Some(Err(error)),
        })
        .collect::<Result<_, _>>()?;
    Ok(Found {
        verdicts,
        has_more: page.has_more,
    })
}

/// None if it is not an event, in spite of its signature.
pub(super) fn event(body: &[u8]) -> Option<WebhookEvent> {
    let event: Event = serde_json::from_slice(body).ok()?;
    let object = event.data.object;
    let reference = match object.object.as_str() {
        "payment_intent" => object.id,
        _ => object.payment_intent,
    };
    Some(WebhookEvent {
        id: event.id,
        kind: event.r#type,
        reference,
        payment: object
            .metadata
            .get("payment_id")
            .and_then(|id| id.parse().ok()),
    })
}

fn read(body: &Value) -> Result<Intent, GatewayError> {
    Intent::deserialize(body).map_err(|_| unreadable("an intent of another shape"))
}

fn judge(intent: Intent) -> Result<Verdict, GatewayError> {
    let reference = intent.id;
    let state = match intent.status.as_str() {
        "succeeded" => {
            let currency: Currency = intent
                .currency
                .parse()
                .map_err(|_| unreadable("money in a currency we don't know"))?;
            PaymentState::Captured {
                reference: reference.clone(),
                amount: Money::new(intent.amount_received, currency),
            }
        }
        "requires_capture" => PaymentState::Authorized {
            reference: reference.clone(),
        },
        "requires_action" => {
            let redirect = intent.next_action.and_then(|next| next.redirect_to_url);
            let redirect = redirect.ok_or_else(|| unreadable("an action without an address"))?;
            PaymentState::RequiresAction {
                reference: reference.clone(),
                redirect_url: redirect.url,
            }
        }
        "requires_payment_method" => {
            let error = intent.last_payment_error.as_ref();
            PaymentState::Failed {
                reason: declines::reason(
                    error.and_then(|error| error.code.as_deref()),
                    error.and_then(|error| error.decline_code.as_deref()),
                ),
            }
        }
        "canceled" => PaymentState::Voided,
        "processing" | "requires_confirmation" => PaymentState::Unknown,
        _ => return Err(unreadable("a status we don't know")),
    };
    Ok(Verdict { reference, state })
}

fn unreadable(what: &str) -> GatewayError {
    GatewayError::Indeterminate(format!("it answered with {what}"))
}
