//! Taking money that was only reserved: when the merchant says so.

use domain::{Refusal, order::OrderNumber, payment::PaymentState};
use serde_json::json;

use super::apply;
use crate::{Shop, ShopError};

pub(super) async fn capture(
    shop: &Shop,
    number: &OrderNumber,
    actor: &str,
) -> Result<(), ShopError> {
    let db = shop.parts.database.reader();
    let order = store::refunds::order_by_number(db, number)
        .await?
        .ok_or(ShopError::NotFound)?;
    let attempts = store::payments::of_order(db, order).await?;
    let reserved = attempts.iter().find_map(|payment| match &payment.state {
        PaymentState::Authorized { reference } => Some((payment.id, reference)),
        _ => None,
    });
    let (payment, reference) = reserved.ok_or(Refusal::OrderClosed)?;
    let subject = format!("payment:{payment}");
    let detail = json!({ "order": number });
    // Before the call: that somebody wanted it is true whatever becomes of it.
    store::audit::note(db, actor, "payment.capture", &subject, None, detail).await?;
    // Taking it twice takes it once. If the answer is lost, the payment is asked about like any other.
    let verdict = shop.parts.gateway.capture(reference).await;
    let verdict = verdict.map_err(ShopError::internal)?;
    apply::apply(shop, payment, Some(verdict.reference), verdict.state).await
}
