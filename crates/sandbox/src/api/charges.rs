//! `/v1/charges`

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::Value;

use crate::error::ApiError;
use crate::gateway::Gateway;
use crate::objects;

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
