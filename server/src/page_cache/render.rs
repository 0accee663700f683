//! Rendering a page for everybody, and deciding whether it may be kept.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, Request},
    middleware::Next,
    response::Response,
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, SET_COOKIE, VARY},
};
use metrics::counter;

use super::{address::Address, page::Page};
use crate::middleware::REQUEST_ID;

/// An answer that is not kept.
pub(super) enum Unkept {
    /// Everybody who waited gets the same: a redirect, an error, a page that is too large.
    Shared(Answer),
    /// It says that it is for one person. Then each has to ask for their own.
    Personal,
}

pub(super) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// Larger pages are rendered for whoever asks. Ours are about a tenth of this.
const KEPT_AT_MOST: usize = 1024 * 1024;
/// The layer below has read the whole page already, within bounds of its own.
const READ_AT_MOST: usize = 16 * 1024 * 1024;

/// The page, rendered for nobody in particular. Nothing happens before it is polled.
pub(super) fn page(
    address: &Address,
    asked: &Request,
    app: Next,
) -> impl Future<Output = Result<Arc<Page>, Unkept>> + Send + use<> {
    let request = for_nobody(address, asked);
    async move {
        let answer = Answer::read(app.run(request).await).await;
        let result = keep(answer).await;
        let kept = if result.is_ok() { "yes" } else { "no" };
        counter!("stoa_page_cache_renders_total", "kept" => kept).increment(1);
        result
    }
}

/// The same request without whatever could tell visitors apart: no cookie, no header, no address of theirs.
fn for_nobody(address: &Address, asked: &Request) -> Request {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = address.uri();
    *request.extensions_mut() = asked.extensions().clone();
    request.extensions_mut().remove::<ConnectInfo<SocketAddr>>();
    let headers = request.headers_mut();
    // Programs that take anything are sent on like browsers when a page has moved.
    headers.insert(ACCEPT, HeaderValue::from_static("text/html"));
    // Ours, not the visitor's; a page that says that something broke names it.
    if let Some(id) = asked.headers().get(REQUEST_ID) {
        headers.insert(REQUEST_ID, id.clone());
    }
    request
}

async fn keep(answer: Answer) -> Result<Arc<Page>, Unkept> {
    if answer.is_personal() {
        return Err(Unkept::Personal);
    }
    if !answer.may_be_kept() {
        return Err(Unkept::Shared(answer));
    }
    // Compressing would hold up whoever else is served by this thread.
    let (headers, body) = (answer.headers.clone(), answer.body.clone());
    match tokio::task::spawn_blocking(move || Page::finish(headers, body)).await {
        Ok(Ok(page)) => Ok(Arc::new(page)),
        Ok(Err(_)) | Err(_) => Err(Unkept::Shared(answer)),
    }
}

impl Answer {
    async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        match to_bytes(body, READ_AT_MOST).await {
            Ok(body) => Self {
                status: parts.status,
                headers: parts.headers,
                body,
            },
            Err(error) => {
                tracing::error!(%error, "A page broke off while it was rendered");
                Self {
                    status: StatusCode::INTERNAL_SERVER_ERROR,
                    headers: HeaderMap::new(),
                    body: Bytes::new(),
                }
            }
        }
    }

    pub(super) fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        response
    }

    fn is_personal(&self) -> bool {
        let forbids = |line: &HeaderValue| {
            let line = line.to_str().unwrap_or_default().to_ascii_lowercase();
            line.contains("no-store") || line.contains("private")
        };
        self.headers.contains_key(SET_COOKIE)
            // It depends on something that it wasn't rendered with.
            || self.headers.contains_key(VARY)
            || self.headers.get_all(CACHE_CONTROL).iter().any(forbids)
    }

    fn may_be_kept(&self) -> bool {
        let is_page = self
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        self.status == StatusCode::OK
            && is_page
            && !self.headers.contains_key(CONTENT_ENCODING)
            && self.body.len() <= KEPT_AT_MOST
    }
}
