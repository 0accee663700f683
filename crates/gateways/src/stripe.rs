//! Stripe, or anything that speaks its API: the sandbox gateway does.

mod call;
mod declines;
mod signature;
mod wire;

use std::time::Duration;

use domain::{PaymentId, Timestamp, checkout::CardEntry};
use reqwest::Method;
use secrecy::SecretString;
use url::Url;

use crate::gateway::{
    Answer, Charge, Gateway, GatewayError, Refund, UntrustedWebhook, Verdict, WebhookEvent,
};
use call::{Api, Call, Outcome};

/// How to reach one account.
#[derive(Debug, Clone)]
pub struct StripeSettings {
    pub api_url: Url,
    pub secret_key: SecretString,
    /// Two while one is being replaced.
    pub webhook_secrets: Vec<SecretString>,
    pub card_frame_url: Url,
    pub card_page_url: Url,
    pub connect_timeout: Duration,
    /// For the whole call, its answer included.
    pub timeout: Duration,
}

impl StripeSettings {
    /// One second is enough to find out that nobody is there.
    pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
    /// Whoever takes longer than this is asked again later; a worker has other payments to make.
    pub const TIMEOUT: Duration = Duration::from_secs(5);
}

pub struct Stripe {
    api: Api,
    card_entry: CardEntry,
    webhook_secrets: Vec<SecretString>,
}

impl Stripe {
    /// Calls nobody yet. A TLS provider must be installed by now.
    pub fn new(settings: StripeSettings) -> Result<Self, GatewayError> {
        let card_entry = CardEntry {
            frame_url: settings.card_frame_url.to_string(),
            hosted_url: settings.card_page_url.to_string(),
        };
        Ok(Self {
            webhook_secrets: settings.webhook_secrets.clone(),
            api: Api::new(settings)?,
            card_entry,
        })
    }

    async fn create_intent(&self, charge: &Charge) -> Result<Verdict, GatewayError> {
        // The order of the fields never changes, so that sending it again is sending the same bytes.
        let fields = vec![
            ("amount", charge.amount.minor.to_string()),
            ("currency", charge.amount.currency.code().to_lowercase()),
            ("payment_method", charge.payment_method.clone()),
            ("payment_method_types[0]", "card".to_owned()),
            ("confirm", "true".to_owned()),
            ("return_url", charge.return_url.clone()),
            ("metadata[order]", charge.order.to_string()),
            ("metadata[payment_id]", charge.payment.to_string()),
        ];
        let call = Call {
            fields,
            idempotency_key: Some(&charge.idempotency_key),
            trace_parent: charge.trace_parent.as_deref(),
            ..Call::new(Method::POST, &["v1", "payment_intents"])
        };
        match self.api.send(call).await? {
            Outcome::Done(body) => wire::verdict(&body),
            // The bank said no. Stripe tells so by an error that carries the intent.
            Outcome::Refused(error) if error.is_decline() => match &error.payment_intent {
                Some(intent) => wire::verdict(intent),
                None => Err(error.into()),
            },
            Outcome::Refused(error) => Err(error.into()),
        }
    }

    async fn get_intent(&self, reference: &str) -> Result<Verdict, GatewayError> {
        let call = Call::new(Method::GET, &["v1", "payment_intents", reference]);
        match self.api.send(call).await? {
            Outcome::Done(body) => wire::verdict(&body),
            Outcome::Refused(error) => Err(error.into()),
        }
    }

    /// Search finds every charge, but up to a minute late, and not every account may use it; the list is
    /// up to date, but long. Whoever is in neither has not been charged.
    async fn find_intent(&self, payment: PaymentId) -> Result<Option<Verdict>, GatewayError> {
        let search = Call {
            fields: vec![("query", format!("metadata['payment_id']:'{payment}'"))],
            ..Call::new(Method::GET, &["v1", "payment_intents", "search"])
        };
        let latest = Call {
            fields: vec![("limit", "100".to_owned())],
            ..Call::new(Method::GET, &["v1", "payment_intents"])
        };
        let searched = match self.api.send(search).await? {
            Outcome::Done(body) => Some(wire::verdicts_about(&body, payment)?),
            Outcome::Refused(_) => None,
        };
        // Should there ever be two, the one that moved money is the one that counts.
        let weightiest = |found: wire::Found| {
            let all = found.verdicts.into_iter();
            all.max_by_key(|verdict| verdict.state.rank())
        };
        let could_search = searched.is_some();
        if let Some(verdict) = searched.and_then(weightiest) {
            return Ok(Some(verdict));
        }
        let listed = match self.api.send(latest).await? {
            Outcome::Done(body) => wire::verdicts_about(&body, payment)?,
            Outcome::Refused(error) => return Err(error.into()),
        };
        let saw_everything = could_search || !listed.has_more;
        match weightiest(listed) {
            None if !saw_everything => Err(GatewayError::Indeterminate(
                "it has more charges than it lists, and does not let us search".to_owned(),
            )),
            verdict => Ok(verdict),
        }
    }

    async fn cancel_intent(&self, reference: &str) -> Result<Verdict, GatewayError> {
        let path = ["v1", "payment_intents", reference, "cancel"];
        match self.api.send(Call::new(Method::POST, &path)).await? {
            Outcome::Done(body) => wire::verdict(&body),
            // Too late or already done: what stands now is the answer.
            Outcome::Refused(error) => match error.payment_intent {
                Some(intent) => wire::verdict(&intent),
                None => Err(error.into()),
            },
        }
    }

    async fn create_refund(&self, refund: &Refund) -> Result<(), GatewayError> {
        let call = Call {
            fields: vec![
                ("payment_intent", refund.reference.clone()),
                ("amount", refund.amount.minor.to_string()),
            ],
            idempotency_key: Some(&refund.idempotency_key),
            ..Call::new(Method::POST, &["v1", "refunds"])
        };
        match self.api.send(call).await? {
            Outcome::Done(_) => Ok(()),
            Outcome::Refused(error) => Err(error.into()),
        }
    }
}

impl Gateway for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn card_entry(&self) -> CardEntry {
        self.card_entry.clone()
    }

    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Verdict> {
        Box::pin(self.create_intent(charge))
    }

    fn fetch<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict> {
        Box::pin(self.get_intent(reference))
    }

    fn find_by_payment(&self, payment: PaymentId) -> Answer<'_, Option<Verdict>> {
        Box::pin(self.find_intent(payment))
    }

    fn cancel<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict> {
        Box::pin(self.cancel_intent(reference))
    }

    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, ()> {
        Box::pin(self.create_refund(refund))
    }

    fn verify_webhook(
        &self,
        header: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, UntrustedWebhook> {
        signature::verify(&self.webhook_secrets, header, body, now)?;
        wire::event(body).ok_or(UntrustedWebhook)
    }
}
