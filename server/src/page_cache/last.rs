//! The last good page of each address, for the minutes in which the database is away.

use std::{sync::Arc, time::Duration};

use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use moka::future::Cache;

use super::{X_CACHE, address::Address, page::Page};

/// An older page promises too much: whoever looks at it plans to buy.
const SHOWN_AT_MOST: Duration = Duration::from_secs(10 * 60);

#[derive(Clone)]
pub(super) struct LastPages(Cache<Address, Arc<Page>>);

impl LastPages {
    pub(super) fn new(bytes: u64) -> Self {
        let pages = Cache::builder()
            .max_capacity(bytes)
            .weigher(|address: &Address, page: &Arc<Page>| {
                page.weight().saturating_add(address.weight())
            })
            .time_to_live(SHOWN_AT_MOST)
            .build();
        Self(pages)
    }

    pub(super) async fn keep(&self, address: Address, page: Arc<Page>) {
        self.0.insert(address, page).await;
    }

    /// The last page there was instead of an answer that says the shop is away. It says so itself.
    pub(super) async fn or_last(&self, address: &Address, answer: Response) -> Response {
        if answer.status() != StatusCode::SERVICE_UNAVAILABLE {
            return answer;
        }
        match self.0.get(address).await {
            Some(page) => {
                tracing::warn!("The shop is away: showing the last page there was");
                ([(X_CACHE, "stale")], page.answer_late()).into_response()
            }
            None => answer,
        }
    }
}
