//! Dropping what is kept when the catalogue changes, and answering nothing while that can't be known.

use std::time::Duration;

use metrics::{counter, gauge};
use store::{
    Database, StoreError,
    catalog::{Change, Changes},
};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::PageCache;

/// Between two tries to hear again, doubled each time.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const PAUSE_AT_MOST: Duration = Duration::from_secs(5);

/// Listens to the end of the process; without a connection it tries again and again.
pub(crate) async fn listen(cache: PageCache, database: Database, stop: CancellationToken) {
    let mut pause = FIRST_PAUSE;
    loop {
        let lost = tokio::select! {
            () = stop.cancelled() => return,
            lost = hear(&cache, &database, &mut pause) => lost,
        };
        cache.close();
        gauge!("stoa_page_cache_listening").set(0.0);
        warn!(
            error = &lost as &dyn std::error::Error,
            "No page is kept: changes of the catalogue can't be heard of"
        );
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        pause = PAUSE_AT_MOST.min(pause * 2);
    }
}

/// Until the connection is lost. Whatever was committed before the listening began is read by every page
/// that is rendered from then on.
async fn hear(cache: &PageCache, database: &Database, pause: &mut Duration) -> StoreError {
    let mut changes = match Changes::listen(database).await {
        Ok(changes) => changes,
        Err(error) => return error,
    };
    *pause = FIRST_PAUSE;
    cache.begin_edition();
    gauge!("stoa_page_cache_listening").set(1.0);
    info!("Pages of the catalogue are kept until it changes");
    loop {
        let cause = match changes.next().await {
            Ok(Change::Goods) => "goods",
            Ok(Change::Stock) => "stock",
            Err(error) => return error,
        };
        cache.begin_edition();
        counter!("stoa_page_cache_drops_total", "cause" => cause).increment(1);
    }
}
