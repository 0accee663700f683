//! The running gateway: its book, its journal, its switches, and the one way to work on them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context;
use serde_json::{Value, json};

use crate::book::Book;
use crate::clock::{Clock, Ids};
use crate::desk::{Desk, Fact, Later};
use crate::idempotency::Replies;
use crate::journal::Journal;
use crate::settings::Settings;
use crate::switches::{Fault, Subject, Switches};
use crate::webhooks;

pub(crate) struct Gateway {
    pub(crate) settings: Settings,
    /// The origin browsers see, without a slash at the end.
    pub(crate) base_url: String,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) switches: Switches,
    pub(crate) journal: Journal,
    pub(crate) replies: Arc<Replies>,
    pub(crate) http: reqwest::Client,
    book: Mutex<Book>,
}

impl Gateway {
    pub(crate) fn open(
        settings: Settings,
        base_url: String,
        clock: Box<dyn Clock>,
        ids: Ids,
    ) -> anyhow::Result<Arc<Self>> {
        // Whoever embeds the gateway may have chosen a provider already; then theirs stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .build()
            .context("can't make the client for webhooks")?;
        let (journal, memory) = Journal::open(settings.journal.as_deref(), settings.journal_fsync)?;
        let book = Book::read_back(memory.changes);
        let executed: Vec<_> = book
            .intents
            .newest_first()
            .filter_map(|intent| intent.idempotency_key.clone())
            .collect();
        Ok(Arc::new(Self {
            switches: Switches::new(settings.base_rule())?,
            journal,
            replies: Arc::new(Replies::read_back(memory.replies, executed)),
            book: Mutex::new(book),
            http,
            base_url,
            clock,
            ids,
            settings,
        }))
    }

    /// Lets one verb work on the book, then journals and announces what it did, failed or not.
    pub(crate) fn work<T>(self: &Arc<Self>, verb: impl FnOnce(&mut Desk<'_>) -> T) -> T {
        let now = self.clock.now();
        let (outcome, facts) = {
            let mut book = self
                .book
                .lock()
                .expect("no verb panics while it holds the book");
            let mut desk = Desk {
                book: &mut book,
                ids: &self.ids,
                now,
                base_url: &self.base_url,
                facts: Vec::new(),
            };
            let outcome = verb(&mut desk);
            let facts = std::mem::take(&mut desk.facts);
            for fact in &facts {
                // Under the lock, so that the journal has the order in which things happened.
                if let Fact::Entry(entry) = fact {
                    self.journal.append(entry.clone(), now);
                }
            }
            (outcome, facts)
        };
        for fact in facts {
            match fact {
                Fact::Entry(_) => {}
                Fact::Event(event) => webhooks::send_later(self, event),
                Fact::Later(after, later) => {
                    tokio::spawn(follow_up(Arc::clone(self), after, later));
                }
            }
        }
        outcome
    }

    pub(crate) fn note(&self, entry: Value) {
        self.journal.append(entry, self.clock.now());
    }

    pub(crate) fn note_fault(&self, fault: Fault, subject: &Subject) {
        self.note(json!({"kind": "fault", "fault": fault, "metadata": subject.metadata}));
    }
}

async fn follow_up(gateway: Arc<Gateway>, after: Duration, later: Later) {
    tokio::time::sleep(after).await;
    if let Err(error) = gateway.work(|desk| desk.happen(&later)) {
        tracing::warn!(error = error.message(), "Could not follow up");
    }
}
