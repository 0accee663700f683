//! Who asks, when proxies stand between. Limits on attempts count by this address.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::HeaderMap;

use super::Policy;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Replaces the connection's address by the one that the outermost trusted proxy saw.
pub(super) async fn behind_proxies(
    State(policy): State<Policy>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(address) = forwarded(request.headers(), policy.trusted_proxies) {
        let client = ConnectInfo(SocketAddr::new(address, 0));
        request.extensions_mut().insert(client);
    }
    next.run(request).await
}

/// Each proxy appends the address it was called from; what stands further left the client wrote itself.
fn forwarded(headers: &HeaderMap, trusted_proxies: u8) -> Option<IpAddr> {
    let chain: Vec<&str> = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let from_the_right = usize::from(trusted_proxies).checked_sub(1)?;
    chain.iter().rev().nth(from_the_right)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_can_t_pretend_to_be_someone_else() {
        let mut headers = HeaderMap::new();
        headers.insert(
            FORWARDED_FOR,
            "6.6.6.6, 203.0.113.9, 10.0.0.2".parse().unwrap(),
        );
        assert_eq!(forwarded(&headers, 0), None);
        assert_eq!(forwarded(&headers, 2), Some("203.0.113.9".parse().unwrap()));
        assert_eq!(forwarded(&headers, 9), None);
    }
}
