//! Pages for browsers, on the gateway's own origin: card fields, 3-D Secure, a developer's overview.
use std::sync::Arc;
use axum::Router;
use crate::gateway::Gateway;
pub fn router() -> Router<Arc<Gateway>> { Router::new() }
