//! What the shop writes to a shopper about an order.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Money, order::OrderState, payment::DeclineReason};

/// A mail about an order, with what it has to say. An order has one of each [`Mail::key`] at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mail {
    /// It is paid.
    Confirmation,
    PaymentFailed {
        reason: DeclineReason,
    },
    /// Money went back, all of it or some.
    Refund {
        /// The refund's own id: an order may have several.
        id: Uuid,
        amount: Money,
    },
    Shipped {
        /// Where the parcel can be followed.
        tracking: Option<String>,
    },
}

impl Mail {
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::PaymentFailed { .. } => "payment_failed",
            Self::Refund { .. } => "refund",
            Self::Shipped { .. } => "shipped",
        }
    }

    /// What tells it from every other mail about the same order.
    pub fn key(&self) -> String {
        match self {
            Self::Refund { id, .. } => format!("refund:{id}"),
            _ => self.kind().to_owned(),
        }
    }

    /// Whether it is still worth saying. "Not paid" must not arrive after the next card has paid.
    pub fn still_holds(&self, order: OrderState) -> bool {
        match self {
            Self::PaymentFailed { .. } => order == OrderState::PaymentFailed,
            Self::Confirmation | Self::Refund { .. } | Self::Shipped { .. } => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn two_refunds_are_two_mails_and_everything_else_is_said_once() {
        let refund = |id| Mail::Refund {
            id: Uuid::from_u128(id),
            amount: Money::new(500, Currency::Eur),
        };
        assert_ne!(refund(1).key(), refund(2).key());
        let declined = |reason| Mail::PaymentFailed { reason }.key();
        assert_eq!(
            declined(DeclineReason::CardDeclined),
            declined(DeclineReason::Expired)
        );
    }

    #[test]
    fn nobody_is_told_of_a_failure_that_is_over() {
        let failed = Mail::PaymentFailed {
            reason: DeclineReason::CardDeclined,
        };
        assert!(failed.still_holds(OrderState::PaymentFailed));
        assert!(!failed.still_holds(OrderState::Paid));
        assert!(!failed.still_holds(OrderState::Cancelled));
    }
}
