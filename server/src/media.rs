//! Pictures, out of the object store. The address holds the hash of the content, so it may be kept for ever.

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
};
use shop::Shop;
use tracing::error;

/// `/media/{hash}/{width}.webp`
pub(crate) async fn picture(
    State(shop): State<Shop>,
    Path((hash, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(width) = file
        .strip_suffix(".webp")
        .and_then(|width| width.parse().ok())
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(tag) = HeaderValue::try_from(format!("\"{hash}-{width}\"")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kept = [
        (
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
        (ETAG, tag.clone()),
    ];
    // The content can't have changed; a browser that has it at all has the right one.
    if headers.get(IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    match shop.pictures().fetch(&hash, width).await {
        Ok(Some(bytes)) => (
            kept,
            [(CONTENT_TYPE, HeaderValue::from_static("image/webp"))],
            bytes,
        )
            .into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => {
            error!(
                error = &cause as &dyn std::error::Error,
                "A picture can't be read"
            );
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
