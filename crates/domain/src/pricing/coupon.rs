//! Coupons: the code that a shopper types, and why it may do nothing.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Money, TextError};

/// What is typed into the field: `SPRING-10`. Compared in upper case, without blanks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CouponCode(String);

/// A code in the shopper's cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartCoupon {
    pub code: CouponCode,
    /// Why it saves nothing at the moment. None: it does.
    pub problem: Option<CouponProblem>,
}

/// Why a code saves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum CouponProblem {
    /// There is no such code.
    Unknown,
    /// Its time is still to come.
    NotYet,
    Expired,
    /// As often as it may be used it was.
    UsedUp,
    /// This customer has used it as often as they may.
    UsedBefore,
    /// The goods are worth too little.
    BelowMinimum {
        missing: Money,
    },
    /// Nothing in the cart is what it is for.
    NothingFits,
    /// It doesn't combine with other promotions, and those save more.
    Outdone,
}

/// How often something may be used, and how often it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UseLimits {
    pub at_most: Option<u32>,
    pub used: u32,
    pub per_customer: Option<u32>,
    /// By the customer who asks, as far as it is known who that is.
    pub used_by_customer: u32,
}

const CODE_LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;

impl CouponProblem {
    /// Whether the code is worth keeping in the cart: the shopper can still do something for it.
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::BelowMinimum { .. } | Self::NothingFits | Self::Outdone
        )
    }

    /// The stable code, as refusals have one.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "coupon_unknown",
            Self::NotYet => "coupon_not_yet",
            Self::Expired => "coupon_expired",
            Self::UsedUp => "coupon_used_up",
            Self::UsedBefore => "coupon_used_before",
            Self::BelowMinimum { .. } => "coupon_below_minimum",
            Self::NothingFits => "coupon_nothing_fits",
            Self::Outdone => "coupon_outdone",
        }
    }
}

impl fmt::Display for CouponProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("there is no such coupon"),
            Self::NotYet => f.write_str("the coupon is not valid yet"),
            Self::Expired => f.write_str("the coupon has expired"),
            Self::UsedUp => f.write_str("the coupon has been used up"),
            Self::UsedBefore => f.write_str("the customer has used the coupon before"),
            Self::BelowMinimum { missing } => write!(f, "{missing} are missing for the coupon"),
            Self::NothingFits => f.write_str("nothing in the cart is what the coupon is for"),
            Self::Outdone => f.write_str("other promotions save more than the coupon"),
        }
    }
}

impl UseLimits {
    /// What keeps it from being used once more.
    pub fn exhausted(self) -> Option<CouponProblem> {
        let reached = |limit: Option<u32>, used| limit.is_some_and(|limit| limit <= used);
        if reached(self.at_most, self.used) {
            Some(CouponProblem::UsedUp)
        } else if reached(self.per_customer, self.used_by_customer) {
            Some(CouponProblem::UsedBefore)
        } else {
            None
        }
    }
}

impl CouponCode {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CouponCode {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let code: String = text.split_whitespace().collect();
        let code = code.to_ascii_uppercase();
        let allowed = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_');
        if CODE_LENGTHS.contains(&code.len()) && code.bytes().all(allowed) {
            Ok(Self(code))
        } else {
            Err(TextError::CouponCode)
        }
    }
}

impl fmt::Display for CouponCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CouponCode {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<CouponCode> for String {
    fn from(code: CouponCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let typed: CouponCode = " spring - 10 ".parse().unwrap();
        assert_eq!(typed.as_str(), "SPRING-10");
        for bad in ["", "ab", "<b>", "ÄPFEL", &"x".repeat(41)] {
            assert!(bad.parse::<CouponCode>().is_err(), "{bad:?}");
        }
    }
}
