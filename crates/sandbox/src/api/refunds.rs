//! `/v1/refunds`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::Value;

use super::paging;
use crate::desk::NewRefund;
use crate::error::ApiError;
use crate::form::Form;
use crate::gateway::Gateway;
use crate::objects;

pub(super) async fn create(
    State(gateway): State<Arc<Gateway>>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&["amount", "charge", "metadata", "payment_intent", "reason"])?;
    let new = NewRefund {
        charge: form.find("charge").map(str::to_owned),
        payment_intent: form.find("payment_intent").map(str::to_owned),
        amount: form.find_integer("amount")?,
        reason: form.find("reason").map(str::to_owned),
        metadata: form.children("metadata"),
    };
    gateway.work(|desk| desk.refund(new)).map(Json)
}

pub(super) async fn list(
    State(gateway): State<Arc<Gateway>>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&[
        "limit",
        "starting_after",
        "created",
        "charge",
        "payment_intent",
    ])?;
    let (charge, intent) = (form.find("charge"), form.find("payment_intent"));
    gateway.work(|desk| {
        paging::page(
            "/v1/refunds",
            &desk.book.refunds,
            &form,
            |refund| refund.created,
            |refund| {
                charge.is_none_or(|id| id == refund.charge)
                    && intent.is_none_or(|id| id == refund.intent)
            },
            objects::refund,
        )
        .map(Json)
    })
}

pub(super) async fn retrieve(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    gateway.work(|desk| {
        let refund = desk.book.refunds.find(&id);
        refund
            .map(|refund| Json(objects::refund(refund)))
            .ok_or_else(|| ApiError::missing("refund", &id))
    })
}
