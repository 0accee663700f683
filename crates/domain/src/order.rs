//! An order: a promise with its prices written down.

use std::str::FromStr;

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
    refund::OrderRefund,
};

mod after;
mod names;

pub use names::{OrderKey, OrderNameError, OrderNumber};

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

/// An order as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPage {
    pub key: OrderKey,
    pub number: OrderNumber,
    pub email: String,
    pub status: OrderStatus,
    pub history: Vec<OrderEvent>,
    pub refunds: Vec<OrderRefund>,
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
    /// The amount is reserved on the card; it is taken when the merchant says so.
    Reserved,
    Paid,
    Shipped,
    Refunding,
    Refunded,
    /// Money arrived although nothing can be sent for it; it is on its way back by itself.
    GivingBack,
    GivenBack,
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
            // Back again if the gateway refuses.
            | (RefundPending, Refunded | Paid | Fulfilled) => Ok(to),
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
            (OrderState::PendingPayment, Some(PaymentState::Authorized { .. })) => Self::Reserved,
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

    /// Money that came in without an order to send for it, and whether it went back: whoever was not
    /// served must not read that nothing was taken.
    #[must_use]
    pub fn with_stray_money(self, went_back: Option<bool>) -> Self {
        match (self, went_back) {
            (Self::Declined { .. } | Self::Cancelled, Some(false)) => Self::GivingBack,
            // One that was declined can still be paid, with another card.
            (Self::Cancelled, Some(true)) => Self::GivenBack,
            (status, _) => status,
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
                | Self::GivingBack
        )
    }
}

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
}
