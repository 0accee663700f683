//! `/v1/events`: what the shop was told, or should have been.

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
    form.allow_only(&["limit", "starting_after", "created", "type"])?;
    let kind = form.find("type");
    gateway.work(|desk| {
        paging::page(
            "/v1/events",
            &desk.book.events,
            &form,
            |event| event.created,
            |event| kind.is_none_or(|kind| kind == event.kind),
            objects::event,
        )
        .map(Json)
    })
}

pub(super) async fn retrieve(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    gateway.work(|desk| {
        let event = desk.book.events.find(&id);
        event
            .map(|event| Json(objects::event(event)))
            .ok_or_else(|| ApiError::missing("event", &id))
    })
}
