//! The verbs of the gateway. Each works on the book under one lock and leaves its facts, in order,
//! for the journal and the webhooks; nothing here waits for anything.

mod intents;
mod methods;
mod refunds;
mod settling;

use std::time::Duration;

use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::book::{Book, Event};
use crate::clock::Ids;
use crate::error::ApiError;
use crate::intent::Intent;

pub use intents::{Confirmation, NewIntent};
pub use refunds::NewRefund;

pub struct Desk<'a> {
    pub book: &'a mut Book,
    pub ids: &'a Ids,
    pub now: OffsetDateTime,
    pub base_url: &'a str,
    pub facts: Vec<Fact>,
}

/// What a verb leaves behind.
#[derive(Debug)]
pub enum Fact {
    /// A line for the journal.
    Entry(Value),
    /// Something to tell the shop.
    Event(Event),
    /// Something that happens by itself after a while.
    Later(Duration, Later),
}

#[derive(Debug, Clone)]
pub enum Later {
    Dispute { charge: String },
    Settle { intent: String },
}

/// A fault of the dice that changes what the card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twist {
    Decline,
    AskBuyer,
    Process,
}

impl Desk<'_> {
    pub(crate) fn seconds(&self) -> i64 {
        self.now.unix_timestamp()
    }

    pub(crate) fn intent(&self, id: &str) -> Result<&Intent, ApiError> {
        self.book
            .intents
            .find(id)
            .ok_or_else(|| ApiError::missing("payment_intent", id))
    }

    /// For ids that another record vouches for.
    fn known_intent(&mut self, id: &str) -> &mut Intent {
        self.book
            .intents
            .find_mut(id)
            .expect("intents are never removed")
    }

    pub(crate) fn render(&self, id: &str) -> Result<Value, ApiError> {
        Ok(crate::objects::intent(self.intent(id)?, self.base_url))
    }

    fn note(&mut self, kind: &str, intent: &str, details: Value) {
        let Some(intent) = self.book.intents.find(intent) else {
            return;
        };
        let mut entry = json!({
            "kind": kind,
            "intent": intent.id,
            "amount": intent.amount,
            "currency": intent.currency,
            "metadata": intent.metadata,
        });
        if let (Some(entry), Value::Object(details)) = (entry.as_object_mut(), details) {
            entry.extend(details);
        }
        self.facts.push(Fact::Entry(entry));
    }

    fn announce(&mut self, kind: &'static str, intent: &str, object: Value) {
        let event = Event {
            id: self.ids.next("evt"),
            kind,
            created: self.seconds(),
            object,
            subject: self.book.subject_of(intent),
        };
        self.book.events.add(event.clone());
        self.facts.push(Fact::Event(event));
    }

    fn announce_intent(&mut self, kind: &'static str, intent: &str) -> Result<Value, ApiError> {
        let object = self.render(intent)?;
        self.announce(kind, intent, object.clone());
        Ok(object)
    }
}
