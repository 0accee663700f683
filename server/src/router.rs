//! The whole HTTP surface, grouped by who calls it, and the layers that every request passes.

use axum::{
    Router,
    extract::FromRef,
    routing::{get, post},
};
use leptos::config::LeptosOptions;
use shop::Shop;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{
    api, config::ServeSettings, media, middleware, order_events, page_cache::PageCache, pages,
    webhooks,
};

/// What the doors of the shop hold on to.
#[derive(Clone, FromRef)]
pub(crate) struct Doors {
    pub(crate) shop: Shop,
    pub(crate) leptos: LeptosOptions,
    /// Cancelled when the server is to end, so that whatever streams can end too.
    pub(crate) stop: CancellationToken,
    pub(crate) policy: middleware::Policy,
    pub(crate) lines: order_events::Lines,
    /// None where every page is rendered anew.
    pub(crate) page_cache: Option<PageCache>,
}

impl Doors {
    pub(crate) fn new(
        settings: &ServeSettings,
        shop: Shop,
        stop: CancellationToken,
    ) -> anyhow::Result<Self> {
        let origin = |url: &Url| url.origin().ascii_serialization();
        Ok(Self {
            shop,
            leptos: settings.site.options(settings.web.addr),
            stop,
            policy: middleware::Policy {
                public_origin: origin(&settings.web.public_url),
                gateway_origins: settings.shop.gateway.origins(),
                reloader: settings.site.reloader(settings.web.addr),
                is_https: settings.web.public_url.scheme() == "https",
                trusted_proxies: settings.web.trusted_proxies,
                stylesheet: settings.site.stylesheet(),
            },
            lines: order_events::Lines::new(settings.web.max_connections.get()),
            page_cache: PageCache::new(settings.web.page_cache_mb),
        })
    }
}

pub(crate) fn router(doors: Doors) -> Router {
    let policy = doors.policy.clone();
    let router = Router::new()
        // A person with a browser.
        .merge(pages::router(&doors))
        .route("/media/{hash}/{file}", get(media::picture))
        // A page's script.
        .route("/orders/{key}/events", get(order_events::watch))
        // A program.
        .merge(api::router())
        // The payment gateway.
        .route("/webhooks/stripe", post(webhooks::stripe))
        .with_state(doors);
    middleware::around(router, policy)
}
