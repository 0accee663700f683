//! What the shop talks about, and the rules that hold everywhere.
//!
//! Compiled for the server and for the browser, so it knows no clock, no I/O and no framework:
//! time, ids and randomness arrive as arguments. Reading order is the order in which a purchase
//! meets the modules.

pub mod account;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod ids;
pub mod invoice;
pub mod mail;
pub mod money;
pub mod order;
pub mod payment;
pub mod pricing;
pub mod refusal;
pub mod search;
pub mod text;
pub mod timestamp;

pub use ids::{
    AccountId, AddressId, CartId, CouponId, MailId, OrderId, PaymentId, ProductId, VariantId,
};
pub use money::{Currency, Money, MoneyError};
pub use refusal::Refusal;
pub use text::{Email, Slug, TextError};
pub use timestamp::{CalendarDate, Timestamp};
