//! Writes that another site causes in a visitor's name are refused.
//!
//! Cookies are `SameSite=Lax`, which stops most of it; this stops the rest, in browsers that are too
//! old for it too.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{
    HeaderMap, Method, StatusCode,
    header::{COOKIE, HOST, ORIGIN},
};

use super::Policy;

/// Called by the gateway's servers, which carry no cookies and sign what they say.
const NOT_FOR_BROWSERS: &str = "/webhooks/";
/// The names of every cookie that means something begin so.
const OUR_COOKIES: &str = "__Host-stoa_";

pub(super) async fn refuse_writes(
    State(policy): State<Policy>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if reads
        || request.uri().path().starts_with(NOT_FOR_BROWSERS)
        || comes_from_us(request.headers(), &policy.public_origin)
    {
        return next.run(request).await;
    }
    tracing::warn!("Refused a write that another site caused");
    (
        StatusCode::FORBIDDEN,
        "This request came from another site.\n",
    )
        .into_response()
}

/// Browsers say where a request comes from, and pages can't forge it. What says nothing is no browser,
/// or one so old that its cookies must not count.
fn comes_from_us(headers: &HeaderMap, public_origin: &str) -> bool {
    let text = |value: &http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    if let Some(site) = headers.get("sec-fetch-site").map(text) {
        return site == "same-origin" || site == "none";
    }
    if let Some(origin) = headers.get(ORIGIN).map(text) {
        let host = headers.get(HOST).map(text).unwrap_or_default();
        let origin_host = origin.split_once("://").map_or("", |(_, host)| host);
        return origin == public_origin || (!host.is_empty() && origin_host == host);
    }
    !headers
        .get_all(COOKIE)
        .iter()
        .map(text)
        .any(|cookies| cookies.contains(OUR_COOKIES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let parse = |(name, value): &(&'static str, &'static str)| {
            (name.parse().unwrap(), value.parse().unwrap())
        };
        pairs.iter().map(parse).collect::<HeaderMap>()
    }

    fn comes_from_us(pairs: &[(&'static str, &'static str)]) -> bool {
        super::comes_from_us(&headers(pairs), "https://shop.example")
    }

    #[test]
    fn a_form_on_the_shop_s_own_page_may_write() {
        assert!(comes_from_us(&[("sec-fetch-site", "same-origin")]));
        assert!(comes_from_us(&[
            ("origin", "https://shop.example"),
            ("host", "10.0.0.7:3000")
        ]));
        assert!(comes_from_us(&[
            ("origin", "http://127.0.0.1:3000"),
            ("host", "127.0.0.1:3000")
        ]));
    }

    #[test]
    fn a_form_on_another_page_may_not() {
        assert!(!comes_from_us(&[("sec-fetch-site", "cross-site")]));
        assert!(!comes_from_us(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://shop.example")
        ]));
        assert!(!comes_from_us(&[
            ("origin", "https://evil.example"),
            ("host", "shop.example")
        ]));
        assert!(!comes_from_us(&[
            ("origin", "null"),
            ("host", "shop.example")
        ]));
    }

    #[test]
    fn a_program_may_write_unless_it_brings_a_visitor_s_cookies() {
        assert!(comes_from_us(&[]));
        assert!(!comes_from_us(&[("cookie", "a=b; __Host-stoa_session=x")]));
    }
}
