//! Finished pages of the catalogue, kept for everybody: rendered once, answered until something changes.
//!
//! `docs/caching.md` says what may be kept and why a page was or was not. Read `address` for which pages
//! these are, `render` for what is never kept, `listen` for how a page is dropped.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderName, HeaderValue, StatusCode};
use metrics::{counter, gauge};
use moka::future::Cache;
use tracing::Instrument as _;

mod address;
mod encoding;
mod last;
mod listen;
mod page;
mod render;
#[cfg(test)]
mod tests;

pub(crate) use listen::listen;

use address::{Address, Kind};
use last::LastPages;
use page::Page;
use render::Unkept;

#[derive(Clone)]
pub(crate) struct PageCache {
    pages: Cache<(Edition, Address), Arc<Page>>,
    /// For when no page can be rendered.
    last: LastPages,
    /// The present edition; 0 while changes can't be heard of.
    present: Arc<AtomicU64>,
    /// How many there were.
    editions: Arc<AtomicU64>,
}

/// The catalogue between two changes. A page is kept under the edition that was present before it was
/// rendered; when that is over nobody can reach the page, however late it is finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Edition(u64);

/// Where an answer came from, in the answer itself.
const X_CACHE: HeaderName = HeaderName::from_static("x-cache");
/// Bounds what nobody notifies of: the day in a delivery promise, and a mistake of ours.
const KEPT_AT_MOST: Duration = Duration::from_secs(60);
/// One part of so many goes to the last pages. As long as nothing changes they are the same bytes as the
/// present ones, so this bounds what is counted twice.
const LAST_PAGES_SHARE: u64 = 4;

impl PageCache {
    /// None when there is no room for a page: then every request renders its own.
    pub(crate) fn new(megabytes: u16) -> Option<Self> {
        let bytes = u64::from(megabytes) * 1024 * 1024;
        let for_last = bytes / LAST_PAGES_SHARE;
        let pages = Cache::builder()
            .max_capacity(bytes - for_last)
            .weigher(|(_, address): &(Edition, Address), page: &Arc<Page>| {
                page.weight().saturating_add(address.weight())
            })
            .time_to_live(KEPT_AT_MOST)
            .build();
        (0 < megabytes).then(|| Self {
            pages,
            last: LastPages::new(for_last),
            present: Arc::default(),
            editions: Arc::default(),
        })
    }

    fn edition(&self) -> Option<Edition> {
        let present = self.present.load(Ordering::SeqCst);
        (0 < present).then_some(Edition(present))
    }

    /// From here on every change is heard: what is rendered now may be kept.
    fn begin_edition(&self) {
        let next = self.editions.fetch_add(1, Ordering::SeqCst) + 1;
        self.present.store(next, Ordering::SeqCst);
        // Nobody can reach them any more; this gives their room back.
        self.pages.invalidate_all();
    }

    /// Changes can't be heard of: nothing is answered from here until the next edition begins.
    fn close(&self) {
        self.present.store(0, Ordering::SeqCst);
        self.pages.invalidate_all();
    }
}

/// Answers a page of the catalogue from the cache; renders it once if it isn't there, however many wait.
pub(crate) async fn answer(
    State(cache): State<PageCache>,
    request: Request,
    next: Next,
) -> Response {
    let Some(kind) = Kind::of(&request) else {
        return next.run(request).await;
    };
    if app::ssr::bring_words(request.headers()) {
        return bypass("form", request, next).await;
    }
    let Some(address) = Address::of(kind, request.uri()) else {
        return bypass("address", request, next).await;
    };
    let Some(edition) = cache.edition() else {
        let answer = bypass("deaf", request, next).await;
        return cache.last.or_last(&address, answer).await;
    };
    let key = (edition, address.clone());
    if let Some(page) = cache.pages.get(&key).await {
        return marked(page.answer(request.headers()), "hit");
    }
    let rendering = render::page(&key.1, &request, next.clone());
    // In a task of its own: a visitor who vanishes takes nothing away from those who wait for the same page.
    let flight = tokio::spawn({
        let (cache, address) = (cache.clone(), key.1.clone());
        async move {
            let page = cache.pages.try_get_with(key, rendering).await;
            if let Ok(page) = &page {
                cache.last.keep(address, page.clone()).await;
            }
            // The cache does its sums now and then; whoever waited for a page has time for them.
            cache.pages.run_pending_tasks().await;
            gauge!("stoa_page_cache_bytes").set(cache.pages.weighted_size() as f64);
            page
        }
        .in_current_span()
    });
    match flight.await {
        Ok(Ok(page)) => marked(page.answer(request.headers()), "miss"),
        Ok(Err(unkept)) => match &*unkept {
            Unkept::Shared(answer) => {
                let answer = marked(answer.response(), "miss");
                cache.last.or_last(&address, answer).await
            }
            Unkept::Personal => bypass("personal", request, next).await,
        },
        // The panic was told of where it happened; here it becomes this visitor's page of last resort.
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_cancelled) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

/// Asks the app with the visitor's own request, and keeps nothing.
async fn bypass(reason: &'static str, request: Request, next: Next) -> Response {
    tracing::debug!(reason, "Not for the page cache");
    counter!("stoa_page_cache_bypasses_total", "reason" => reason).increment(1);
    marked(next.run(request).await, "bypass")
}

fn marked(mut response: Response, outcome: &'static str) -> Response {
    counter!("stoa_page_cache_answers_total", "outcome" => outcome).increment(1);
    let value = HeaderValue::from_static(outcome);
    response.headers_mut().insert(X_CACHE, value);
    response
}
