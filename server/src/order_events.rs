//! An order's status as it changes, for the page that shows it: server-sent events.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, Path, State},
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use domain::order::{OrderKey, OrderStatus};
use futures::{Stream, StreamExt as _, stream, stream::BoxStream};
use http::{HeaderName, HeaderValue, StatusCode, header::CACHE_CONTROL};
use shop::{Shop, ShopError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tracing::error;

use crate::shares::{Share, Shares};

/// Shorter than the silence after which proxies cut a connection.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// An order that takes longer settles without an audience; the browser asks again by itself.
const WATCH_AT_MOST: Duration = Duration::from_secs(10 * 60);
/// Orders that are watched from one address at the same time. An office has one address.
const WATCHED_PER_CLIENT: usize = 16;
/// Where no line can be kept open the browser is told the status and to ask again after this time.
const ASK_AGAIN: Duration = Duration::from_secs(3);

/// Lines that may be kept open, so that shoppers who wait leave connections for those who buy.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    all: Arc<Semaphore>,
    shares: Shares,
}

type Line = (OwnedSemaphorePermit, Share);

impl Lines {
    pub(crate) fn new(connections: usize) -> Self {
        Self {
            all: Arc::new(Semaphore::new((connections / 2).max(1))),
            shares: Shares::of(WATCHED_PER_CLIENT),
        }
    }

    fn open(&self, client: IpAddr) -> Option<Line> {
        let place = Arc::clone(&self.all).try_acquire_owned().ok()?;
        Some((place, self.shares.take(client)?))
    }
}

pub(crate) async fn watch(
    State(shop): State<Shop>,
    State(stop): State<CancellationToken>,
    State(lines): State<Lines>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    Path(key): Path<String>,
) -> Response {
    let Ok(key) = OrderKey::try_from(key) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match shop.orders().watch(&key).await {
        Ok(statuses) => match lines.open(client.ip()) {
            Some(line) => answer(kept_open(statuses, line, stop)),
            None => answer(
                statuses
                    .take(1)
                    .map(|status| event(&status).retry(ASK_AGAIN)),
            ),
        },
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

fn event(status: &OrderStatus) -> Event {
    // A status is made of names and an address; it always has a JSON.
    let event = Event::default().event("status").json_data(status);
    event.unwrap_or_default()
}

fn kept_open(
    statuses: BoxStream<'static, OrderStatus>,
    line: Line,
    stop: CancellationToken,
) -> impl Stream<Item = Event> + Send + 'static {
    let over = async move {
        tokio::select! {
            () = stop.cancelled() => (),
            () = tokio::time::sleep(WATCH_AT_MOST) => (),
        }
    };
    // Nothing comes after the last status, and a browser that is not told so would ask again for ever.
    let end = stream::once(async { Event::default().event("end").data("") });
    statuses
        .map(move |status| {
            let _kept = &line;
            event(&status)
        })
        .chain(end)
        .take_until(Box::pin(over))
}

fn answer(events: impl Stream<Item = Event> + Send + 'static) -> Response {
    let mut response = Sse::new(events.map(Ok::<_, Infallible>))
        .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
        .into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx collects answers otherwise.
    let unbuffered = HeaderName::from_static("x-accel-buffering");
    headers.insert(unbuffered, HeaderValue::from_static("no"));
    response
}
