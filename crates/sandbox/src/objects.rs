//! How our records look on the wire: Stripe's documented shapes, as far as the shop reads them.

use serde_json::{Value, json};

use crate::book::{Charge, Event, Method, Refund};
use crate::intent::{Capture, Intent, Status};

/// The API version whose shapes these are.
pub(crate) const API_VERSION: &str = "2025-03-31.basil";

pub(crate) fn method(method: &Method) -> Value {
    json!({
        "id": method.id,
        "object": "payment_method",
        "type": "card",
        "billing_details": {"name": method.name},
        "card": card(method),
        "created": method.created,
        "customer": null,
        "livemode": false,
        "metadata": {},
    })
}

pub(crate) fn intent(intent: &Intent, base_url: &str) -> Value {
    let received = match intent.status {
        Status::Succeeded { received } => received,
        _ => 0,
    };
    let capturable = match intent.status {
        Status::RequiresCapture { authorized } => authorized,
        _ => 0,
    };
    let (canceled_at, reason) = match &intent.status {
        Status::Canceled { at, reason } => (Some(*at), reason.clone()),
        _ => (None, None),
    };
    let next_action = match intent.status {
        Status::RequiresAction => json!({
            "type": "redirect_to_url",
            "redirect_to_url": {
                "url": format!("{base_url}/3ds/{}", intent.id),
                "return_url": intent.return_url,
            },
        }),
        _ => Value::Null,
    };
    json!({
        "id": intent.id,
        "object": "payment_intent",
        "amount": intent.amount,
        "amount_capturable": capturable,
        "amount_received": received,
        "canceled_at": canceled_at,
        "cancellation_reason": reason,
        "capture_method": match intent.capture {
            Capture::Automatic => "automatic",
            Capture::Manual => "manual",
        },
        "client_secret": intent.client_secret,
        "confirmation_method": "automatic",
        "created": intent.created,
        "currency": intent.currency,
        "description": intent.description,
        "last_payment_error": intent.last_error.as_ref().map(|fault| fault.to_json()),
        "latest_charge": intent.latest_charge,
        "livemode": false,
        "metadata": intent.metadata,
        "next_action": next_action,
        "payment_method": intent.payment_method,
        "payment_method_types": ["card"],
        "status": intent.status.name(),
    })
}

pub(crate) fn charge(charge: &Charge) -> Value {
    let mut card = card(&charge.method);
    card["three_d_secure"] = match charge.authenticated {
        true => json!({"result": "authenticated", "version": "2.2.0"}),
        false => Value::Null,
    };
    json!({
        "id": charge.id,
        "object": "charge",
        "amount": charge.amount,
        "amount_captured": charge.captured,
        "amount_refunded": charge.refunded,
        "billing_details": {"name": charge.method.name},
        "captured": charge.captured > 0,
        "created": charge.created,
        "currency": charge.currency,
        "disputed": charge.disputed,
        "failure_code": charge.failure.as_ref().map(|fault| fault.code),
        "failure_message": charge.failure.as_ref().map(|fault| fault.message),
        "livemode": false,
        "metadata": charge.metadata,
        "outcome": {
            "network_status": if charge.failure.is_some() { "declined_by_network" } else { "approved_by_network" },
            "reason": charge.failure.as_ref().and_then(|fault| fault.decline_code),
            "type": if charge.failure.is_some() { "issuer_declined" } else { "authorized" },
        },
        "paid": charge.failure.is_none(),
        "payment_intent": charge.intent,
        "payment_method": charge.method.id,
        "payment_method_details": {"type": "card", "card": card},
        "refunded": charge.captured > 0 && charge.refunded == charge.captured,
        "status": if charge.failure.is_some() { "failed" } else { "succeeded" },
    })
}

pub(crate) fn refund(refund: &Refund) -> Value {
    json!({
        "id": refund.id,
        "object": "refund",
        "amount": refund.amount,
        "charge": refund.charge,
        "created": refund.created,
        "currency": refund.currency,
        "metadata": refund.metadata,
        "payment_intent": refund.intent,
        "reason": refund.reason,
        "status": "succeeded",
    })
}

pub(crate) fn dispute(id: &str, charge: &Charge, created: i64) -> Value {
    json!({
        "id": id,
        "object": "dispute",
        "amount": charge.captured,
        "charge": charge.id,
        "created": created,
        "currency": charge.currency,
        "livemode": false,
        "metadata": {},
        "payment_intent": charge.intent,
        "reason": "fraudulent",
        "status": "needs_response",
    })
}

pub(crate) fn event(event: &Event) -> Value {
    json!({
        "id": event.id,
        "object": "event",
        "api_version": API_VERSION,
        "created": event.created,
        "data": {"object": event.object},
        "livemode": false,
        "pending_webhooks": 1,
        "request": {"id": null, "idempotency_key": null},
        "type": event.kind,
    })
}

pub(crate) fn list(path: &str, data: Vec<Value>, has_more: bool) -> Value {
    json!({"object": "list", "url": path, "has_more": has_more, "data": data})
}

fn card(method: &Method) -> Value {
    json!({
        "brand": method.card.brand.name(),
        "exp_month": method.card.exp_month,
        "exp_year": method.card.exp_year,
        "funding": "credit",
        "last4": method.card.last4,
    })
}
