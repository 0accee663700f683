//! The gateway as a shop and a browser meet it: over HTTP, nothing else.

mod faults;
mod memory;
mod pages;
mod payments;
mod program;
mod running;
mod webhooks;
