//! The adapter against the sandbox gateway, over the wire.

mod charges;
mod money_back;
mod wire;
