//! Card numbers: which are well formed, and how Stripe's published test numbers behave.
//!
//! A number is looked at once, here, and only its brand, last four digits and behaviour are kept.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};
use time::Date;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Brand {
    Visa,
    Mastercard,
    Amex,
    Discover,
    Unknown,
}

/// What happens when a card is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Behaviour {
    Pays,
    Declines(Decline),
    /// The bank asks the buyer first; then the card does what is written inside.
    Authenticates(AfterAuthentication),
    /// Pays, and the buyer disputes the charge soon after.
    PaysThenDisputes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AfterAuthentication {
    Pays,
    Declines(Decline),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Decline {
    Generic,
    InsufficientFunds,
    LostCard,
    StolenCard,
    ExpiredCard,
    IncorrectCvc,
    ProcessingError,
    Fraudulent,
    TestModeLiveCard,
    AuthenticationFailed,
}

/// Why a card was refused, in Stripe's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardFault {
    pub(crate) code: &'static str,
    pub(crate) decline_code: Option<&'static str>,
    pub(crate) param: Option<&'static str>,
    pub(crate) message: &'static str,
}

/// What we remember of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Card {
    pub(crate) brand: Brand,
    pub(crate) last4: String,
    pub(crate) exp_month: u8,
    pub(crate) exp_year: i32,
    pub(crate) behaviour: Behaviour,
}

/// What a buyer typed, spaces and dashes included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypedCard<'a> {
    pub(crate) number: &'a str,
    pub(crate) exp_month: &'a str,
    pub(crate) exp_year: &'a str,
    pub(crate) cvc: Option<&'a str>,
}

impl Card {
    /// Checks form only; whether the card pays is decided when it is charged.
    pub(crate) fn read(typed: TypedCard<'_>, today: Date) -> Result<Self, CardFault> {
        let digits: String = typed
            .number
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '\u{a0}'))
            .collect();
        if !is_card_number(&digits) {
            return Err(fault("incorrect_number", "number"));
        }
        let brand = Brand::of(&digits);
        let exp_month = typed
            .exp_month
            .trim()
            .parse::<u8>()
            .ok()
            .filter(|month| (1..=12).contains(month))
            .ok_or_else(|| fault("invalid_expiry_month", "exp_month"))?;
        let exp_year = read_year(typed.exp_year.trim(), today)
            .ok_or_else(|| fault("invalid_expiry_year", "exp_year"))?;
        if exp_year == today.year() && exp_month < u8::from(today.month()) {
            return Err(fault("invalid_expiry_month", "exp_month"));
        }
        if let Some(cvc) = typed.cvc {
            let expected = if brand == Brand::Amex { 4 } else { 3 };
            let cvc = cvc.trim();
            if cvc.len() != expected || !cvc.bytes().all(|b| b.is_ascii_digit()) {
                return Err(fault("invalid_cvc", "cvc"));
            }
        }
        let behaviour = Behaviour::of(&digits);
        if let Behaviour::Declines(Decline::TestModeLiveCard) = behaviour {
            return Err(Decline::TestModeLiveCard.fault());
        }
        Ok(Self {
            brand,
            last4: digits[digits.len() - 4..].to_owned(),
            exp_month,
            exp_year,
            behaviour,
        })
    }

    /// Stripe's ready-made payment methods, for calls that have no card form.
    pub(crate) fn ready_made(token: &str, today: Date) -> Option<Self> {
        let number = match token {
            "pm_card_visa" => "4242424242424242",
            "pm_card_mastercard" => "5555555555554444",
            "pm_card_amex" => "378282246310005",
            "pm_card_chargeDeclined" | "pm_card_visa_chargeDeclined" => "4000000000000002",
            "pm_card_chargeDeclinedInsufficientFunds"
            | "pm_card_visa_chargeDeclinedInsufficientFunds" => "4000000000009995",
            "pm_card_chargeDeclinedExpiredCard" => "4000000000000069",
            "pm_card_chargeDeclinedIncorrectCvc" => "4000000000000127",
            "pm_card_chargeDeclinedProcessingError" => "4000000000000119",
            "pm_card_authenticationRequired" | "pm_card_threeDSecureRequired" => "4000002760003184",
            "pm_card_createDispute" => "4000000000000259",
            _ => return None,
        };
        let year = (today.year() + 2).to_string();
        Self::read(
            TypedCard {
                number,
                exp_month: "12",
                exp_year: &year,
                cvc: None,
            },
            today,
        )
        .ok()
    }
}

impl Brand {
    fn of(digits: &str) -> Self {
        let prefix = |length: usize| digits.get(..length).and_then(|p| p.parse::<u32>().ok());
        match (prefix(1), prefix(2), prefix(4)) {
            (Some(4), _, _) => Self::Visa,
            (_, Some(34 | 37), _) => Self::Amex,
            (_, Some(51..=55), _) | (_, _, Some(2221..=2720)) => Self::Mastercard,
            (_, Some(65), _) | (_, _, Some(6011)) => Self::Discover,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Visa => "visa",
            Self::Mastercard => "mastercard",
            Self::Amex => "amex",
            Self::Discover => "discover",
            Self::Unknown => "unknown",
        }
    }
}

impl Behaviour {
    /// <https://docs.stripe.com/testing> lists these numbers. Any other number is taken for a real
    /// card, which a test gateway must refuse.
    fn of(digits: &str) -> Self {
        match digits {
            "4242424242424242" | "4000056655665556" | "5555555555554444" | "2223003122003222"
            | "5200828282828210" | "378282246310005" | "371449635398431" | "6011111111111117"
            | "4000000000000077" => Self::Pays,
            "4000000000000002" => Self::Declines(Decline::Generic),
            "4000000000009995" => Self::Declines(Decline::InsufficientFunds),
            "4000000000009987" => Self::Declines(Decline::LostCard),
            "4000000000009979" => Self::Declines(Decline::StolenCard),
            "4000000000000069" => Self::Declines(Decline::ExpiredCard),
            "4000000000000127" => Self::Declines(Decline::IncorrectCvc),
            "4000000000000119" => Self::Declines(Decline::ProcessingError),
            "4100000000000019" => Self::Declines(Decline::Fraudulent),
            "4000002760003184" | "4000002500003155" | "4000000000003220" | "4000000000003063" => {
                Self::Authenticates(AfterAuthentication::Pays)
            }
            "4000008400001629" => {
                Self::Authenticates(AfterAuthentication::Declines(Decline::Generic))
            }
            "4000000000000259" => Self::PaysThenDisputes,
            _ => Self::Declines(Decline::TestModeLiveCard),
        }
    }
}

impl Decline {
    const ALL: [Self; 10] = [
        Self::Generic,
        Self::InsufficientFunds,
        Self::LostCard,
        Self::StolenCard,
        Self::ExpiredCard,
        Self::IncorrectCvc,
        Self::ProcessingError,
        Self::Fraudulent,
        Self::TestModeLiveCard,
        Self::AuthenticationFailed,
    ];

    pub(crate) fn fault(self) -> CardFault {
        let (code, decline_code, param, message) = match self {
            Self::Generic => (
                "card_declined",
                "generic_decline",
                None,
                "Your card was declined.",
            ),
            Self::InsufficientFunds => (
                "card_declined",
                "insufficient_funds",
                None,
                "Your card has insufficient funds.",
            ),
            Self::LostCard => (
                "card_declined",
                "lost_card",
                None,
                "Your card was declined.",
            ),
            Self::StolenCard => (
                "card_declined",
                "stolen_card",
                None,
                "Your card was declined.",
            ),
            Self::Fraudulent => (
                "card_declined",
                "fraudulent",
                None,
                "Your card was declined.",
            ),
            Self::ExpiredCard => (
                "expired_card",
                "expired_card",
                Some("exp_month"),
                "Your card has expired.",
            ),
            Self::IncorrectCvc => (
                "incorrect_cvc",
                "incorrect_cvc",
                Some("cvc"),
                "Your card's security code is incorrect.",
            ),
            Self::ProcessingError => (
                "processing_error",
                "processing_error",
                None,
                "An error occurred while processing your card. Try again in a little bit.",
            ),
            Self::TestModeLiveCard => (
                "card_declined",
                "test_mode_live_card",
                Some("number"),
                "Your card was declined. Your request was in test mode, but used a non test card.",
            ),
            Self::AuthenticationFailed => {
                return CardFault {
                    code: "payment_intent_authentication_failure",
                    decline_code: None,
                    param: None,
                    message: "The provided PaymentMethod has failed authentication. You can provide a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
                };
            }
        };
        CardFault {
            code,
            decline_code: Some(decline_code),
            param,
            message,
        }
    }
}

/// In the journal a fault is its decline: the sentences are the program's.
impl Serialize for CardFault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let decline = Decline::ALL
            .into_iter()
            .find(|decline| decline.fault() == *self);
        decline.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CardFault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let decline = Option::<Decline>::deserialize(deserializer)?;
        Ok(decline.unwrap_or(Decline::Generic).fault())
    }
}

impl CardFault {
    pub(crate) fn to_json(&self) -> Value {
        let mut error = json!({"type": "card_error", "code": self.code, "message": self.message});
        if let Some(decline_code) = self.decline_code {
            error["decline_code"] = decline_code.into();
        }
        if let Some(param) = self.param {
            error["param"] = param.into();
        }
        error
    }
}

fn fault(code: &'static str, param: &'static str) -> CardFault {
    let message = match code {
        "incorrect_number" => "Your card number is incorrect.",
        "invalid_expiry_month" => "Your card's expiration month is invalid.",
        "invalid_expiry_year" => "Your card's expiration year is invalid.",
        _ => "Your card's security code is invalid.",
    };
    CardFault {
        code,
        decline_code: None,
        param: Some(param),
        message,
    }
}

/// Two digits mean this century. No card is valid for more than fifty years.
fn read_year(typed: &str, today: Date) -> Option<i32> {
    let year: i32 = typed.parse().ok()?;
    let year = match typed.len() {
        2 => 2000 + year,
        4 => year,
        _ => return None,
    };
    (today.year()..=today.year() + 50)
        .contains(&year)
        .then_some(year)
}

fn is_card_number(digits: &str) -> bool {
    (12..=19).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && luhn_sum(digits).is_multiple_of(10)
}

fn luhn_sum(digits: &str) -> u32 {
    digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match place % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum()
}

#[cfg(test)]
mod tests;
