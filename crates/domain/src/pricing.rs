//! What an order costs: lines, promotions, shipping and tax, from the merchant's rules.
//!
//! One function, [`quote`], and one rounding policy. Money is rounded in two places only: once for
//! each promotion (a percentage of everything that it reduces together) and once for each tax rate (of
//! everything that is taxed at it together), half up. What was rounded as a whole is then given to the
//! lines by largest remainder, so the lines add up to the whole to the last minor unit. From this follows
//!
//! `Σ lines − discounts + shipping (+ tax, where prices come without it) = total`
//!
//! in every currency, which `properties.rs` tries with random orders.

mod allocation;
mod coupon;
mod percentage;
mod postings;
mod promotion;
mod quote;
mod rules;
mod shipping;
mod tax;

pub use allocation::allocate;
pub use coupon::{CartCoupon, CouponCode, CouponProblem, UseLimits};
pub use percentage::Percentage;
pub use postings::SalePostings;
pub use promotion::{Effect, Promotion};
pub use quote::{Basket, Bill, Discount, Goods, LineShare, Quote, quote};
pub use rules::{Scope, TaxClass, TradeRules};
pub use shipping::{ShippingRate, ShippingZone};
pub use tax::{TaxRate, TaxShare, TaxZone, Taxation};

#[cfg(test)]
mod examples;
#[cfg(test)]
mod properties;
