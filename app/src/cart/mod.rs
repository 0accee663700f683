//! What a visitor means to buy.

pub mod api;
