//! A bucket in the cloud, without the cloud.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;

/// Keeps and hands out objects over HTTP as S3 and Azure Blob do, for whoever signs their requests.
///
/// It does not check signatures: that the clouds understand them is the client library's to prove.
pub struct TestBucket {
    pub url: String,
    objects: Objects,
}

#[derive(Clone, Default)]
struct Objects(Arc<Mutex<BTreeMap<String, Bytes>>>);

impl TestBucket {
    pub async fn start() -> Self {
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let objects = Objects::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new().fallback(serve).with_state(objects.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, objects }
    }

    /// Where each object lies, in order.
    pub fn paths(&self) -> Vec<String> {
        self.objects
            .with(|objects| objects.keys().cloned().collect())
    }
}

impl Objects {
    fn with<T>(&self, look: impl FnOnce(&mut BTreeMap<String, Bytes>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn serve(
    State(objects): State<Objects>,
    method: Method,
    address: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !is_signed(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let path = address.path().to_owned();
    // Both clouds name each version of an object; clients insist on it.
    let version = (header::ETAG, "\"1\"");
    if method == Method::PUT {
        objects.with(|objects| objects.insert(path, body));
        return (StatusCode::CREATED, [version]).into_response();
    }
    match objects.with(|objects| objects.get(&path).cloned()) {
        Some(body) => {
            let written = (header::LAST_MODIFIED, "Sun, 22 Nov 2026 12:00:00 GMT");
            ([version, written], body).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn is_signed(headers: &HeaderMap) -> bool {
    let signature = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    signature.starts_with("AWS4-HMAC-SHA256 ") || signature.starts_with("SharedKey ")
}
