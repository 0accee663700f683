//! Pages, components and server functions; compiled for the server and for the browser.
//!
//! Read `app` first, it is the table of contents; then one feature, `catalog`, from its page to its
//! `api`. Everything a server function may touch is in `ssr`.

// Views are deeply nested types; the compiler counts every level.
#![recursion_limit = "256"]
#![expect(
    unreachable_pub,
    reason = "the component macro makes public whatever it defines, in private modules too"
)]

mod app;
pub mod error;
pub mod paths;
#[cfg(feature = "ssr")]
pub mod ssr;
mod wire;

pub mod catalog;
pub mod search;

pub mod cart;
pub mod checkout;
pub mod orders;

pub mod accounts;

pub mod layout;
pub mod ui;

pub use app::{App, shell};
