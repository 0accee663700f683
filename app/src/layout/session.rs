//! What a page learns about its visitor after it is shown: a name, and how much is in the cart.
//!
//! It is never part of the page's HTML, so a catalogue page is the same for everybody.

use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SessionSummary {
    /// None for a guest.
    pub name: Option<String>,
    pub items: u32,
}

/// The visitor as the header knows them. Empty until the browser has asked.
#[derive(Clone, Copy)]
pub struct Session(RwSignal<SessionSummary>);

pub(crate) fn provide_session() {
    let session = Session(RwSignal::new(SessionSummary::default()));
    provide_context(session);
    // Effects run in the browser only.
    Effect::new(move |_| session.refresh());
}

pub fn use_session() -> Session {
    use_context().unwrap_or_else(|| Session(RwSignal::new(SessionSummary::default())))
}

impl Session {
    pub fn name(self) -> Option<String> {
        self.0.with(|summary| summary.name.clone())
    }

    /// How many things are in the cart.
    pub fn items(self) -> u32 {
        self.0.with(|summary| summary.items)
    }

    /// What the cart holds now, as the server said or as it is about to say.
    pub fn set_items(self, items: u32) {
        self.0.update(|summary| summary.items = items);
    }

    /// Asks again: after signing in or out. Without an answer the header stays as it is.
    pub fn refresh(self) {
        spawn_local(async move {
            if let Ok(summary) = get_session().await {
                self.0.try_set(summary);
            }
        });
    }
}

/// Who is visiting and how much is in their cart.
#[server(endpoint = "session/summary")]
async fn get_session() -> Result<SessionSummary, AppError> {
    use crate::ssr::{shop, visitor};

    let visitor = visitor().await?;
    let items = shop()?.cart().count(&visitor).await?;
    Ok(SessionSummary {
        name: visitor.viewer.map(|viewer| viewer.name),
        items,
    })
}
