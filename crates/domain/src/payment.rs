//! One attempt to charge an order, and the law it moves by.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Money;

/// Where a payment stands. Money has moved only in `Captured`.
///
/// States are ranked and a payment only ever climbs, so that answers, webhooks and sweeps may
/// arrive twice, late and in any order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PaymentState {
    /// Written down, not yet sent.
    Created,
    /// About to be sent, or being sent: from here on the gateway may have charged.
    Sending,
    /// No clear answer. The gateway is asked before anything is sent again.
    Unknown,
    /// The shopper's bank wants to hear from the shopper.
    RequiresAction {
        reference: String,
        redirect_url: String,
    },
    Authorized {
        reference: String,
    },
    Failed {
        reason: DeclineReason,
    },
    Voided,
    Captured {
        reference: String,
        amount: Money,
    },
}

/// Why no money moved, in the shopper's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    CardDeclined,
    InsufficientFunds,
    ExpiredCard,
    IncorrectSecurityCode,
    ProcessingError,
    AuthenticationFailed,
    /// The time to pay ran out.
    Expired,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a payment that is {from} can't become {to}")]
pub struct WrongPaymentState {
    pub from: &'static str,
    pub to: &'static str,
}

impl PaymentState {
    /// Moves on, or says why not. Hearing the same news twice is fine and changes nothing.
    pub fn advance(self, to: Self) -> Result<Self, WrongPaymentState> {
        if self == to {
            return Ok(self);
        }
        if self.rank() < to.rank() {
            Ok(to)
        } else {
            Err(WrongPaymentState {
                from: self.name(),
                to: to.name(),
            })
        }
    }

    /// Captured ranks above failed and voided: money that moved after all outweighs what we believed.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Created => 1,
            Self::Sending => 2,
            Self::Unknown => 3,
            Self::RequiresAction { .. } => 4,
            Self::Authorized { .. } => 5,
            Self::Failed { .. } => 6,
            Self::Voided => 7,
            Self::Captured { .. } => 8,
        }
    }

    /// Whether a second payment for the same order must wait.
    pub const fn is_live(&self) -> bool {
        !matches!(self, Self::Failed { .. } | Self::Voided)
    }

    pub const fn name(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::RequiresAction { .. } => "requires_action",
            Self::Authorized { .. } => "authorized",
            Self::Failed { .. } => "failed",
            Self::Voided => "voided",
            Self::Captured { .. } => "captured",
        }
    }
}

impl DeclineReason {
    pub const ALL: [Self; 8] = [
        Self::CardDeclined,
        Self::InsufficientFunds,
        Self::ExpiredCard,
        Self::IncorrectSecurityCode,
        Self::ProcessingError,
        Self::AuthenticationFailed,
        Self::Expired,
        Self::Other,
    ];

    /// The stable code: in the database, in the API, in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardDeclined => "card_declined",
            Self::InsufficientFunds => "insufficient_funds",
            Self::ExpiredCard => "expired_card",
            Self::IncorrectSecurityCode => "incorrect_security_code",
            Self::ProcessingError => "processing_error",
            Self::AuthenticationFailed => "authentication_failed",
            Self::Expired => "expired",
            Self::Other => "other",
        }
    }

    /// A code we don't know is a decline all the same.
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|reason| reason.code() == code)
            .unwrap_or(Self::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn captured() -> PaymentState {
        PaymentState::Captured {
            reference: "pi_1".into(),
            amount: Money::new(1800, Currency::Eur),
        }
    }

    #[test]
    fn late_news_never_undoes_a_capture() {
        let failed = PaymentState::Failed {
            reason: DeclineReason::CardDeclined,
        };
        assert!(captured().advance(PaymentState::Unknown).is_err());
        assert!(captured().advance(failed.clone()).is_err());
        assert_eq!(failed.advance(captured()), Ok(captured()));
    }

    #[test]
    fn the_same_news_twice_is_one_effect() {
        assert_eq!(captured().advance(captured()), Ok(captured()));
    }

    #[test]
    fn every_decline_code_is_read_back() {
        for reason in DeclineReason::ALL {
            assert_eq!(DeclineReason::from_code(reason.code()), reason);
        }
        assert_eq!(
            DeclineReason::from_code("do_not_honor"),
            DeclineReason::Other
        );
    }
}
