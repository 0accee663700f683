//! The server from outside: the real program, a real database, a real gateway.

mod api;
mod headers;
mod limits;
mod orders;
mod program;
mod start;
mod webhooks;
