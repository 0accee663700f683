//! What the program does besides serving: one file per command.

pub(crate) mod healthcheck;
pub(crate) mod import;
pub(crate) mod migrate;
pub(crate) mod openapi;
pub(crate) mod orders;
pub(crate) mod seed;
pub(crate) mod trade;
