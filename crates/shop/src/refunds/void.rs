//! Calling a payment off before money moves: nothing to give back, nothing in the ledger.

use domain::{
    Refusal,
    order::{OrderNumber, OrderState},
    payment::PaymentState,
};
use serde_json::json;

use crate::{
    Shop, ShopError,
    payments::apply::{self, lock_order},
};

pub(super) async fn void(
    shop: &Shop,
    number: &OrderNumber,
    actor: &str,
) -> Result<OrderState, ShopError> {
    let db = shop.parts.database.reader();
    let order = store::refunds::order_by_number(db, number)
        .await?
        .ok_or(ShopError::NotFound)?;
    let attempts = store::payments::of_order(db, order).await?;
    let live = attempts.iter().find(|payment| payment.state.is_live());
    let (payment, reference) = match live.map(|payment| (payment, &payment.state)) {
        Some((
            payment,
            PaymentState::RequiresAction { reference, .. } | PaymentState::Authorized { reference },
        )) => (payment, reference.clone()),
        // Captured money is given back, and what is on its way this moment can't be stopped.
        Some((_, PaymentState::Captured { .. })) | None => return Err(Refusal::OrderClosed.into()),
        Some(_) => return Err(Refusal::PaymentUnderWay.into()),
    };
    let verdict = shop
        .parts
        .gateway
        .cancel(&reference)
        .await
        .map_err(ShopError::internal)?;
    apply::apply(shop, payment.id, Some(verdict.reference), verdict.state).await?;
    let (payment, actor) = (payment.id, actor.to_owned());
    let number = number.clone();
    shop.parts
        .database
        .write::<_, ShopError, _>(move |tx| {
            Box::pin(async move {
                let subject = format!("payment:{payment}");
                let detail = json!({ "order": number });
                store::audit::note(tx, &actor, "payment.void", &subject, None, detail).await?;
                Ok(lock_order(tx, order).await?.state)
            })
        })
        .await
}
