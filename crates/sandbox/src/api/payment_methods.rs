//! `/v1/payment_methods`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::Value;

use crate::card::TypedCard;
use crate::error::ApiError;
use crate::form::Form;
use crate::gateway::Gateway;
use crate::objects;

pub(super) async fn create(
    State(gateway): State<Arc<Gateway>>,
    form: Form,
) -> Result<Json<Value>, ApiError> {
    form.allow_only(&["type", "card", "billing_details", "metadata"])?;
    if form.get("type")? != "card" {
        return Err(ApiError::invalid(
            "type",
            "parameter_invalid",
            "Only cards are accepted here.",
        ));
    }
    let typed = TypedCard {
        number: form.get("card[number]")?,
        exp_month: form.get("card[exp_month]")?,
        exp_year: form.get("card[exp_year]")?,
        cvc: form.find("card[cvc]"),
    };
    let name = form.find("billing_details[name]");
    let method = gateway.work(|desk| desk.create_method(typed, name))?;
    Ok(Json(objects::method(&method)))
}

pub(super) async fn retrieve(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    gateway.work(|desk| {
        desk.get_method(&id)
            .map(|method| Json(objects::method(method)))
    })
}
