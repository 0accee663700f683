//! The server from outside: the real program, a real database, a real gateway.

#![expect(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod api;
mod degraded;
mod coupons;
mod headers;
mod limits;
mod mails;
mod orders;
mod page_cache;
mod program;
mod start;
mod street;
mod traces;
mod webhooks;
