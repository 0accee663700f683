//! What the shop says no to, in codes that every door translates for its own visitors.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Money, pricing::CouponProblem};

/// A rule said no. Nothing was changed; the visitor can do something about it.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("only {available} left of {title}")]
    NotEnoughStock { title: String, available: u32 },
    #[error("the cart is empty")]
    CartEmpty,
    #[error(
        "a cart holds at most {} different things",
        crate::cart::Cart::MAX_LINES
    )]
    CartFull,
    /// Prices, stock or shipping changed since the shopper looked; they must see it before they pay.
    #[error("the cart changed since it was looked at")]
    CartChanged,
    /// The same goods cost something else by now: delivery, tax or a promotion is not what it was.
    #[error("the total is {now} now, not {was}")]
    TotalChanged { was: Money, now: Money },
    #[error("{0}")]
    Coupon(CouponProblem),
    #[error("this can't be bought any more")]
    NotForSale,
    #[error("e-mail or password is wrong")]
    WrongCredentials,
    #[error("an account with this e-mail exists already")]
    EmailTaken,
    /// The order is not in a state in which this can be done.
    #[error("the order can't be changed in this way any more")]
    OrderClosed,
    /// A payment for the order is on its way; a second one must wait for its end.
    #[error("a payment for this order is under way")]
    PaymentUnderWay,
    #[error("the order has been tried too often")]
    TooManyPayments,
    /// The same idempotency key came with another request.
    #[error("this idempotency key was used for another request")]
    IdempotencyKeyReused,
    /// The same request is being worked on right now.
    #[error("the same request is being worked on")]
    RequestInFlight,
}

impl Refusal {
    /// The stable code: in API answers, in a flash cookie, in the documentation.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotEnoughStock { .. } => "not_enough_stock",
            Self::CartEmpty => "cart_empty",
            Self::CartFull => "cart_full",
            Self::CartChanged | Self::TotalChanged { .. } => "cart_changed",
            Self::Coupon(problem) => problem.code(),
            Self::NotForSale => "not_for_sale",
            Self::WrongCredentials => "wrong_credentials",
            Self::EmailTaken => "email_taken",
            Self::OrderClosed => "order_closed",
            Self::PaymentUnderWay => "payment_under_way",
            Self::TooManyPayments => "too_many_payments",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::RequestInFlight => "request_in_flight",
        }
    }
}
