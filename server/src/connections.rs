//! Accepting connections, with the limits that keep a slow or greedy client from holding them all.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::sync::Arc;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt as _;
use tracing::debug;

use crate::{
    shares::{Share, Shares},
    stop::{self, REQUESTS_MAY_TAKE},
};

#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections that are served; more of them wait to be accepted.
    pub(crate) at_once: usize,
    /// Of these, from one address; more of them are closed.
    pub(crate) per_client: usize,
}

/// A request's first line and headers must be here after this long. So must the next request's on a
/// connection that is kept open.
const HEADERS_MAY_TAKE: Duration = Duration::from_secs(5);
/// `accept` fails when the process has no file descriptors left; they come back as connections end.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(50);

/// Serves until asked to stop, then until the last request is answered.
///
/// HTTP/1.1 only: the proxy that ends TLS speaks HTTP/2 with browsers, and only this version's header
/// timeout also covers a client that connects and says nothing.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(limits.at_once));
    let shares = Shares::of(limits.per_client);
    let connections = TaskTracker::new();
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            (place, accepted) = accept(&listener, &places) => match accepted {
                Ok((stream, client)) => match shares.take(client.ip()) {
                    Some(share) => {
                        let router = router.clone();
                        let held = (place, share);
                        connections.spawn(converse(stream, client, router, stop.clone(), held));
                    }
                    None => debug!(%client, "A client has all the connections it may have"),
                },
                Err(error) => {
                    debug!(%error, "A connection could not be accepted");
                    tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
                }
            },
        }
    }
    drop(listener);
    connections.close();
    stop::within(REQUESTS_MAY_TAKE, "requests", connections.wait()).await;
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (
    OwnedSemaphorePermit,
    std::io::Result<(TcpStream, SocketAddr)>,
) {
    let place = Arc::clone(places)
        .acquire_owned()
        .await
        .expect("nobody closes the semaphore");
    (place, listener.accept().await)
}

async fn converse(
    stream: TcpStream,
    client: SocketAddr,
    router: Router,
    stop: CancellationToken,
    _held: (OwnedSemaphorePermit, Share),
) {
    // Answers are written whole; waiting to fill a packet only delays them.
    drop(stream.set_nodelay(true));
    let service = router.map_request(move |request: http::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(client));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_MAY_TAKE)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        debug!(%error, "A connection ended early");
    }
}
