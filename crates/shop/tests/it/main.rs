//! The shop's promises, on a real Postgres with the real queue.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod accounts;
mod cancel;
mod cart;
mod catalog;
mod checkout;
mod coupons;
mod import;
mod invoices;
mod late_news;
mod lookup;
mod lost_charges;
mod mails;
mod payments;
mod pictures;
mod scripted;
mod search;
mod shelf;
mod till;
mod trade;
mod webhooks;
