//! Money on its way back to the shopper.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Money, MoneyError, Timestamp, cart::Quantity};

/// What a merchant gives back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum RefundOf {
    /// Whatever was not given back yet; its goods return to the shelf, or don't.
    Rest { restock: bool },
    /// So much money, whatever for. No goods come back for it.
    Amount { amount: Money },
    /// Pieces of the order's lines, by SKU.
    Lines {
        lines: Vec<(String, Quantity)>,
        restock: bool,
    },
}

/// How far a refund is. It only ever climbs, as a payment does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RefundState {
    /// Written down, not yet sent.
    Requested,
    /// About to be sent, or being sent: from here on the gateway may have paid it.
    Sending,
    /// No clear answer. The gateway is asked before anything is sent again.
    Unknown,
    /// The gateway refused, with its own code.
    Failed {
        reason: String,
    },
    Succeeded {
        reference: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a refund that is {from} can't become {to}")]
pub struct WrongRefundState {
    pub from: &'static str,
    pub to: &'static str,
}

/// A refund as the order's page shows it. Those that failed are the merchant's business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRefund {
    pub amount: Money,
    /// When it went back. None: it is on its way.
    pub returned_at: Option<Timestamp>,
    pub requested_at: Timestamp,
}

impl RefundState {
    /// Moves on, or says why not. Hearing the same news twice is fine and changes nothing.
    pub fn advance(self, to: Self) -> Result<Self, WrongRefundState> {
        if self == to {
            return Ok(self);
        }
        if self.is_over() || to.rank() <= self.rank() {
            return Err(WrongRefundState {
                from: self.name(),
                to: to.name(),
            });
        }
        Ok(to)
    }

    pub const fn rank(&self) -> u8 {
        match self {
            Self::Requested => 1,
            Self::Sending => 2,
            Self::Unknown => 3,
            Self::Failed { .. } => 4,
            Self::Succeeded { .. } => 5,
        }
    }

    /// Nothing more will happen by itself.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Succeeded { .. })
    }

    pub const fn name(&self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Failed { .. } => "failed",
            Self::Succeeded { .. } => "succeeded",
        }
    }
}

/// What `quantity` pieces of a line are worth that was sold at `total` for `of` pieces, after `before`
/// of them went back. Rounded down, and what rounding leaves over goes with the last piece: all shares
/// together are the line's total.
pub fn share(total: Money, of: u16, before: u16, quantity: u16) -> Result<Money, MoneyError> {
    let up_to = |pieces: u16| {
        let pieces = i128::from(pieces.min(of));
        let minor = i128::from(total.minor) * pieces / i128::from(of.max(1));
        Money::new(i64::try_from(minor).unwrap_or(i64::MAX), total.currency)
    };
    up_to(before.saturating_add(quantity)).checked_sub(up_to(before))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Currency;

    fn succeeded() -> RefundState {
        RefundState::Succeeded {
            reference: "re_1".into(),
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        let failed = RefundState::Failed {
            reason: "charge_disputed".into(),
        };
        assert!(succeeded().advance(failed.clone()).is_err());
        assert!(
            failed.advance(succeeded()).is_err(),
            "the claim was given up"
        );
        assert_eq!(succeeded().advance(succeeded()), Ok(succeeded()));
        assert_eq!(RefundState::Unknown.advance(succeeded()), Ok(succeeded()));
        assert!(RefundState::Unknown.advance(RefundState::Sending).is_err());
    }

    proptest! {
        #[test]
        fn however_a_line_goes_back_it_adds_up_to_its_price(
            total in 0_i64..10_000_000, parts in proptest::collection::vec(1_u16..20, 1..8),
        ) {
            let total = Money::new(total, Currency::Eur);
            let of: u16 = parts.iter().sum();
            let (mut before, mut sum) = (0, 0);
            for part in parts {
                let piece = share(total, of, before, part).expect("in range");
                prop_assert!(0 <= piece.minor);
                sum += piece.minor;
                before += part;
            }
            prop_assert_eq!(sum, total.minor);
        }
    }
}
