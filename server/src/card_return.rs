//! Back from the gateway's own card page, for visitors without JavaScript: on to the review of the order.

use axum::{extract::Query, response::Redirect};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct CardReturn {
    #[serde(default)]
    payment_method: String,
}

/// The page that comes next is ours whatever the address says; only a token's name is passed on.
pub(crate) async fn to_review(Query(query): Query<CardReturn>) -> Redirect {
    let token = query.payment_method;
    let rest = token.strip_prefix("pm_").unwrap_or_default();
    let is_token = (1..=100).contains(&rest.len())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_token {
        Redirect::to(&format!("/checkout?payment_method={token}#review"))
    } else {
        Redirect::to("/checkout")
    }
}
