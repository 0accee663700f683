//! The shop's promises, on a real Postgres with the real queue.

mod accounts;
mod cart;
mod checkout;
mod payments;
mod scripted;
mod shelf;
mod till;
