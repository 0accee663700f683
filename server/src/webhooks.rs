//! What the payment gateway tells us. The answer says one thing: whether we keep it safely.

use axum::{body::Bytes, extract::State};
use http::{HeaderMap, StatusCode};
use metrics::counter;
use shop::{Shop, payments::Webhook};
use tracing::{error, warn};

const SIGNATURE: &str = "stripe-signature";

/// The body is taken as it came: the signature is over its bytes.
pub(crate) async fn stripe(
    State(shop): State<Shop>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let signature = headers
        .get(SIGNATURE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (outcome, status) = match shop.payments().receive_webhook(signature, &body).await {
        Ok(Webhook::Taken) => ("taken", StatusCode::OK),
        Ok(Webhook::Untrusted) => {
            warn!("A webhook that is not signed by the gateway, or too old");
            ("untrusted", StatusCode::BAD_REQUEST)
        }
        // Anything but a success makes the gateway send it again later.
        Err(cause) => {
            error!(
                error = &cause as &dyn std::error::Error,
                "A webhook could not be kept"
            );
            ("not_kept", StatusCode::SERVICE_UNAVAILABLE)
        }
    };
    counter!("stoa_webhooks_total", "outcome" => outcome).increment(1);
    status
}
