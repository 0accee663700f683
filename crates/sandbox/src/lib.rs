//! The sandbox payment gateway, a program of its own that speaks the subset of Stripe's API the shop uses.
