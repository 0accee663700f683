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
use crate::journal::CHANGE;

pub(crate) use intents::{Confirmation, NewIntent};
pub(crate) use refunds::NewRefund;

pub(crate) struct Desk<'a> {
    pub(crate) book: &'a mut Book,
    pub(crate) ids: &'a Ids,
    pub(crate) now: OffsetDateTime,
    pub(crate) base_url: &'a str,
    pub(crate) facts: Vec<Fact>,
}

/// What a verb leaves behind.
#[derive(Debug)]
pub(crate) enum Fact {
    /// A line for the journal.
    Entry(Value),
    /// Something to tell the shop.
    Event(Event),
    /// Something that happens by itself after a while.
    Later(Duration, Later),
}

#[derive(Debug, Clone)]
pub(crate) enum Later {
    Dispute { charge: String },
    Settle { intent: String },
}

/// A fault of the dice that changes what the card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Twist {
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
        let refund = entry["refund"].as_str();
        entry[CHANGE] = self.book.change(intent, refund);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::Capture;
    use time::macros::datetime;

    fn desk<'a>(book: &'a mut Book, ids: &'a Ids) -> Desk<'a> {
        Desk {
            book,
            ids,
            now: datetime!(2026-11-22 12:00 UTC),
            base_url: "http://gateway",
            facts: Vec::new(),
        }
    }

    fn order(method: &str) -> NewIntent {
        NewIntent {
            amount: 1800,
            currency: "eur".into(),
            capture: Capture::Automatic,
            payment_method: Some(method.into()),
            return_url: Some("http://shop/orders/S-1".into()),
            description: None,
            metadata: [("order".to_owned(), "S-1".to_owned())].into(),
            idempotency_key: None,
        }
    }

    fn kinds(desk: &Desk<'_>) -> Vec<String> {
        desk.facts
            .iter()
            .map(|fact| match fact {
                Fact::Entry(entry) => entry["kind"].to_string(),
                Fact::Event(event) => event.kind.to_owned(),
                Fact::Later(_, later) => format!("{later:?}"),
            })
            .collect()
    }

    #[test]
    fn ada_pays_and_the_journal_knows_before_the_shop_does() {
        let (mut book, ids) = (Book::default(), Ids::seeded(1));
        let mut desk = desk(&mut book, &ids);
        let id = desk.create_intent(order("pm_card_visa")).expect("valid");
        let paid = desk
            .confirm_intent(&id, Confirmation::default())
            .expect("the card pays");
        assert_eq!(paid["status"], "succeeded");
        assert_eq!(paid["amount_received"], 1800);
        assert_eq!(
            kinds(&desk),
            ["\"intent\"", "\"capture\"", "payment_intent.succeeded"]
        );
    }

    #[test]
    fn a_bank_that_asks_may_still_say_no() {
        let (mut book, ids) = (Book::default(), Ids::seeded(1));
        let mut desk = desk(&mut book, &ids);
        let typed = crate::card::TypedCard {
            number: "4000008400001629",
            exp_month: "12",
            exp_year: "30",
            cvc: Some("123"),
        };
        let method = desk.create_method(typed, None).expect("well formed").id;
        let id = desk.create_intent(order(&method)).expect("valid");
        let asked = desk
            .confirm_intent(&id, Confirmation::default())
            .expect("the bank asks");
        let url = &asked["next_action"]["redirect_to_url"]["url"];
        assert_eq!(*url, format!("http://gateway/3ds/{id}"));

        desk.authenticate(&id, true).expect("answered");
        desk.authenticate(&id, false).expect("too late to matter");
        let intent = desk.render(&id).expect("known");
        assert_eq!(intent["status"], "requires_payment_method");
        assert_eq!(
            intent["last_payment_error"]["decline_code"],
            "generic_decline"
        );
    }

    #[test]
    fn no_more_goes_back_than_came_in() {
        let (mut book, ids) = (Book::default(), Ids::seeded(1));
        let mut desk = desk(&mut book, &ids);
        let id = desk.create_intent(order("pm_card_visa")).expect("valid");
        desk.confirm_intent(&id, Confirmation::default())
            .expect("the card pays");
        let refund = |amount| NewRefund {
            charge: None,
            payment_intent: Some(id.clone()),
            amount,
            reason: None,
            metadata: crate::form::Metadata::new(),
        };
        assert!(desk.refund(refund(Some(1801))).is_err());
        assert_eq!(desk.refund(refund(Some(800))).expect("part")["amount"], 800);
        assert_eq!(desk.refund(refund(None)).expect("rest")["amount"], 1000);
        let error = desk.refund(refund(None)).expect_err("nothing left");
        assert_eq!(error.code(), Some("charge_already_refunded"));
    }
}
