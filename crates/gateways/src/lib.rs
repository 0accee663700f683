//! Payment provider adapters and their secrets.

mod gateway;

pub use gateway::{
    Answer, Charge, Gateway, GatewayError, Refund, UntrustedWebhook, Verdict, WebhookEvent,
};
