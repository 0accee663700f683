//! The shop's promises, on a real Postgres with the real queue.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod accounts;
mod cart;
mod catalog;
mod checkout;
mod import;
mod late_news;
mod lost_charges;
mod payments;
mod pictures;
mod scripted;
mod search;
mod shelf;
mod till;
mod webhooks;
