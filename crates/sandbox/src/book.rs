//! Everything the gateway remembers. It lives in memory; what must outlive the process is journaled.

use std::collections::HashMap;

use crate::card::{Card, CardFault};
use crate::form::Metadata;
use crate::intent::Intent;
use crate::switches::Subject;

#[derive(Debug, Default)]
pub struct Book {
    pub methods: Shelf<Method>,
    pub intents: Shelf<Intent>,
    pub charges: Shelf<Charge>,
    pub refunds: Shelf<Refund>,
    pub events: Shelf<Event>,
}

#[derive(Debug, Clone)]
pub struct Method {
    pub id: String,
    pub card: Card,
    pub name: Option<String>,
    pub created: i64,
}

#[derive(Debug, Clone)]
pub struct Charge {
    pub id: String,
    pub intent: String,
    pub method: Method,
    pub amount: i64,
    pub captured: i64,
    pub refunded: i64,
    pub currency: String,
    pub metadata: Metadata,
    pub created: i64,
    pub authenticated: bool,
    pub disputed: bool,
    pub failure: Option<CardFault>,
}

#[derive(Debug, Clone)]
pub struct Refund {
    pub id: String,
    pub charge: String,
    pub intent: String,
    pub amount: i64,
    pub currency: String,
    pub reason: Option<String>,
    pub metadata: Metadata,
    pub created: i64,
}

/// Something the shop is told about. The object is kept as it was at that moment.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: String,
    pub kind: &'static str,
    pub created: i64,
    pub object: serde_json::Value,
    pub subject: Subject,
}

pub trait Shelved {
    fn id(&self) -> &str;
}

/// Objects by id, in the order they were made.
#[derive(Debug)]
pub struct Shelf<T> {
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
    pub fn add(&mut self, item: T) {
        self.places.insert(item.id().to_owned(), self.items.len());
        self.items.push(item);
    }

    pub fn find(&self, id: &str) -> Option<&T> {
        self.places.get(id).map(|&place| &self.items[place])
    }

    pub fn find_mut(&mut self, id: &str) -> Option<&mut T> {
        self.places.get(id).map(|&place| &mut self.items[place])
    }

    pub fn newest_first(&self) -> impl Iterator<Item = &T> {
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

impl Book {
    /// What a switch's scope is compared with when a call names an intent.
    pub fn subject_of(&self, intent: &str) -> Subject {
        self.intents
            .find(intent)
            .map(|intent| Subject {
                metadata: intent.metadata.clone(),
                payment_method: intent.payment_method.clone(),
            })
            .unwrap_or_default()
    }
}
