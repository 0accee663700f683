//! Payment provider adapters and their secrets.
//!
//! `gateway` is what the shop may ask, `stripe` the one provider that answers. Nothing above this
//! crate sees a provider's word.

mod gateway;
mod stripe;

pub use gateway::{
    Answer, Capture, Charge, Gateway, GatewayError, Listed, ListedCharge, ListedRefund, Refund,
    RefundVerdict, UntrustedWebhook, Verdict, WebhookEvent,
};
pub use stripe::{Stripe, StripeSettings};
