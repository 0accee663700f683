//! What the gateway said of a refund, written into our books: the refund, the payment, the order, the
//! goods and the ledger change in one transaction, once.

use std::time::Duration;

use domain::{RefundId, mail::Mail, order::OrderState, refund::RefundState};
use gateways::RefundVerdict;
use serde_json::json;
use store::{
    Tx,
    ledger::{Account, Event},
    orders::StoredOrder,
    refunds::{Kind, StoredRefund},
    webhooks::BreakKind,
};

use super::jobs::{SEND_REFUND, SendRefund};
use crate::{
    Shop, ShopError, crash, mails,
    payments::{
        apply::{entry, lock_order, negative, post},
        wait::backoff,
    },
    race::write_patiently,
};

/// What doesn't add up waits for a person; asking every few seconds won't change it.
const AFTER_A_BREAK: Duration = Duration::from_secs(60 * 60);

pub(super) async fn settle(
    shop: &Shop,
    refund: RefundId,
    verdict: RefundVerdict,
) -> Result<(), ShopError> {
    let found = store::refunds::find(shop.parts.database.reader(), refund)
        .await?
        .ok_or(ShopError::NotFound)?;
    if verdict.state == RefundState::Unknown {
        return postpone(shop, &found, Some(verdict.reference)).await;
    }
    let order = found.order;
    write_patiently(shop, move |tx, shop| {
        let verdict = verdict.clone();
        Box::pin(async move {
            let order = lock_order(tx, order).await?;
            write(tx, &shop, &order, refund, &verdict).await?;
            crash::point("refund-not-settled").await
        })
    })
    .await?;
    shop.news.order_changed(order);
    Ok(())
}

/// Nothing new, or no answer: it is asked about later.
pub(super) async fn postpone(
    shop: &Shop,
    refund: &StoredRefund,
    reference: Option<String>,
) -> Result<(), ShopError> {
    let id = refund.id;
    let delay = backoff(refund.tries + 1, shop.parts.randomness.as_ref());
    shop.parts
        .database
        .write::<_, ShopError, _>(move |tx| {
            Box::pin(async move {
                let tries = store::refunds::postpone(tx, id, reference.as_deref(), delay).await?;
                if let Some(tries) = tries {
                    let key = format!("refund:{id}:{tries}");
                    let job = SendRefund { refund: id };
                    store::jobs::enqueue(tx, SEND_REFUND, &job, delay, &key).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn write(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    refund: RefundId,
    verdict: &RefundVerdict,
) -> Result<(), ShopError> {
    // Under the order's lock none of its refunds moves.
    let refund = store::refunds::find(tx, refund)
        .await?
        .ok_or(ShopError::NotFound)?;
    if let Err(late) = refund.state.clone().advance(verdict.state.clone()) {
        tracing::info!(refund = %refund.id, %late, "Late news of a refund");
        return Ok(());
    }
    match &verdict.state {
        RefundState::Succeeded { reference } if verdict.minor == refund.amount.minor => {
            if store::refunds::end(tx, refund.id, &verdict.state).await? {
                succeeded(tx, shop, order, &refund, reference).await?;
            }
            Ok(())
        }
        RefundState::Succeeded { reference } => {
            tracing::error!(refund = %refund.id, reference, "The gateway gave back another amount than asked for");
            let detail =
                json!({ "order": order.id, "asked": refund.amount, "refunded": verdict.minor });
            let (kind, gateway) = (BreakKind::Amount, &refund.gateway);
            store::webhooks::note_break(tx, kind, gateway, reference, refund.payment, detail)
                .await?;
            store::refunds::postpone(tx, refund.id, Some(reference), AFTER_A_BREAK).await?;
            Ok(())
        }
        RefundState::Failed { reason } => {
            tracing::error!(refund = %refund.id, reason, "A refund failed");
            if store::refunds::end(tx, refund.id, &verdict.state).await? {
                failed(tx, order, &refund).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The money is with the shopper. Shelves are locked last.
async fn succeeded(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    refund: &StoredRefund,
    reference: &str,
) -> Result<(), ShopError> {
    // An orphan was never a sale: it only came and went.
    let account = match refund.kind {
        Kind::Asked => Account::Refunds,
        Kind::Orphan => Account::CustomerReceivable,
    };
    let event = Event::Refund {
        order: order.id,
        payment: refund.payment,
        reference,
    };
    let entries = [
        entry(account, refund.amount),
        entry(Account::GatewayClearing, negative(refund.amount)?),
    ];
    post(tx, shop, event, &entries).await?;
    let mail = Mail::Refund {
        id: refund.id.0,
        amount: refund.amount,
    };
    mails::queue(tx, shop, order.id, &order.details.email, &mail).await?;
    match refund.kind {
        Kind::Orphan => {
            store::refunds::close_orphan(tx, &refund.gateway, &refund.charge).await?;
        }
        Kind::Asked => close(tx, order, refund).await?,
    }
    if refund.restock {
        store::refunds::restock(tx, order.id, refund.id).await?;
    }
    Ok(())
}

/// The money stayed: it can be given back another way, and the order is what it was.
async fn failed(tx: &Tx, order: &StoredOrder, refund: &StoredRefund) -> Result<(), ShopError> {
    if refund.is_claimed {
        store::refunds::unclaim(tx, refund.payment, refund.amount).await?;
    }
    match refund.kind {
        Kind::Asked => close(tx, order, refund).await,
        Kind::Orphan => Ok(()),
    }
}

/// Once nothing is on its way any more the order is refunded if all of it went back, and what it was if not.
async fn close(tx: &Tx, order: &StoredOrder, refund: &StoredRefund) -> Result<(), ShopError> {
    if order.state != OrderState::RefundPending {
        return Ok(());
    }
    let state = if store::refunds::is_all_back(tx, refund.payment).await? {
        OrderState::Refunded
    } else if store::refunds::is_moving(tx, refund.payment).await? {
        return Ok(());
    } else {
        let before = store::refunds::state_before(tx, order.id).await?;
        before.unwrap_or(OrderState::Paid)
    };
    Ok(store::orders::set_state(tx, order.id, state).await?)
}
