//! Where the shop listens, and how it is reached.

use std::{net::SocketAddr, num::NonZeroUsize};

use clap::Args;
use url::Url;

use super::taking;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "HTTP")]
pub(crate) struct WebSettings {
    /// Where the shop listens.
    #[arg(
        long,
        env = "STOA_ADDR",
        default_value = "127.0.0.1:3000",
        value_parser = taking::<SocketAddr>("STOA_ADDR takes an address and a port, like 127.0.0.1:3000")
    )]
    pub(crate) addr: SocketAddr,

    /// The address in the visitor's browser. With https, browsers are told to stay with it.
    #[arg(
        long,
        env = "STOA_PUBLIC_URL",
        default_value = "http://127.0.0.1:3000",
        value_parser = public_url
    )]
    pub(crate) public_url: Url,

    /// Connections served at the same time; more of them wait to be accepted.
    #[arg(
        long,
        env = "STOA_MAX_CONNECTIONS",
        default_value = "1024",
        value_parser = taking::<NonZeroUsize>("STOA_MAX_CONNECTIONS takes a whole number from 1 on")
    )]
    pub(crate) max_connections: NonZeroUsize,

    /// Connections from one address at the same time; the next is closed at once. 0 sets no limit, and behind
    /// proxies there is none: they are the ones that connect.
    #[arg(
        long,
        env = "STOA_CLIENT_CONNECTIONS",
        default_value = "64",
        value_parser = taking::<u16>("STOA_CLIENT_CONNECTIONS takes a whole number from 0 to 65535")
    )]
    client_connections: u16,

    /// Proxies in front of the shop. Each adds one address to X-Forwarded-For; with 0 the header is ignored.
    #[arg(
        long,
        env = "STOA_TRUSTED_PROXIES",
        default_value = "0",
        value_parser = taking::<u8>("STOA_TRUSTED_PROXIES takes a whole number from 0 to 255")
    )]
    pub(crate) trusted_proxies: u8,

    /// Megabytes for finished pages of the catalogue, which are the same for everybody. 0 renders each anew.
    #[arg(
        long,
        env = "STOA_PAGE_CACHE_MB",
        default_value = "64",
        value_parser = taking::<u16>("STOA_PAGE_CACHE_MB takes a whole number from 0 to 65535")
    )]
    pub(crate) page_cache_mb: u16,
}

impl WebSettings {
    /// How many connections one address may have.
    pub(crate) fn share_of_one(&self) -> usize {
        match (self.client_connections, self.trusted_proxies) {
            (0, _) | (_, 1..) => usize::MAX,
            (limit, 0) => usize::from(limit),
        }
    }
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Operations")]
pub(crate) struct OperationsSettings {
    /// Where /healthz, /readyz and /metrics are. Not for the public.
    #[arg(
        long,
        env = "STOA_OPERATIONS_ADDR",
        default_value = "127.0.0.1:3100",
        value_parser = taking::<SocketAddr>("STOA_OPERATIONS_ADDR takes an address and a port, like 127.0.0.1:3100")
    )]
    pub(crate) operations_addr: SocketAddr,
}

/// An origin and nothing else: a shop below a path would need every link rewritten.
fn public_url(text: &str) -> Result<Url, &'static str> {
    let sentence =
        "STOA_PUBLIC_URL takes an http or https address without a path, like https://shop.example";
    let url: Url = text.trim().parse().map_err(|_| sentence)?;
    let fits =
        matches!(url.scheme(), "http" | "https") && url.path() == "/" && url.query().is_none();
    if fits { Ok(url) } else { Err(sentence) }
}
