//! Paying an order again whose payment failed.

use domain::{
    Refusal,
    order::{OrderKey, OrderState},
};
use store::Tx;

use super::{attempt, form};
use crate::{Shop, ShopError, race::write_patiently, request_key::RequestKey};

pub(super) async fn retry(
    shop: &Shop,
    key: &OrderKey,
    payment_method: String,
    idempotency_key: String,
) -> Result<(), ShopError> {
    form::read_card(&payment_method)?;
    let scope = format!("retry:{}", key.as_str());
    let request = RequestKey::new(scope, &idempotency_key, &[&payment_method])?;
    let key = key.clone();
    write_patiently(shop, move |tx, shop| {
        let (key, payment_method, request) = (key.clone(), payment_method.clone(), request.clone());
        Box::pin(async move { retry_in(tx, &shop, &key, &payment_method, &request).await })
    })
    .await
}

async fn retry_in(
    tx: &Tx,
    shop: &Shop,
    key: &OrderKey,
    payment_method: &str,
    request: &RequestKey,
) -> Result<(), ShopError> {
    if request.claim::<()>(tx).await?.is_some() {
        return Ok(());
    }
    let found = store::orders::find_by_key(tx, key)
        .await?
        .ok_or(ShopError::NotFound)?;
    store::checkout::lock_cart(tx, found.cart).await?;
    let order = store::orders::lock(tx, found.id).await?;
    match order.state {
        OrderState::PaymentFailed => {}
        OrderState::PendingPayment => return Err(Refusal::PaymentUnderWay.into()),
        _ => return Err(Refusal::OrderClosed.into()),
    }
    let goods = attempt::again(tx, shop, &order, payment_method).await?;
    request.answer(tx, &()).await?;
    attempt::hold(tx, order.id, &goods).await
}
