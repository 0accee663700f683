//! An order's status as it changes, for the page that shows it: server-sent events.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{Path, State},
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use domain::order::OrderKey;
use futures::{Stream, StreamExt as _, stream};
use http::{HeaderName, HeaderValue, StatusCode, header::CACHE_CONTROL};
use shop::{Shop, ShopError};
use tokio_util::sync::CancellationToken;
use tracing::error;

/// Shorter than the silence after which proxies cut a connection.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// An order that takes longer settles without an audience; the browser asks again by itself.
const WATCH_AT_MOST: Duration = Duration::from_secs(10 * 60);

pub(crate) async fn watch(
    State(shop): State<Shop>,
    State(stop): State<CancellationToken>,
    Path(key): Path<String>,
) -> Response {
    let Ok(key) = OrderKey::try_from(key) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match shop.orders().watch(&key).await {
        Ok(statuses) => {
            let events = statuses.map(|status| {
                // A status is made of names and an address; it always has a JSON.
                Event::default()
                    .event("status")
                    .json_data(&status)
                    .unwrap_or_default()
            });
            answer(events, stop)
        }
        Err(ShopError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => {
            error!(
                error = &cause as &dyn std::error::Error,
                "An order can't be watched"
            );
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn answer(events: impl Stream<Item = Event> + Send + 'static, stop: CancellationToken) -> Response {
    let over = async move {
        tokio::select! {
            () = stop.cancelled() => (),
            () = tokio::time::sleep(WATCH_AT_MOST) => (),
        }
    };
    // Nothing comes after the last status, and a browser that is not told so would ask again for ever.
    let end = stream::once(async { Event::default().event("end").data("") });
    let events = events
        .chain(end)
        .take_until(Box::pin(over))
        .map(Ok::<_, Infallible>);
    let mut response = Sse::new(events)
        .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
        .into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx collects answers otherwise.
    let unbuffered = HeaderName::from_static("x-accel-buffering");
    headers.insert(unbuffered, HeaderValue::from_static("no"));
    response
}
