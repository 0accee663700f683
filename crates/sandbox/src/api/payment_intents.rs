//! `/v1/payment_intents`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::conduct::key_of;
use super::paging;
use crate::desk::{Confirmation, NewIntent, Twist};
use crate::error::ApiError;
use crate::form::Form;
use crate::gateway::Gateway;
use crate::intent::{Capture, Intent};
use crate::objects;
use crate::switches::{Fault, Phase, Subject};

/// Stripe's limit on one payment.
const MOST: i64 = 99_999_999;

pub(super) async fn create(
    State(gateway): State<Arc<Gateway>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&[
        "amount",
        "automatic_payment_methods",
        "capture_method",
        "confirm",
        "currency",
        "description",
        "metadata",
        "payment_method",
        "payment_method_types",
        "return_url",
    ])?;
    let new = NewIntent {
        amount: amount(&form)?,
        currency: currency(&form)?,
        capture: match form.find("capture_method") {
            None | Some("automatic" | "automatic_async") => Capture::Automatic,
            Some("manual") => Capture::Manual,
            Some(other) => {
                return Err(ApiError::invalid(
                    "capture_method",
                    "parameter_invalid",
                    format!("Invalid capture_method: {other}"),
                ));
            }
        },
        payment_method: form.find("payment_method").map(str::to_owned),
        return_url: form.find("return_url").map(str::to_owned),
        description: form.find("description").map(str::to_owned),
        metadata: form.children("metadata"),
        idempotency_key: form
            .flag("confirm")?
            .then(|| key_of(&headers).map(str::to_owned))
            .flatten(),
    };
    let confirm = form.flag("confirm")?;
    let subject = Subject {
        metadata: new.metadata.clone(),
        payment_method: new.payment_method.clone(),
    };
    let twist = match confirm {
        true => twist(&gateway, &subject),
        false => None,
    };
    let confirmation = Confirmation {
        twist,
        ..Confirmation::default()
    };
    gateway.work(|desk| {
        let id = desk.create_intent(new)?;
        match confirm {
            true => desk.confirm_intent(&id, confirmation).map(Json),
            false => desk.render(&id).map(Json),
        }
    })
}

pub(super) async fn retrieve(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    gateway.work(|desk| desk.render(&id)).map(Json)
}

pub(super) async fn list(
    State(gateway): State<Arc<Gateway>>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&paging::PARAMS)?;
    gateway.work(|desk| {
        paging::page(
            "/v1/payment_intents",
            &desk.book.intents,
            &form,
            |intent| intent.created,
            |_| true,
            |intent| objects::intent(intent, desk.base_url),
        )
        .map(Json)
    })
}

/// `query=metadata['payment_id']:'…'`, clauses joined by AND. Stripe's index lags by up to a
/// minute; ours does when a switch says so.
pub(super) async fn search(
    State(gateway): State<Arc<Gateway>>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&["query", "limit", "page"])?;
    let clauses = search_clauses(form.get("query")?)?;
    let limit = paging::limit(&form)?;
    Ok(gateway.work(|desk| {
        let indexed = |intent: &&Intent| {
            let lag = gateway.switches.search_lag(&intent.subject());
            intent.created <= (desk.now - lag).unix_timestamp()
        };
        let mut found = desk.search_intents(&clauses).filter(indexed);
        let data: Vec<_> = found
            .by_ref()
            .take(limit)
            .map(|intent| objects::intent(intent, desk.base_url))
            .collect();
        let has_more = found.next().is_some();
        Json(json!({
            "object": "search_result",
            "url": "/v1/payment_intents/search",
            "has_more": has_more,
            "next_page": null,
            "data": data,
        }))
    }))
}

pub(super) async fn confirm(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&["payment_method", "return_url"])?;
    let subject = gateway.work(|desk| desk.book.subject_of(&id));
    let confirmation = Confirmation {
        payment_method: form.find("payment_method").map(str::to_owned),
        return_url: form.find("return_url").map(str::to_owned),
        twist: twist(&gateway, &subject),
    };
    gateway
        .work(|desk| desk.confirm_intent(&id, confirmation))
        .map(Json)
}

pub(super) async fn capture(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&["amount_to_capture"])?;
    let amount = form.find_integer("amount_to_capture")?;
    gateway
        .work(|desk| desk.capture_intent(&id, amount))
        .map(Json)
}

pub(super) async fn cancel(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&["cancellation_reason"])?;
    let reason = form.find("cancellation_reason");
    gateway
        .work(|desk| desk.cancel_intent(&id, reason))
        .map(Json)
}

/// `metadata['order']:'S-1' AND status:'succeeded'` as pairs of field and value.
pub(super) fn search_clauses(query: &str) -> Result<Vec<(String, String)>, ApiError> {
    let clause = |text: &str| {
        let (field, value) = text.trim().split_once(':')?;
        let value = value.trim().strip_prefix('\'')?.strip_suffix('\'')?;
        let field = match field.trim() {
            "status" => "status".to_owned(),
            field => {
                let key = field.strip_prefix("metadata['")?.strip_suffix("']")?;
                format!("metadata.{key}")
            }
        };
        Some((field, value.to_owned()))
    };
    let clauses: Option<Vec<_>> = query.split(" AND ").map(clause).collect();
    clauses.ok_or_else(|| {
        ApiError::invalid(
            "query",
            "parameter_invalid",
            "The query can't be parsed: write metadata['key']:'value' AND status:'succeeded'.",
        )
    })
}

fn amount(form: &Form) -> Result<i64, ApiError> {
    form.get("amount")?;
    match form.find_integer("amount")?.unwrap_or_default() {
        amount @ 1..=MOST => Ok(amount),
        amount if amount > MOST => Err(ApiError::invalid(
            "amount",
            "amount_too_large",
            "Amount must be no more than 999,999.99.",
        )),
        _ => Err(ApiError::invalid(
            "amount",
            "parameter_invalid_integer",
            "This value must be greater than or equal to 1.",
        )),
    }
}

fn currency(form: &Form) -> Result<String, ApiError> {
    let currency = form.get("currency")?.to_lowercase();
    if currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(currency);
    }
    Err(ApiError::invalid(
        "currency",
        "parameter_invalid",
        format!("Invalid currency: {currency}"),
    ))
}

fn twist(gateway: &Gateway, subject: &Subject) -> Option<Twist> {
    let fault = gateway.switches.roll(subject, Phase::Card)?;
    gateway.note_fault(fault, subject);
    match fault {
        Fault::Decline => Some(Twist::Decline),
        Fault::RequiresAction => Some(Twist::AskBuyer),
        Fault::Processing => Some(Twist::Process),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_read_as_stripe_writes_them() {
        assert_eq!(
            search_clauses("metadata['payment_id']:'p-1' AND status:'succeeded'")
                .expect("well formed"),
            [
                ("metadata.payment_id".to_owned(), "p-1".to_owned()),
                ("status".to_owned(), "succeeded".to_owned())
            ]
        );
        for bad in [
            "",
            "payment_id:p-1",
            "metadata[payment_id]:'p'",
            "amount:'5'",
        ] {
            assert!(search_clauses(bad).is_err(), "{bad}");
        }
    }
}
