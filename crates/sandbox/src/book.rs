//! Everything the gateway remembers. It lives in memory; what must outlive the process is journaled,
//! and a gateway that is started again reads it back from there.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::card::{Card, CardFault};
use crate::form::Metadata;
use crate::intent::{Intent, Status};
use crate::switches::Subject;

#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) methods: Shelf<Method>,
    pub(crate) intents: Shelf<Intent>,
    pub(crate) charges: Shelf<Charge>,
    pub(crate) refunds: Shelf<Refund>,
    pub(crate) events: Shelf<Event>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Method {
    pub(crate) id: String,
    pub(crate) card: Card,
    pub(crate) name: Option<String>,
    pub(crate) created: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Charge {
    pub(crate) id: String,
    pub(crate) intent: String,
    pub(crate) method: Method,
    pub(crate) amount: i64,
    pub(crate) captured: i64,
    pub(crate) refunded: i64,
    pub(crate) currency: String,
    pub(crate) metadata: Metadata,
    pub(crate) created: i64,
    pub(crate) authenticated: bool,
    pub(crate) disputed: bool,
    pub(crate) failure: Option<CardFault>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) id: String,
    pub(crate) charge: String,
    pub(crate) intent: String,
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) reason: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) created: i64,
}

/// Something the shop is told about. The object is kept as it was at that moment.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) created: i64,
    pub(crate) object: serde_json::Value,
    pub(crate) subject: Subject,
}

pub(crate) trait Shelved {
    fn id(&self) -> &str;
}

/// Objects by id, in the order they were made.
#[derive(Debug)]
pub(crate) struct Shelf<T> {
    items: Vec<T>,
    places: HashMap<String, usize>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            places: HashMap::new(),
        }
    }
}

impl<T: Shelved> Shelf<T> {
    /// In place of an older copy of itself, if there is one.
    pub(crate) fn put(&mut self, item: T) {
        match self.find_mut(item.id()) {
            Some(older) => *older = item,
            None => self.add(item),
        }
    }

    pub(crate) fn add(&mut self, item: T) {
        self.places.insert(item.id().to_owned(), self.items.len());
        self.items.push(item);
    }

    pub(crate) fn find(&self, id: &str) -> Option<&T> {
        self.places.get(id).map(|&place| &self.items[place])
    }

    pub(crate) fn find_mut(&mut self, id: &str) -> Option<&mut T> {
        self.places.get(id).map(|&place| &mut self.items[place])
    }

    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &T> {
        self.items.iter().rev()
    }
}

macro_rules! shelved {
    ($($kind:ty),*) => {$(
        impl Shelved for $kind {
            fn id(&self) -> &str {
                &self.id
            }
        }
    )*};
}
shelved!(Method, Intent, Charge, Refund, Event);

/// What one line of the journal changed, as it was afterwards.
#[derive(Debug, Deserialize)]
struct Change {
    intent: Intent,
    method: Option<Method>,
    charge: Option<Charge>,
    refund: Option<Refund>,
}

impl Book {
    /// What a journal's line about this intent must say, so that the book can be read back from it.
    pub(crate) fn change(&self, intent: &Intent, refund: Option<&str>) -> Value {
        let method = intent.payment_method.as_ref();
        let charge = intent.latest_charge.as_ref();
        json!({
            "intent": intent,
            "method": method.and_then(|id| self.methods.find(id)),
            "charge": charge.and_then(|id| self.charges.find(id)),
            "refund": refund.and_then(|id| self.refunds.find(id)),
        })
    }

    /// The book that left these changes behind. An intent whose confirmation was cut short never was:
    /// nobody was told of it and no money moved.
    pub(crate) fn read_back(changes: impl IntoIterator<Item = Value>) -> Self {
        let mut book = Self::default();
        let changes = changes
            .into_iter()
            .filter_map(|change| serde_json::from_value(change).ok());
        for Change {
            intent,
            method,
            charge,
            refund,
        } in changes
        {
            book.intents.put(intent);
            if let Some(method) = method {
                book.methods.put(method);
            }
            if let Some(charge) = charge {
                book.charges.put(charge);
            }
            if let Some(refund) = refund {
                book.refunds.put(refund);
            }
        }
        let cut_short = |intent: &Intent| {
            intent.idempotency_key.is_some() && intent.status == Status::RequiresConfirmation
        };
        let intents = std::mem::take(&mut book.intents).items;
        for intent in intents.into_iter().filter(|intent| !cut_short(intent)) {
            book.intents.add(intent);
        }
        book
    }

    /// What a switch's scope is compared with when a call names an intent.
    pub(crate) fn subject_of(&self, intent: &str) -> Subject {
        self.intents
            .find(intent)
            .map(Intent::subject)
            .unwrap_or_default()
    }
}
