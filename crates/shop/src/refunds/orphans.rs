//! Money that came in without goods to send for it, or a second time: it goes back by itself.

use std::time::Duration;

use domain::{RefundId, order::OrderState, payment::PaymentState};
use store::{
    Tx,
    ledger::{Account, Event},
    orders::StoredOrder,
    refunds::{Kind, NewRefund, Orphan},
};

use super::request::enqueue;
use crate::{
    Shop, ShopError,
    clock::new_id,
    payments::apply::{entry, lock_order, negative, post},
    race::write_patiently,
};

/// If nobody has looked at the refund by then, its job was lost.
const CHECK_AFTER: Duration = Duration::from_secs(15);

/// Begins a refund for every orphan that has none. One that can't be begun must not keep the others.
pub(super) async fn give_back(shop: &Shop) -> Result<u64, ShopError> {
    let mut begun = 0;
    for orphan in store::refunds::orphans(shop.parts.database.reader()).await? {
        let reference = orphan.reference.clone();
        match begin(shop, orphan).await {
            Ok(is_new) => begun += u64::from(is_new),
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => tracing::error!(reference, ?error, "An orphan can't be given back"),
        }
    }
    Ok(begun)
}

async fn begin(shop: &Shop, orphan: Orphan) -> Result<bool, ShopError> {
    let order = store::payments::find(shop.parts.database.reader(), orphan.payment)
        .await?
        .ok_or(ShopError::NotFound)?
        .order;
    let is_new = write_patiently(shop, move |tx, shop| {
        let orphan = orphan.clone();
        Box::pin(async move {
            let order = lock_order(tx, order).await?;
            write(tx, &shop, &order, &orphan).await
        })
    })
    .await?;
    shop.news.order_changed(order);
    Ok(is_new)
}

async fn write(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    orphan: &Orphan,
) -> Result<bool, ShopError> {
    let (gateway, charge) = (&orphan.gateway, &orphan.reference);
    let Some(failures) = store::refunds::failures(tx, gateway, charge).await? else {
        // Somebody else began it since the list was read.
        return Ok(false);
    };
    let payment = store::payments::find(tx, orphan.payment)
        .await?
        .ok_or(ShopError::NotFound)?;
    // A second charge is not the payment's own, and what can go back of the first is not touched by it.
    let is_own = matches!(
        &payment.state,
        PaymentState::Captured { reference, .. } if *reference == orphan.reference
    );
    let is_sold = !matches!(
        order.state,
        OrderState::PendingPayment | OrderState::PaymentFailed | OrderState::Cancelled
    );
    if is_own && is_sold {
        tracing::error!(charge, "What bought an order is no orphan");
        return Ok(false);
    }
    let order = order.id;
    if is_own && !store::refunds::claim(tx, payment.id, orphan.amount).await? {
        tracing::error!(
            reference = orphan.reference,
            "An orphan was given back in part already"
        );
        return Ok(false);
    }
    let parts = &shop.parts;
    let id: RefundId = new_id(parts.clock.as_ref(), parts.randomness.as_ref());
    let refund = NewRefund {
        id,
        order,
        payment: payment.id,
        number: store::refunds::next_number(tx, order).await?,
        kind: Kind::Orphan,
        failures,
        gateway: orphan.gateway.clone(),
        charge: orphan.reference.clone(),
        is_claimed: is_own,
        amount: orphan.amount,
        restock: false,
        reason: None,
        lines: Vec::new(),
        created_at: parts.clock.now(),
    };
    if !store::refunds::insert(tx, &refund, CHECK_AFTER).await? {
        // Somebody else began it since the list was read: what was claimed above is theirs.
        if is_own {
            store::refunds::unclaim(tx, payment.id, orphan.amount).await?;
        }
        return Ok(false);
    }
    // That it came in may not stand in the ledger yet; posting it again changes nothing.
    let capture = Event::Capture {
        order,
        payment: payment.id,
        reference: &orphan.reference,
    };
    let entries = [
        entry(Account::GatewayClearing, orphan.amount),
        entry(Account::CustomerReceivable, negative(orphan.amount)?),
    ];
    post(tx, shop, capture, &entries).await?;
    enqueue(tx, id).await?;
    Ok(true)
}
