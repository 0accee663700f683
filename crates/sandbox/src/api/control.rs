//! For tests and developers: health, journal, switches. None of this exists at Stripe.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::gateway::Gateway;
use crate::switches::Rule;

pub(super) async fn healthz() -> &'static str {
    "ok"
}

/// `?since=<seq>` leaves out what was seen; any other parameter must equal a field, e.g.
/// `?kind=capture&metadata.order=S-1`.
pub(super) async fn journal(
    State(gateway): State<Arc<Gateway>>,
    Query(mut wanted): Query<Vec<(String, String)>>,
) -> Result<Json<Value>, (StatusCode, String)> {
    let mut since = 0;
    if let Some(place) = wanted.iter().position(|(name, _)| name == "since") {
        let (_, text) = wanted.remove(place);
        since = text.parse().map_err(|_| {
            let message = "since is the seq of the last entry you know\n";
            (StatusCode::BAD_REQUEST, message.to_owned())
        })?;
    }
    Ok(Json(json!({"data": gateway.journal.read(since, &wanted)})))
}

pub(super) async fn list_switches(State(gateway): State<Arc<Gateway>>) -> Json<Value> {
    Json(json!({"data": gateway.switches.list()}))
}

pub(super) async fn put_switch(
    State(gateway): State<Arc<Gateway>>,
    Json(rule): Json<Rule>,
) -> Result<Json<Value>, (StatusCode, String)> {
    let bad = |error: crate::switches::BadRule| (StatusCode::BAD_REQUEST, format!("{error}\n"));
    gateway.switches.put(rule).map_err(bad)?;
    Ok(list_switches(State(gateway)).await)
}

pub(super) async fn clear_switches(State(gateway): State<Arc<Gateway>>) -> StatusCode {
    gateway.switches.clear();
    StatusCode::NO_CONTENT
}
