//! A payment intent: Stripe's record of one amount to be paid, and the moves it may make.

use serde::{Deserialize, Serialize};

use crate::card::CardFault;
use crate::form::Metadata;
use crate::switches::Subject;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Intent {
    pub(crate) id: String,
    pub(crate) client_secret: String,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) capture: Capture,
    pub(crate) payment_method: Option<String>,
    pub(crate) return_url: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) created: i64,
    pub(crate) latest_charge: Option<String>,
    pub(crate) last_error: Option<CardFault>,
    pub(crate) status: Status,
    /// The key it was made and confirmed under, in one call.
    pub(crate) idempotency_key: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Capture {
    Automatic,
    Manual,
}

impl Intent {
    /// What a switch's scope is compared with.
    pub(crate) fn subject(&self) -> Subject {
        Subject {
            metadata: self.metadata.clone(),
            payment_method: self.payment_method.clone(),
        }
    }
}

/// Where an intent stands. Money has moved only in `Succeeded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    RequiresCapture { authorized: i64 },
    Succeeded { received: i64 },
    Canceled { at: i64, reason: Option<String> },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a payment intent that is {status} can't {verb}")]
pub(crate) struct WrongState {
    pub(crate) verb: &'static str,
    pub(crate) status: &'static str,
}

impl Status {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::RequiresPaymentMethod => "requires_payment_method",
            Self::RequiresConfirmation => "requires_confirmation",
            Self::RequiresAction => "requires_action",
            Self::Processing => "processing",
            Self::RequiresCapture { .. } => "requires_capture",
            Self::Succeeded { .. } => "succeeded",
            Self::Canceled { .. } => "canceled",
        }
    }

    /// A card may be tried again after a decline, and in place of one that waits for its buyer.
    pub(crate) fn check_confirmable(&self) -> Result<(), WrongState> {
        match self {
            Self::RequiresPaymentMethod | Self::RequiresConfirmation | Self::RequiresAction => {
                Ok(())
            }
            _ => Err(self.wrong("be confirmed")),
        }
    }

    pub(crate) fn ask_buyer(self) -> Result<Self, WrongState> {
        self.check_confirmable()?;
        Ok(Self::RequiresAction)
    }

    pub(crate) fn process(self) -> Result<Self, WrongState> {
        self.check_confirmable()?;
        Ok(Self::Processing)
    }

    /// The bank said yes: money moves now, or is held until the capture.
    pub(crate) fn authorize(self, amount: i64, capture: Capture) -> Result<Self, WrongState> {
        match (&self, capture) {
            (Self::Processing, _) => {}
            _ => self.check_confirmable()?,
        }
        Ok(match capture {
            Capture::Automatic => Self::Succeeded { received: amount },
            Capture::Manual => Self::RequiresCapture { authorized: amount },
        })
    }

    /// The bank said no. The intent lives on and takes another card.
    pub(crate) fn decline(self) -> Result<Self, WrongState> {
        match self {
            Self::Processing => {}
            _ => self.check_confirmable()?,
        }
        Ok(Self::RequiresPaymentMethod)
    }

    pub(crate) fn capture(self, amount: i64) -> Result<Self, WrongState> {
        match self {
            Self::RequiresCapture { authorized } if amount <= authorized => {
                Ok(Self::Succeeded { received: amount })
            }
            other => Err(other.wrong("be captured")),
        }
    }

    /// Money that has moved is given back by a refund, never by a cancellation.
    pub(crate) fn cancel(self, at: i64, reason: Option<String>) -> Result<Self, WrongState> {
        match self {
            Self::Processing | Self::Succeeded { .. } | Self::Canceled { .. } => {
                Err(self.wrong("be canceled"))
            }
            _ => Ok(Self::Canceled { at, reason }),
        }
    }

    fn wrong(&self, verb: &'static str) -> WrongState {
        WrongState {
            verb,
            status: self.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: Status = Status::Succeeded { received: 1800 };

    #[test]
    fn a_confirmed_intent_pays_once() {
        let paid = Status::RequiresConfirmation
            .authorize(1800, Capture::Automatic)
            .expect("confirmable");
        assert_eq!(paid, PAID);
        assert!(paid.clone().authorize(1800, Capture::Automatic).is_err());
        assert!(paid.clone().cancel(0, None).is_err());
        assert!(paid.decline().is_err());
    }

    #[test]
    fn a_declined_intent_takes_another_card() {
        let declined = Status::RequiresConfirmation.decline().expect("confirmable");
        assert_eq!(declined, Status::RequiresPaymentMethod);
        assert_eq!(
            declined.authorize(1800, Capture::Automatic).expect("again"),
            PAID
        );
    }

    #[test]
    fn the_buyer_is_asked_before_the_money_moves() {
        let asked = Status::RequiresConfirmation
            .ask_buyer()
            .expect("confirmable");
        assert_eq!(asked, Status::RequiresAction);
        assert_eq!(
            asked.authorize(1800, Capture::Automatic).expect("answered"),
            PAID
        );
    }

    #[test]
    fn a_held_amount_is_captured_once_and_never_beyond_itself() {
        let held = Status::Processing
            .authorize(1800, Capture::Manual)
            .expect("processing settles");
        assert!(held.clone().capture(1801).is_err());
        let captured = held.capture(1000).expect("within the hold");
        assert_eq!(captured, Status::Succeeded { received: 1000 });
        assert!(captured.capture(1).is_err());
    }

    #[test]
    fn a_canceled_intent_is_the_end() {
        let canceled = Status::RequiresAction
            .cancel(7, None)
            .expect("not paid yet");
        let error = canceled
            .authorize(1800, Capture::Automatic)
            .expect_err("canceled");
        assert_eq!(
            error.to_string(),
            "a payment intent that is canceled can't be confirmed"
        );
    }
}
