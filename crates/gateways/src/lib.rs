//! Payment provider adapters and their secrets.
//!
//! `gateway` is what the shop may ask, `stripe` the one provider that answers, `breaker` leaves it alone
//! while it fails. Nothing above this crate sees a provider's word.

mod breaker;
mod gateway;
mod stripe;

pub use breaker::Breaker;
pub use gateway::{
    Answer, Charge, Gateway, GatewayError, Refund, UntrustedWebhook, Verdict, WebhookEvent,
};
pub use stripe::{Stripe, StripeSettings};
