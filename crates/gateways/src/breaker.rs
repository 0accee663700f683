//! Leaves a gateway alone that fails again and again: nobody waits five seconds for what will fail, and
//! whoever comes back is not met by everybody at once.

use std::{future::Future, time::Duration};

use domain::{PaymentId, Timestamp, checkout::CardEntry};
use recloser::{AsyncRecloser, Recloser};

use crate::gateway::{
    Answer, Charge, Gateway, GatewayError, Refund, UntrustedWebhook, Verdict, WebhookEvent,
};

/// Calls that are looked back at; half of them without a clear answer is too many.
const LOOKED_AT: usize = 20;
const TOO_MANY: f32 = 0.5;
/// Then one call finds out whether it is back.
const PAUSE: Duration = Duration::from_secs(5);

/// A gateway behind a circuit breaker. While that is open, calls fail at once and nothing is sent.
pub struct Breaker<G> {
    gateway: G,
    circuit: AsyncRecloser,
}

impl<G> Breaker<G> {
    pub fn new(gateway: G) -> Self {
        let circuit = Recloser::custom()
            .error_rate(TOO_MANY)
            .closed_len(LOOKED_AT)
            .half_open_len(1)
            .open_wait(PAUSE)
            .build();
        Self {
            gateway,
            circuit: circuit.into(),
        }
    }

    async fn guard<T>(
        &self,
        call: impl Future<Output = Result<T, GatewayError>>,
    ) -> Result<T, GatewayError> {
        // A refusal is an answer: whoever refuses is there.
        let is_failure = |error: &GatewayError| !matches!(error, GatewayError::Refused { .. });
        match self.circuit.call_with(is_failure, call).await {
            Ok(answer) => Ok(answer),
            Err(recloser::Error::Inner(error)) => Err(error),
            Err(recloser::Error::Rejected) => Err(GatewayError::Indeterminate(
                "it has failed so often that it is left alone for a moment".to_owned(),
            )),
        }
    }
}

impl<G: Gateway> Gateway for Breaker<G> {
    fn name(&self) -> &'static str {
        self.gateway.name()
    }

    fn card_entry(&self) -> CardEntry {
        self.gateway.card_entry()
    }

    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Verdict> {
        Box::pin(self.guard(self.gateway.charge(charge)))
    }

    fn fetch<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict> {
        Box::pin(self.guard(self.gateway.fetch(reference)))
    }

    fn find_by_payment(&self, payment: PaymentId) -> Answer<'_, Option<Verdict>> {
        Box::pin(self.guard(self.gateway.find_by_payment(payment)))
    }

    fn cancel<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict> {
        Box::pin(self.guard(self.gateway.cancel(reference)))
    }

    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, ()> {
        Box::pin(self.guard(self.gateway.refund(refund)))
    }

    fn verify_webhook(
        &self,
        signature: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, UntrustedWebhook> {
        self.gateway.verify_webhook(signature, body, now)
    }
}
