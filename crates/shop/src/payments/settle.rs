//! Finding out what became of a payment. Webhooks, the shopper's return, jobs and the sweeper all
//! come here, in any order and as often as they like.

use domain::{
    PaymentId,
    payment::{DeclineReason, PaymentState},
};
use gateways::GatewayError;
use serde_json::json;
use store::{Tx, payments::StoredPayment, webhooks::BreakKind};

use super::{apply, charge, wait};
use crate::{Shop, ShopError, race::write_patiently};

/// Whether what we know is what the gateway knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    Answered,
    /// No answer; the payment has the time of the next look written in it.
    Later,
    /// No answer, and nobody will ask again: the payment was at its end.
    Unasked,
}

pub(super) async fn settle(shop: &Shop, payment: PaymentId) -> Result<Settled, ShopError> {
    let payment = store::payments::find(shop.parts.database.reader(), payment)
        .await?
        .ok_or(ShopError::NotFound)?;
    match payment.state {
        PaymentState::Captured { .. } => Ok(Settled::Answered),
        // Not sent yet. Its own job does that, unless it was lost.
        PaymentState::Created if !payment.is_due => Ok(Settled::Later),
        PaymentState::Created => {
            Box::pin(charge::charge(shop, payment.id)).await?;
            Ok(Settled::Later)
        }
        // Failed ones are asked about, too: money that moved after all outweighs what we believed.
        _ => ask(shop, &payment).await,
    }
}

/// The same for whoever comes because it is time to look. Of several who come for the same look, all but
/// the first find that it is not time yet.
pub(super) async fn settle_if_due(shop: &Shop, payment: PaymentId) -> Result<(), ShopError> {
    let found = store::payments::find(shop.parts.database.reader(), payment).await?;
    if found.ok_or(ShopError::NotFound)?.is_due {
        settle(shop, payment).await?;
    }
    Ok(())
}

async fn ask(shop: &Shop, payment: &StoredPayment) -> Result<Settled, ShopError> {
    let gateway = &shop.parts.gateway;
    let answer = match &payment.reference {
        Some(reference) => gateway.fetch(reference).await.map(Some),
        None => gateway.find_by_payment(payment.id).await,
    };
    match answer {
        Ok(Some(verdict)) => {
            apply::apply(shop, payment.id, Some(verdict.reference), verdict.state).await?;
            Ok(Settled::Answered)
        }
        Ok(None) => {
            never_arrived(shop, payment).await?;
            Ok(Settled::Answered)
        }
        Err(GatewayError::Refused { code, .. }) => {
            missing_there(shop, payment, &code).await?;
            Ok(Settled::Answered)
        }
        Err(_) if !payment.state.is_live() => Ok(Settled::Unasked),
        Err(error) => {
            tracing::warn!(payment = %payment.id, %error, "A payment can't be asked about");
            wait::postpone(shop, payment, None).await?;
            Ok(Settled::Later)
        }
    }
}

/// The gateway doesn't know it. Somebody may be sending it this moment, so only a payment that is due
/// is sent again; and never once the gateway may have forgotten its key.
async fn never_arrived(shop: &Shop, payment: &StoredPayment) -> Result<(), ShopError> {
    match payment.state {
        PaymentState::Sending | PaymentState::Unknown if payment.key_is_stale => {
            let lost = PaymentState::Failed {
                reason: DeclineReason::ProcessingError,
            };
            apply::apply(shop, payment.id, None, lost).await
        }
        PaymentState::Sending | PaymentState::Unknown if payment.is_due => {
            Box::pin(charge::again(shop, payment)).await
        }
        _ => Ok(()),
    }
}

/// It denies a charge that it named itself: the account was changed, or its records were lost. An operator
/// hears of it. The order waits as long as its goods are kept, then it is given up; should money turn up
/// all the same, that is late news like any other.
async fn missing_there(shop: &Shop, payment: &StoredPayment, code: &str) -> Result<(), ShopError> {
    let Some(reference) = payment.reference.clone() else {
        return wait::postpone(shop, payment, None).await;
    };
    tracing::error!(payment = %payment.id, reference, code, "The gateway knows nothing of a charge of ours");
    let order = payment.order;
    let payment = payment.clone();
    write_patiently(shop, move |tx, shop| {
        let (payment, reference) = (payment.clone(), reference.clone());
        Box::pin(async move { missing_there_in(tx, &shop, &payment, &reference).await })
    })
    .await?;
    shop.news.order_changed(order);
    Ok(())
}

async fn missing_there_in(
    tx: &Tx,
    shop: &Shop,
    payment: &StoredPayment,
    reference: &str,
) -> Result<(), ShopError> {
    let order = apply::lock_order(tx, payment.order).await?;
    let kind = BreakKind::MissingThere;
    let detail = json!({ "order": payment.order, "amount": payment.amount });
    store::webhooks::note_break(tx, kind, &payment.gateway, reference, payment.id, detail).await?;
    let state = if store::stock::has_expired(tx, payment.order).await? {
        PaymentState::Failed {
            reason: DeclineReason::ProcessingError,
        }
    } else {
        PaymentState::Unknown
    };
    apply::write(tx, shop, &order, payment.id, None, &state).await
}
