//! The shop's promises, on a real Postgres with the real queue.

mod accounts;
mod cart;
mod catalog;
mod checkout;
mod import;
mod payments;
mod pictures;
mod scripted;
mod search;
mod shelf;
mod till;
mod webhooks;
