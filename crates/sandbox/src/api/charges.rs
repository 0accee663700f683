//! `/v1/charges`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::Value;

use super::paging;
use crate::error::ApiError;
use crate::form::Form;
use crate::gateway::Gateway;
use crate::objects;

pub(super) async fn list(
    State(gateway): State<Arc<Gateway>>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&["limit", "starting_after", "created", "payment_intent"])?;
    let intent = form.find("payment_intent");
    gateway.work(|desk| {
        paging::page(
            "/v1/charges",
            &desk.book.charges,
            &form,
            |charge| charge.created,
            |charge| intent.is_none_or(|id| id == charge.intent),
            objects::charge,
        )
        .map(Json)
    })
}

pub(super) async fn retrieve(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    gateway.work(|desk| {
        let charge = desk.book.charges.find(&id);
        charge
            .map(|charge| Json(objects::charge(charge)))
            .ok_or_else(|| ApiError::missing("charge", &id))
    })
}
