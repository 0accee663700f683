//! What can be said and done about an order after it was placed.

use super::{OrderState, OrderTotals};
use crate::{Money, payment::PaymentState};

impl OrderState {
    /// Whether its shopper may call it off while its latest payment stands like this: before the charge is
    /// sent, while their bank waits for them, or after it failed. A charge on its way has to arrive first.
    pub fn may_be_cancelled(self, latest: Option<&PaymentState>) -> bool {
        match self {
            Self::PendingPayment => matches!(
                latest,
                None | Some(PaymentState::Created | PaymentState::RequiresAction { .. })
            ),
            Self::PaymentFailed => true,
            _ => false,
        }
    }
}

impl OrderTotals {
    /// What it is made of, line by line, the total last.
    pub fn sums(&self) -> Vec<(&'static str, Money)> {
        vec![
            ("Goods", self.subtotal),
            ("Delivery", self.shipping),
            ("Total", self.total),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment::DeclineReason;

    #[test]
    fn an_order_can_be_called_off_until_its_charge_is_on_its_way() {
        let bank_asks = PaymentState::RequiresAction {
            reference: "pi_1".into(),
            redirect_url: "https://bank.example".into(),
        };
        let waiting = OrderState::PendingPayment;
        assert!(waiting.may_be_cancelled(Some(&PaymentState::Created)));
        assert!(waiting.may_be_cancelled(Some(&bank_asks)));
        assert!(!waiting.may_be_cancelled(Some(&PaymentState::Sending)));
        assert!(!waiting.may_be_cancelled(Some(&PaymentState::Unknown)));
        let declined = PaymentState::Failed {
            reason: DeclineReason::CardDeclined,
        };
        assert!(OrderState::PaymentFailed.may_be_cancelled(Some(&declined)));
        assert!(!OrderState::Paid.may_be_cancelled(None));
        assert!(!OrderState::Cancelled.may_be_cancelled(None));
    }
}
