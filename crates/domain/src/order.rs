//! An order: a promise with its prices written down.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    CalendarDate, Money, Slug, Timestamp,
    cart::Quantity,
    catalog::Picture,
    checkout::{PostalAddress, ShippingMethod},
    invoice::InvoiceNumber,
    payment::{DeclineReason, PaymentState},
    pricing::{Bill, Discount, TaxShare, Taxation},
};

mod after;

/// Where an order stands. Money has moved only in `Paid` and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    PendingPayment,
    /// The last attempt failed; the goods went back and the shopper may try again.
    PaymentFailed,
    Paid,
    Fulfilled,
    RefundPending,
    Refunded,
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an order that is {from} can't become {to}")]
pub struct WrongOrderState {
    pub from: &'static str,
    pub to: &'static str,
}

/// What a person says on the phone: `7K4M-92QX`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber(String);

/// The secret in an order's address: whoever has it may see the order. 128 random bits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderKey(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not the number or key of an order")]
pub struct OrderNameError;

/// An order as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPage {
    pub key: OrderKey,
    pub number: OrderNumber,
    pub email: String,
    pub status: OrderStatus,
    pub history: Vec<OrderEvent>,
    pub lines: Vec<OrderLine>,
    pub totals: OrderTotals,
    pub discounts: Vec<Discount>,
    pub taxes: Vec<TaxShare>,
    pub address: PostalAddress,
    pub shipping: ShippingMethod,
    pub delivery: (CalendarDate, CalendarDate),
    pub placed_at: Timestamp,
    /// Where the parcel can be followed, once it has left.
    pub tracking: Option<String>,
    /// Once it is paid.
    pub invoice: Option<InvoiceNumber>,
    /// Whether its shopper may still call it off.
    pub can_cancel: bool,
    /// A guest whose e-mail has no account yet may make one here.
    pub can_create_account: bool,
}

/// What the shopper needs to know now, from the states of the order and its latest payment together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum OrderStatus {
    /// The worker has it; a moment.
    Confirming,
    /// The gateway does not answer. Nothing is lost; it is asked again.
    WaitingForGateway,
    /// The shopper's bank wants to hear from the shopper, at this address.
    NeedsAuthentication {
        url: String,
    },
    Declined {
        reason: DeclineReason,
    },
    Paid,
    Shipped,
    Refunding,
    Refunded,
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEvent {
    pub state: OrderState,
    pub at: Timestamp,
}

/// A copy, not a reference: the catalogue may change, the order does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    pub sku: String,
    /// None once the product has left the shop.
    pub product: Option<Slug>,
    pub title: String,
    pub options: Vec<(String, String)>,
    pub picture: Option<Picture>,
    pub unit_price: Money,
    pub quantity: Quantity,
    /// Its price times its quantity.
    pub total: Money,
    /// What promotions took off it.
    pub discount: Money,
    pub tax: Money,
}

/// `subtotal − discount + shipping = total`, plus the tax where prices come without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTotals {
    /// All lines at their prices.
    pub subtotal: Money,
    /// Off the goods and off the delivery.
    pub discount: Money,
    pub shipping: Money,
    pub tax: Money,
    /// What of it is the delivery's.
    pub shipping_tax: Money,
    pub taxation: Taxation,
    pub total: Money,
}

/// An order as a row of the account's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSummary {
    pub key: OrderKey,
    pub number: OrderNumber,
    pub status: OrderStatus,
    pub items: u32,
    pub total: Money,
    pub placed_at: Timestamp,
}

impl OrderPage {
    pub fn bill(&self) -> Bill {
        Bill {
            totals: self.totals,
            discounts: self.discounts.clone(),
            taxes: self.taxes.clone(),
        }
    }
}

impl OrderState {
    pub const ALL: [Self; 7] = [
        Self::PendingPayment,
        Self::PaymentFailed,
        Self::Paid,
        Self::Fulfilled,
        Self::RefundPending,
        Self::Refunded,
        Self::Cancelled,
    ];

    /// The same table stands in the database, which is asked last.
    pub fn advance(self, to: Self) -> Result<Self, WrongOrderState> {
        use OrderState::{
            Cancelled, Fulfilled, Paid, PaymentFailed, PendingPayment, RefundPending, Refunded,
        };
        match (self, to) {
            (PendingPayment, Paid | PaymentFailed | Cancelled)
            | (PaymentFailed, PendingPayment | Cancelled)
            | (Paid, Fulfilled | RefundPending)
            | (Fulfilled, RefundPending)
            | (RefundPending, Refunded) => Ok(to),
            _ => Err(WrongOrderState {
                from: self.name(),
                to: to.name(),
            }),
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::PaymentFailed => "payment_failed",
            Self::Paid => "paid",
            Self::Fulfilled => "fulfilled",
            Self::RefundPending => "refund_pending",
            Self::Refunded => "refunded",
            Self::Cancelled => "cancelled",
        }
    }
}

impl FromStr for OrderState {
    type Err = OrderNameError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.name() == name)
            .ok_or(OrderNameError)
    }
}

impl OrderStatus {
    /// A failed payment belongs to a failed order only for as long as no new attempt is under way.
    pub fn of(order: OrderState, latest: Option<&PaymentState>) -> Self {
        match (order, latest) {
            (
                OrderState::PendingPayment,
                Some(PaymentState::RequiresAction { redirect_url, .. }),
            ) => Self::NeedsAuthentication {
                url: redirect_url.clone(),
            },
            (OrderState::PendingPayment, Some(PaymentState::Unknown)) => Self::WaitingForGateway,
            (OrderState::PendingPayment, _) => Self::Confirming,
            (OrderState::PaymentFailed, Some(PaymentState::Failed { reason })) => {
                Self::Declined { reason: *reason }
            }
            (OrderState::PaymentFailed, _) => Self::Declined {
                reason: DeclineReason::Other,
            },
            (OrderState::Paid, _) => Self::Paid,
            (OrderState::Fulfilled, _) => Self::Shipped,
            (OrderState::RefundPending, _) => Self::Refunding,
            (OrderState::Refunded, _) => Self::Refunded,
            (OrderState::Cancelled, _) => Self::Cancelled,
        }
    }

    /// Whether the page should keep watching: something will change without the shopper.
    pub const fn is_settling(&self) -> bool {
        matches!(
            self,
            Self::Confirming
                | Self::WaitingForGateway
                | Self::NeedsAuthentication { .. }
                | Self::Refunding
        )
    }
}

/// Crockford's alphabet: no I, L, O or U to misread or to take offence at.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl OrderNumber {
    /// Forty bits of the given randomness; a clash is caught by the database and tried again.
    pub fn from_random(random: u64) -> Self {
        let digits = base32(u128::from(random), 8);
        Self(format!("{}-{}", &digits[..4], &digits[4..]))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OrderKey {
    pub fn from_random(random: u128) -> Self {
        Self(base32(random, 26).to_lowercase())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn base32(mut bits: u128, digits: usize) -> String {
    let mut text = String::with_capacity(digits);
    for _ in 0..digits {
        let index = usize::try_from(bits & 31).expect("five bits");
        text.push(char::from(ALPHABET[index]));
        bits >>= 5;
    }
    text
}

impl FromStr for OrderNumber {
    type Err = OrderNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let compact = text.trim().to_ascii_uppercase().replace(['-', ' '], "");
        if compact.len() == 8 && compact.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Ok(Self(format!("{}-{}", &compact[..4], &compact[4..])))
        } else {
            Err(OrderNameError)
        }
    }
}

impl FromStr for OrderKey {
    type Err = OrderNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = text.len() == 26
            && text
                .bytes()
                .all(|byte| ALPHABET.contains(&byte.to_ascii_uppercase()));
        if fits {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(OrderNameError)
        }
    }
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A key opens an order, so logs don't get it.
impl fmt::Debug for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrderKey(…)")
    }
}

macro_rules! text_form {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = OrderNameError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

text_form!(OrderNumber, OrderKey);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_paid_once_and_never_comes_back_from_cancelled() {
        assert_eq!(
            OrderState::PendingPayment.advance(OrderState::Paid),
            Ok(OrderState::Paid)
        );
        assert!(OrderState::Paid.advance(OrderState::Paid).is_err());
        for to in OrderState::ALL {
            assert!(OrderState::Cancelled.advance(to).is_err());
        }
    }

    #[test]
    fn a_number_can_be_dictated_and_typed_in_any_case() {
        let number = OrderNumber::from_random(0x00ab_cdef_0123);
        assert_eq!(
            number.as_str().to_lowercase().replace('-', " ").parse(),
            Ok(number)
        );
        assert!("ILOU-ILOU".parse::<OrderNumber>().is_err());
    }

    #[test]
    fn a_key_holds_all_of_its_randomness_and_stays_out_of_logs() {
        assert_ne!(OrderKey::from_random(1), OrderKey::from_random(1 << 127));
        assert_eq!(format!("{:?}", OrderKey::from_random(7)), "OrderKey(…)");
    }
}
