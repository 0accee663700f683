//! A gateway that says what a test tells it to: for news that no honest gateway sends at will.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use domain::{
    Money, PaymentId, Timestamp,
    checkout::CardEntry,
    payment::{DeclineReason, PaymentState},
};
use gateways::{
    Answer, Charge, Gateway, GatewayError, Refund, UntrustedWebhook, Verdict, WebhookEvent,
};
use tokio::sync::Notify;

pub(crate) const REFERENCE: &str = "pi_scripted";

#[derive(Debug, Default)]
pub(crate) struct Scripted {
    mood: Mutex<Mood>,
    /// What the next answer waits for before it is on its way.
    delay: Mutex<Option<Arc<Notify>>>,
    pub(crate) charges: AtomicUsize,
    pub(crate) cancels: AtomicUsize,
}

#[derive(Debug, Clone, Default)]
enum Mood {
    #[default]
    Silent,
    /// It knows one charge, which stands so.
    Says(PaymentState),
    /// It knows nothing of any charge.
    Denies,
    /// It has kept an error as its answer to every charge, and knows nothing of any.
    Stuck,
}

impl Scripted {
    pub(crate) fn saying(state: PaymentState) -> Arc<Self> {
        let gateway = Self::default();
        gateway.say(state);
        Arc::new(gateway)
    }

    pub(crate) fn say(&self, state: PaymentState) {
        *self.mood.lock().unwrap() = Mood::Says(state);
    }

    pub(crate) fn fall_silent(&self) {
        *self.mood.lock().unwrap() = Mood::Silent;
    }

    pub(crate) fn deny_everything(&self) {
        *self.mood.lock().unwrap() = Mood::Denies;
    }

    pub(crate) fn repeat_an_error(&self) {
        *self.mood.lock().unwrap() = Mood::Stuck;
    }

    /// The next answer is made up when it is asked for, and arrives when the test says so.
    pub(crate) fn delay_next_answer(&self) -> Arc<Notify> {
        let delay = Arc::new(Notify::new());
        *self.delay.lock().unwrap() = Some(delay.clone());
        delay
    }

    /// Whether somebody waits for the delayed answer.
    pub(crate) fn was_asked(&self) -> bool {
        self.delay.lock().unwrap().is_none()
    }

    pub(crate) fn charges(&self) -> usize {
        self.charges.load(Ordering::Relaxed)
    }

    /// The first charge is [`REFERENCE`], and each has a name of its own.
    fn latest(&self) -> String {
        match self.charges() {
            0 | 1 => REFERENCE.to_owned(),
            count => format!("{REFERENCE}_{count}"),
        }
    }

    fn answer(&self, reference: &str) -> Result<Verdict, GatewayError> {
        match self.mood.lock().unwrap().clone() {
            Mood::Says(state) => Ok(Verdict {
                reference: reference.to_owned(),
                state: about(reference, state),
            }),
            Mood::Silent => Err(GatewayError::Indeterminate("nobody answers".to_owned())),
            Mood::Denies => Err(GatewayError::Refused {
                code: "resource_missing".to_owned(),
                message: "No such payment_intent".to_owned(),
            }),
            Mood::Stuck => Err(GatewayError::Stuck("500".to_owned())),
        }
    }
}

fn about(reference: &str, mut state: PaymentState) -> PaymentState {
    match &mut state {
        PaymentState::Captured { reference: of, .. }
        | PaymentState::Authorized { reference: of }
        | PaymentState::RequiresAction { reference: of, .. } => reference.clone_into(of),
        _ => {}
    }
    state
}

pub(crate) fn captured(amount: Money) -> PaymentState {
    PaymentState::Captured {
        reference: REFERENCE.to_owned(),
        amount,
    }
}

pub(crate) fn declined() -> PaymentState {
    PaymentState::Failed {
        reason: DeclineReason::CardDeclined,
    }
}

pub(crate) fn asks_the_shopper() -> PaymentState {
    PaymentState::RequiresAction {
        reference: REFERENCE.to_owned(),
        redirect_url: "http://127.0.0.1:9/3ds".to_owned(),
    }
}

impl Gateway for Scripted {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn card_entry(&self) -> CardEntry {
        CardEntry {
            frame_url: "http://127.0.0.1:9/embed/card".to_owned(),
            hosted_url: "http://127.0.0.1:9/pay/card".to_owned(),
        }
    }

    fn charge<'a>(&'a self, _: &'a Charge) -> Answer<'a, Verdict> {
        self.charges.fetch_add(1, Ordering::Relaxed);
        let answer = self.answer(&self.latest());
        Box::pin(async { answer })
    }

    fn fetch<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict> {
        let answer = self.answer(reference);
        let delay = self.delay.lock().unwrap().take();
        Box::pin(async move {
            if let Some(delay) = delay {
                delay.notified().await;
            }
            answer
        })
    }

    fn find_by_payment(&self, _: PaymentId) -> Answer<'_, Option<Verdict>> {
        let nothing = matches!(*self.mood.lock().unwrap(), Mood::Stuck | Mood::Denies);
        Box::pin(async move {
            if nothing {
                return Ok(None);
            }
            self.answer(&self.latest()).map(Some)
        })
    }

    fn cancel<'a>(&'a self, reference: &'a str) -> Answer<'a, Verdict> {
        self.cancels.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { self.answer(reference) })
    }

    fn refund<'a>(&'a self, _: &'a Refund) -> Answer<'a, ()> {
        Box::pin(async { Ok(()) })
    }

    fn verify_webhook(
        &self,
        _: &str,
        _: &[u8],
        _: Timestamp,
    ) -> Result<WebhookEvent, UntrustedWebhook> {
        Err(UntrustedWebhook)
    }
}
