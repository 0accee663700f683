//! The content security policy of a page: our own scripts, and the inline ones that are in it.
//!
//! Inline scripts are allowed by the hash of their text, not by a nonce: a page that is kept in a
//! cache can't carry a fresh nonce, and its hashes stay true for as long as it is kept.

use std::fmt::Write as _;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
};
use sha2::{Digest as _, Sha256};

use super::Policy;

/// Far more than any page of ours.
const PAGE_AT_MOST: usize = 8 * 1024 * 1024;

/// Waits for the whole page, then names its scripts in the header.
pub(crate) async fn allow_own_scripts(
    State(policy): State<Policy>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let is_html = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_html {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, PAGE_AT_MOST).await else {
        tracing::error!("A page broke off while it was rendered");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut sources = String::new();
    for script in inline_scripts(&String::from_utf8_lossy(&page)) {
        let hash = STANDARD.encode(Sha256::digest(script));
        write!(sources, " 'sha256-{hash}'").expect("writing to a string can't fail");
    }
    parts
        .headers
        .insert(CONTENT_SECURITY_POLICY, policy_for(&sources, &policy));
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

pub(super) fn policy_for(script_sources: &str, policy: &Policy) -> HeaderValue {
    let gateway = policy.gateway_origins.join(" ");
    let reloader = policy.reloader.as_deref().unwrap_or_default();
    let text = format!(
        "default-src 'none'; \
         script-src 'self' 'wasm-unsafe-eval'{script_sources}; \
         style-src 'self'; \
         img-src 'self' data:; \
         font-src 'self'; \
         connect-src 'self'{reloader}; \
         manifest-src 'self'; \
         frame-src {gateway}; \
         form-action 'self' {gateway}; \
         frame-ancestors 'none'; \
         base-uri 'none'"
    );
    HeaderValue::try_from(text).expect("origins and hashes are visible ASCII")
}

/// The texts between `<script …>` and `</script`, without those that have a `src`.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        let tag = &rest[start + "<script".len()..];
        let Some(end_of_tag) = end_of_tag(tag) else {
            break;
        };
        let text = &tag[end_of_tag + 1..];
        let Some(end) = text.find("</script") else {
            break;
        };
        if !tag[..end_of_tag].contains(" src=") && !text[..end].is_empty() {
            scripts.push(&text[..end]);
        }
        rest = &text[end..];
    }
    scripts
}

/// Where the tag closes: the first `>` that is not inside a quoted attribute.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return true,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_written_into_the_page_are_named() {
        let page = r#"<head><script src="/pkg/stoa.js"></script>
            <script type="module" data-x="a>b" nonce="">import("/pkg/stoa.js")</script></head>
            <body><p>&lt;script&gt;</p><script>1 < 2</script><script></script></body>"#;
        assert_eq!(inline_scripts(page), [r#"import("/pkg/stoa.js")"#, "1 < 2"]);
    }

    #[test]
    fn a_page_that_breaks_off_inside_a_script_allows_nothing() {
        assert!(inline_scripts("<script>alert(1)").is_empty());
        assert!(inline_scripts("<script").is_empty());
    }

    #[test]
    fn the_hash_is_the_one_a_browser_computes() {
        // From the specification: CSP level 3, section 2.3.1's example.
        let hash = STANDARD.encode(Sha256::digest("alert('Hello, world.');"));
        assert_eq!(hash, "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}
