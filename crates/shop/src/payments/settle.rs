//! Finding out what became of a payment. Webhooks, the shopper's return, jobs and the sweeper all
//! come here, in any order and as often as they like.

use domain::{
    PaymentId,
    payment::{DeclineReason, PaymentState},
};
use store::payments::StoredPayment;

use super::{apply, charge, wait};
use crate::{Shop, ShopError};

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
