//! A finished page: its headers, and its bytes in every encoding that it is sent in.

use std::io;

use axum::{
    body::{Body, Bytes},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{
        ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
    },
};
use sha2::{Digest as _, Sha256};

use super::encoding::Encoding;

#[derive(Debug)]
pub(super) struct Page {
    /// As they were rendered; the policy for scripts belongs to exactly these bytes.
    headers: HeaderMap,
    identity: Representation,
    gzip: Representation,
    brotli: Representation,
}

#[derive(Debug)]
struct Representation {
    bytes: Bytes,
    etag: HeaderValue,
}

/// What a page says that is shown while the shop is away.
const NOTICE: &str = r#"<p class="away" role="status">The shop is catching its breath. What you see may be a few minutes old, and nothing can be bought right now. Your cart is safe.</p>"#;
/// About what the headers and the cache's own books take.
const OVERHEAD: usize = 2048;
/// Enough of the hash that no two pages of a shop share it.
const TAG_BYTES: usize = 16;

impl Page {
    /// Takes a few milliseconds of work.
    pub(super) fn finish(mut headers: HeaderMap, body: Bytes) -> io::Result<Self> {
        headers.insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
        let hash = Sha256::digest(&body);
        let tag = URL_SAFE_NO_PAD.encode(&hash[..TAG_BYTES]);
        let representation = |encoding: Encoding| {
            let suffix = encoding.name().map(|name| format!("-{name}"));
            let etag = format!("\"{tag}{}\"", suffix.unwrap_or_default());
            Ok::<_, io::Error>(Representation {
                bytes: encoding.encode(&body)?,
                etag: HeaderValue::try_from(etag).expect("letters, digits and hyphens"),
            })
        };
        Ok(Self {
            headers,
            identity: representation(Encoding::Identity)?,
            gzip: representation(Encoding::Gzip)?,
            brotli: representation(Encoding::Brotli)?,
        })
    }

    /// What a client with these headers is sent: the page, or that it has it already.
    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
        let encoding = Encoding::preferred(asked);
        let Representation { bytes, etag } = match encoding {
            Encoding::Identity => &self.identity,
            Encoding::Gzip => &self.gzip,
            Encoding::Brotli => &self.brotli,
        };
        // A browser replaces what it remembers by the headers of a 304, so they come along there too.
        let mut headers = self.headers.clone();
        headers.insert(ETAG, etag.clone());
        let mut response = if has(asked, etag) {
            headers.remove(CONTENT_TYPE);
            let mut unchanged = Response::new(Body::empty());
            *unchanged.status_mut() = StatusCode::NOT_MODIFIED;
            unchanged
        } else {
            if let Some(name) = encoding.name() {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
            }
            Response::new(Body::from(bytes.clone()))
        };
        *response.headers_mut() = headers;
        response
    }

    /// The page with a notice that it may be out of date. Shared by nobody else, so it has no tag.
    pub(super) fn answer_late(&self) -> Response {
        let html = String::from_utf8_lossy(&self.identity.bytes);
        // At the very end, where what is hydrated is over.
        let (page, end) = html.rsplit_once("</body>").unwrap_or((&*html, ""));
        let mut response = Response::new(Body::from(format!("{page}{NOTICE}</body>{end}")));
        *response.headers_mut() = self.headers.clone();
        response
            .headers_mut()
            .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    pub(super) fn weight(&self) -> u32 {
        let bytes = [&self.identity, &self.gzip, &self.brotli]
            .iter()
            .map(|representation| representation.bytes.len())
            .sum::<usize>();
        u32::try_from(OVERHEAD + bytes).unwrap_or(u32::MAX)
    }
}

/// Whether the client has exactly this. A proxy that touched the page weakens the tag, and that is
/// near enough for asking.
fn has(asked: &HeaderMap, etag: &HeaderValue) -> bool {
    asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}
