//! The sandbox payment gateway, a program of its own that speaks the subset of Stripe's API the shop uses.
//!
//! A call comes in through `api` (or a browser through `pages`), becomes one verb of the `desk`,
//! which works on the `book` and leaves facts; these go to the `journal` and out as `webhooks`.
//! The `switches` make any of it fail on demand.

mod api;
mod book;
mod card;
mod clock;
mod desk;
mod error;
mod form;
mod gateway;
mod idempotency;
mod intent;
mod journal;
mod objects;
mod pages;
mod settings;
mod signature;
mod span;
mod switches;
mod webhooks;

use anyhow::Context;
use axum::Router;
use tokio::net::TcpListener;

pub use settings::Settings;
pub use signature::sign;
pub use span::Span;
pub use switches::Fault;

use clock::{Ids, WallClock};
use gateway::Gateway;

/// Serves until the future is dropped. Nobody waits for a gateway's goodbye: calls in flight break
/// off, which is one more thing the shop must bear.
pub async fn serve(listener: TcpListener, settings: Settings) -> anyhow::Result<()> {
    let address = listener.local_addr().context("the listener is not bound")?;
    let base_url = match &settings.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{address}"),
    };
    let gateway = Gateway::open(
        settings,
        base_url,
        Box::new(WallClock),
        Ids::unpredictable(),
    )?;
    let router = Router::new()
        .merge(api::router(&gateway))
        .merge(pages::router())
        .with_state(gateway);
    axum::serve(listener, router)
        .await
        .context("the gateway stopped serving")
}
