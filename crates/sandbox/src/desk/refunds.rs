//! Refunds: captured money on its way back, never more than was captured.

use serde_json::{Value, json};

use super::Desk;
use crate::book::Refund;
use crate::error::ApiError;
use crate::form::Metadata;
use crate::objects;

#[derive(Debug)]
pub(crate) struct NewRefund {
    pub(crate) charge: Option<String>,
    pub(crate) payment_intent: Option<String>,
    /// Everything that is left, when absent.
    pub(crate) amount: Option<i64>,
    pub(crate) reason: Option<String>,
    pub(crate) metadata: Metadata,
}

impl Desk<'_> {
    pub(crate) fn refund(&mut self, new: NewRefund) -> Result<Value, ApiError> {
        let charge_id = self.refunded_charge(&new)?;
        let (id, created) = (self.ids.next("re"), self.seconds());
        let charge = self
            .book
            .charges
            .find_mut(&charge_id)
            .ok_or_else(|| ApiError::missing("charge", &charge_id))?;
        let left = charge.captured - charge.refunded;
        if left == 0 {
            return Err(ApiError::unexpected_state(
                "charge_already_refunded",
                format!("Charge {charge_id} has already been refunded."),
            ));
        }
        let amount = new.amount.unwrap_or(left);
        if amount < 1 || amount > left {
            return Err(ApiError::invalid(
                "amount",
                "amount_too_large",
                format!(
                    "Refund amount ({amount}) is greater than unrefunded amount on charge ({left})."
                ),
            ));
        }
        charge.refunded += amount;
        let refund = Refund {
            id,
            charge: charge_id,
            intent: charge.intent.clone(),
            amount,
            currency: charge.currency.clone(),
            reason: new.reason,
            metadata: new.metadata,
            created,
        };
        let changed = objects::charge(charge);
        let rendered = objects::refund(&refund);
        self.book.refunds.add(refund.clone());
        self.note(
            "refund",
            &refund.intent,
            json!({"refund": refund.id, "charge": refund.charge, "amount": amount}),
        );
        self.announce("charge.refunded", &refund.intent, changed);
        Ok(rendered)
    }

    fn refunded_charge(&self, new: &NewRefund) -> Result<String, ApiError> {
        match (&new.charge, &new.payment_intent) {
            (Some(charge), None) => Ok(charge.clone()),
            (None, Some(intent)) => {
                let charge = self.intent(intent)?.latest_charge.clone();
                let paid = charge.filter(|charge| {
                    self.book
                        .charges
                        .find(charge)
                        .is_some_and(|charge| charge.captured > 0)
                });
                paid.ok_or_else(|| {
                    ApiError::unexpected_state(
                        "payment_intent_unexpected_state",
                        "This PaymentIntent does not have a successful charge to refund.",
                    )
                })
            }
            _ => Err(ApiError::invalid(
                "payment_intent",
                "parameter_missing",
                "One of the following params should be provided: payment_intent or charge.",
            )),
        }
    }
}
