//! Payment intents: create, confirm, capture, cancel.

use serde_json::{Value, json};

use super::{Desk, Twist};
use crate::book::Method;
use crate::card::{AfterAuthentication, Behaviour, Decline};
use crate::error::ApiError;
use crate::form::Metadata;
use crate::intent::{Capture, Intent, Status, WrongState};

#[derive(Debug)]
pub(crate) struct NewIntent {
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) capture: Capture,
    pub(crate) payment_method: Option<String>,
    pub(crate) return_url: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) idempotency_key: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Confirmation {
    pub(crate) payment_method: Option<String>,
    pub(crate) return_url: Option<String>,
    pub(crate) twist: Option<Twist>,
}

impl Desk<'_> {
    pub(crate) fn create_intent(&mut self, new: NewIntent) -> Result<String, ApiError> {
        let method = match &new.payment_method {
            Some(id) => Some(self.resolve_method(id)?.id),
            None => None,
        };
        let id = self.ids.next("pi");
        let status = match method {
            Some(_) => Status::RequiresConfirmation,
            None => Status::RequiresPaymentMethod,
        };
        self.book.intents.add(Intent {
            client_secret: format!("{id}_{}", self.ids.next("secret")),
            id: id.clone(),
            amount: new.amount,
            currency: new.currency,
            capture: new.capture,
            payment_method: method,
            return_url: new.return_url,
            description: new.description,
            metadata: new.metadata,
            created: self.seconds(),
            latest_charge: None,
            last_error: None,
            status,
            idempotency_key: new.idempotency_key,
        });
        self.note("intent", &id, json!({}));
        Ok(id)
    }

    pub(crate) fn confirm_intent(
        &mut self,
        id: &str,
        confirmation: Confirmation,
    ) -> Result<Value, ApiError> {
        let intent = self.intent(id)?;
        intent
            .status
            .check_confirmable()
            .map_err(|wrong| self.refuse(id, &wrong))?;
        let Some(method) = confirmation
            .payment_method
            .or_else(|| intent.payment_method.clone())
        else {
            return Err(ApiError::unexpected_state(
                "payment_intent_unexpected_state",
                "You cannot confirm this PaymentIntent because it's missing a payment method.",
            ));
        };
        let method = self.resolve_method(&method)?;
        let intent = self.known_intent(id);
        intent.payment_method = Some(method.id.clone());
        intent.return_url = confirmation.return_url.or(intent.return_url.take());
        let behaviour = match confirmation.twist {
            None => method.card.behaviour,
            Some(Twist::Decline) => Behaviour::Declines(Decline::Generic),
            Some(Twist::AskBuyer) => Behaviour::Authenticates(AfterAuthentication::Pays),
            Some(Twist::Process) => return self.process(id),
        };
        match behaviour {
            Behaviour::Pays => self.authorize(id, &method, false),
            Behaviour::PaysThenDisputes => {
                let paid = self.authorize(id, &method, false)?;
                self.dispute_later(id);
                Ok(paid)
            }
            Behaviour::Declines(decline) => Err(self.decline(id, &method, decline)?),
            Behaviour::Authenticates(_) => self.ask_buyer(id),
        }
    }

    pub(crate) fn capture_intent(
        &mut self,
        id: &str,
        amount: Option<i64>,
    ) -> Result<Value, ApiError> {
        let intent = self.intent(id)?;
        let amount = amount.unwrap_or(intent.amount);
        if amount < 1 || amount > intent.amount {
            return Err(ApiError::invalid(
                "amount_to_capture",
                "amount_too_large",
                "The amount to capture must be within the authorized amount.",
            ));
        }
        let status = intent.status.clone().capture(amount);
        let status = status.map_err(|wrong| self.refuse(id, &wrong))?;
        let intent = self.known_intent(id);
        intent.status = status;
        let charge = intent
            .latest_charge
            .clone()
            .expect("an authorized intent has a charge");
        if let Some(charge) = self.book.charges.find_mut(&charge) {
            charge.captured = amount;
        }
        self.note("capture", id, json!({"charge": charge, "amount": amount}));
        self.announce_intent("payment_intent.succeeded", id)
    }

    pub(crate) fn cancel_intent(
        &mut self,
        id: &str,
        reason: Option<&str>,
    ) -> Result<Value, ApiError> {
        let at = self.seconds();
        let status = self.intent(id)?.status.clone();
        let status = status
            .cancel(at, reason.map(str::to_owned))
            .map_err(|wrong| self.refuse(id, &wrong))?;
        self.known_intent(id).status = status;
        self.note("cancel", id, json!({"reason": reason}));
        self.announce_intent("payment_intent.canceled", id)
    }

    fn ask_buyer(&mut self, id: &str) -> Result<Value, ApiError> {
        if self.intent(id)?.return_url.is_none() {
            return Err(ApiError::invalid(
                "return_url",
                "parameter_missing",
                "A return_url must be specified because this payment needs a redirect.",
            ));
        }
        let status = self.intent(id)?.status.clone().ask_buyer();
        self.known_intent(id).status = status.map_err(|wrong| self.refuse(id, &wrong))?;
        self.note("requires_action", id, json!({}));
        self.announce_intent("payment_intent.requires_action", id)
    }

    /// Stripe's answer to a move the state forbids carries the intent, so that one call tells all.
    pub(super) fn refuse(&self, id: &str, wrong: &WrongState) -> ApiError {
        let error = ApiError::unexpected_state(
            "payment_intent_unexpected_state",
            format!(
                "This PaymentIntent could not {} because it has a status of {}.",
                wrong.verb, wrong.status
            ),
        );
        match self.render(id) {
            Ok(intent) => error.with("payment_intent", intent),
            Err(_) => error,
        }
    }

    /// The method a paid or asked intent was confirmed with.
    pub(super) fn method_of(&self, id: &str) -> Result<Method, ApiError> {
        let method = self.intent(id)?.payment_method.clone().unwrap_or_default();
        self.get_method(&method).cloned()
    }
}

impl Desk<'_> {
    /// The intents for which every field has its wanted value, newest first.
    pub(crate) fn search_intents(
        &self,
        clauses: &[(String, String)],
    ) -> impl Iterator<Item = &Intent> {
        self.book.intents.newest_first().filter(|intent| {
            clauses
                .iter()
                .all(|(field, value)| match field.strip_prefix("metadata.") {
                    Some(key) => intent.metadata.get(key) == Some(value),
                    None => intent.status.name() == value,
                })
        })
    }
}
