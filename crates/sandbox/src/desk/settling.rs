//! Where money moves or is refused, and what happens by itself afterwards.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Desk, Fact, Later};
use crate::book::{Charge, Method};
use crate::card::{AfterAuthentication, Behaviour, CardFault, Decline};
use crate::error::ApiError;
use crate::intent::{Capture, Status};
use crate::objects;

/// Long enough for the sale to be recorded first, short enough for a test to wait for.
const DISPUTE_AFTER: Duration = Duration::from_secs(1);
/// How long a payment that the bank works on stays `processing`.
const SETTLE_AFTER: Duration = Duration::from_secs(2);

impl Desk<'_> {
    pub(super) fn authorize(
        &mut self,
        id: &str,
        method: &Method,
        authenticated: bool,
    ) -> Result<Value, ApiError> {
        let intent = self.intent(id)?;
        let (amount, capture) = (intent.amount, intent.capture);
        let status = intent.status.clone().authorize(amount, capture);
        let status = status.map_err(|wrong| self.refuse(id, &wrong))?;
        let captured = match capture {
            Capture::Automatic => amount,
            Capture::Manual => 0,
        };
        let charge = self.add_charge(id, method, captured, authenticated, None)?;
        let intent = self.known_intent(id);
        intent.status = status;
        intent.last_error = None;
        match capture {
            Capture::Automatic => {
                self.note("capture", id, json!({"charge": charge}));
                self.announce_intent("payment_intent.succeeded", id)
            }
            Capture::Manual => {
                self.note("authorize", id, json!({"charge": charge}));
                self.announce_intent("payment_intent.amount_capturable_updated", id)
            }
        }
    }

    /// Returns the error that the caller answers with.
    pub(super) fn decline(
        &mut self,
        id: &str,
        method: &Method,
        decline: Decline,
    ) -> Result<ApiError, ApiError> {
        let fault = decline.fault();
        let status = self.intent(id)?.status.clone().decline();
        let status = status.map_err(|wrong| self.refuse(id, &wrong))?;
        let charge = match decline {
            // Nobody was asked for money, so there is no charge to show.
            Decline::AuthenticationFailed => None,
            _ => Some(self.add_charge(id, method, 0, false, Some(fault.clone()))?),
        };
        let intent = self.known_intent(id);
        intent.status = status;
        intent.last_error = Some(fault.clone());
        intent.payment_method = None;
        self.note(
            "decline",
            id,
            json!({"charge": charge, "code": fault.code, "decline_code": fault.decline_code}),
        );
        let intent = self.announce_intent("payment_intent.payment_failed", id)?;
        let mut error = ApiError::card(&fault)
            .with("payment_intent", intent)
            .with("payment_method", objects::method(method));
        if let Some(charge) = charge {
            error = error.with("charge", charge.into());
        }
        Ok(error)
    }

    pub(super) fn process(&mut self, id: &str) -> Result<Value, ApiError> {
        let status = self.intent(id)?.status.clone().process();
        self.known_intent(id).status = status.map_err(|wrong| self.refuse(id, &wrong))?;
        self.note("processing", id, json!({}));
        let intent = id.to_owned();
        self.facts
            .push(Fact::Later(SETTLE_AFTER, Later::Settle { intent }));
        self.announce_intent("payment_intent.processing", id)
    }

    pub(super) fn dispute_later(&mut self, id: &str) {
        let charge = self.known_intent(id).latest_charge.clone();
        let charge = charge.expect("a paid intent has a charge");
        self.facts
            .push(Fact::Later(DISPUTE_AFTER, Later::Dispute { charge }));
    }

    /// The buyer answered the bank's question. A second answer changes nothing.
    pub(crate) fn authenticate(&mut self, id: &str, completed: bool) -> Result<(), ApiError> {
        if self.intent(id)?.status != Status::RequiresAction {
            return Ok(());
        }
        let method = self.method_of(id)?;
        self.note("authentication", id, json!({"completed": completed}));
        let behaviour = method.card.behaviour;
        let declined = match (completed, behaviour) {
            (false, _) => Some(Decline::AuthenticationFailed),
            (true, Behaviour::Authenticates(AfterAuthentication::Declines(decline))) => {
                Some(decline)
            }
            (true, _) => None,
        };
        match declined {
            Some(decline) => self.decline(id, &method, decline).map(|_| ()),
            None => self.authorize(id, &method, true).map(|_| ()),
        }
    }

    /// What was put off by [`Fact::Later`].
    pub(crate) fn happen(&mut self, later: &Later) -> Result<(), ApiError> {
        match later {
            Later::Settle { intent } => {
                let method = self.method_of(intent)?;
                match method.card.behaviour {
                    Behaviour::Declines(decline) => {
                        self.decline(intent, &method, decline).map(|_| ())
                    }
                    _ => self.authorize(intent, &method, false).map(|_| ()),
                }
            }
            Later::Dispute { charge } => {
                let (id, now) = (self.ids.next("dp"), self.seconds());
                let charge = self
                    .book
                    .charges
                    .find_mut(charge)
                    .ok_or_else(|| ApiError::missing("charge", charge))?;
                charge.disputed = true;
                let (intent, dispute) = (charge.intent.clone(), objects::dispute(&id, charge, now));
                self.note(
                    "dispute",
                    &intent,
                    json!({"dispute": id, "charge": dispute["charge"]}),
                );
                self.announce("charge.dispute.created", &intent, dispute);
                Ok(())
            }
        }
    }

    fn add_charge(
        &mut self,
        id: &str,
        method: &Method,
        captured: i64,
        authenticated: bool,
        failure: Option<CardFault>,
    ) -> Result<String, ApiError> {
        let intent = self.intent(id)?;
        let charge = Charge {
            id: self.ids.next("ch"),
            intent: intent.id.clone(),
            method: method.clone(),
            amount: intent.amount,
            captured,
            refunded: 0,
            currency: intent.currency.clone(),
            metadata: intent.metadata.clone(),
            created: self.seconds(),
            authenticated,
            disputed: false,
            failure,
        };
        let charge_id = charge.id.clone();
        self.book.charges.add(charge);
        self.known_intent(id).latest_charge = Some(charge_id.clone());
        Ok(charge_id)
    }
}
