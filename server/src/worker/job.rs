//! The kinds of jobs: how many at once, how long each, and the verb it calls.

use std::{future::Future, time::Duration};

use apalis::prelude::{AbortError, Attempt, BoxDynError, Data};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use shop::{
    Shop,
    mails::jobs::{self as mail_jobs, SendMail},
    payments::jobs::{self, ApplyWebhook, ChargePayment, JobError, SettlePayment},
    refunds::jobs::{SEND_REFUND, SendRefund, send_refund},
};
use tokio::time::Instant;
use tracing::{Instrument as _, error, info, info_span, warn};

use crate::telemetry::trace_context;

pub(super) trait Job: DeserializeOwned + Serialize + Unpin + Send + Sync + 'static {
    const QUEUE: &'static str;
    const AT_ONCE: usize;
    /// Less than it takes to declare a worker dead.
    const MAY_TAKE: Duration;

    fn work(&self, attempt: u32, shop: &Shop) -> impl Future<Output = Result<(), JobError>> + Send;

    /// The trace of the request that left the job behind.
    fn trace_parent(&self) -> Option<&str> {
        None
    }
}

impl Job for ChargePayment {
    const QUEUE: &'static str = jobs::CHARGE_PAYMENT;
    const AT_ONCE: usize = 4;
    const MAY_TAKE: Duration = Duration::from_secs(15);

    async fn work(&self, attempt: u32, shop: &Shop) -> Result<(), JobError> {
        jobs::charge_payment(self, attempt, shop).await
    }

    fn trace_parent(&self) -> Option<&str> {
        self.trace_parent.as_deref()
    }
}

impl Job for SettlePayment {
    const QUEUE: &'static str = jobs::SETTLE_PAYMENT;
    const AT_ONCE: usize = 2;
    const MAY_TAKE: Duration = Duration::from_secs(15);

    async fn work(&self, attempt: u32, shop: &Shop) -> Result<(), JobError> {
        jobs::settle_payment(self, attempt, shop).await
    }
}

impl Job for ApplyWebhook {
    const QUEUE: &'static str = jobs::APPLY_WEBHOOK;
    const AT_ONCE: usize = 2;
    const MAY_TAKE: Duration = Duration::from_secs(15);

    async fn work(&self, attempt: u32, shop: &Shop) -> Result<(), JobError> {
        jobs::apply_webhook(self, attempt, shop).await
    }
}

impl Job for SendMail {
    const QUEUE: &'static str = mail_jobs::SEND_MAIL;
    const AT_ONCE: usize = 2;
    const MAY_TAKE: Duration = Duration::from_secs(15);

    async fn work(&self, attempt: u32, shop: &Shop) -> Result<(), JobError> {
        mail_jobs::send_mail(self, attempt, shop).await
    }
}

impl Job for SendRefund {
    const QUEUE: &'static str = SEND_REFUND;
    const AT_ONCE: usize = 2;
    const MAY_TAKE: Duration = Duration::from_secs(15);

    async fn work(&self, attempt: u32, shop: &Shop) -> Result<(), JobError> {
        send_refund(self, attempt, shop).await
    }
}

/// The queue hands a failed job out again at once; this is how long it is held back.
const BEFORE_NEXT_ATTEMPT: Duration = Duration::from_secs(1);

/// What the queue hands over. Were a payload that can't be read an error to the queue, it would end the
/// worker with everything it has in hand, and do so again with the next one.
pub(super) struct Delivered<J>(Result<J, String>);

impl<'de, J: DeserializeOwned> Deserialize<'de> for Delivered<J> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let payload = serde_json::Value::deserialize(deserializer)?;
        let read = serde_json::from_value(payload);
        Ok(Self(read.map_err(|mistake| mistake.to_string())))
    }
}

/// The queue asks for it and never uses it: only `store` writes jobs.
impl<J: Serialize> Serialize for Delivered<J> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Runs one job and tells the queue, the log and the meters how it went.
pub(super) async fn handle<J: Job>(
    delivered: Delivered<J>,
    attempt: Attempt,
    shop: Data<Shop>,
) -> Result<(), BoxDynError> {
    let job = match delivered.0 {
        Ok(job) => job,
        Err(mistake) => {
            error!(
                queue = J::QUEUE,
                mistake, "Put aside a job that can't be read"
            );
            let labels = [("queue", J::QUEUE), ("outcome", "unreadable")];
            metrics::counter!("stoa_jobs_total", &labels).increment(1);
            return Err(AbortError::new(std::io::Error::other(mistake)).into());
        }
    };
    let attempt = u32::try_from(attempt.current()).unwrap_or(u32::MAX);
    let span = info_span!(
        "job",
        otel.name = J::QUEUE,
        otel.kind = "consumer",
        queue = J::QUEUE,
        attempt
    );
    if let Some(parent) = job.trace_parent() {
        trace_context::continue_from_stored(&span, parent);
    }
    async {
        let begun = Instant::now();
        let ended = tokio::time::timeout(J::MAY_TAKE, job.work(attempt, &shop)).await;
        let took_ms = begun.elapsed().as_millis();
        let (outcome, answer): (_, Result<(), BoxDynError>) = match ended {
            Ok(Ok(())) => {
                info!(took_ms, "Done");
                ("done", Ok(()))
            }
            Ok(Err(JobError::Retry(cause))) => {
                warn!(
                    took_ms,
                    error = &cause as &dyn std::error::Error,
                    "To be tried again"
                );
                ("retry", Err(cause.into()))
            }
            Ok(Err(JobError::GiveUp(cause))) => {
                error!(
                    took_ms,
                    error = &cause as &dyn std::error::Error,
                    "Given up"
                );
                ("given_up", Err(AbortError::new(cause).into()))
            }
            Err(elapsed) => {
                warn!(took_ms, "It took too long; to be tried again");
                ("too_long", Err(elapsed.into()))
            }
        };
        let labels = [("queue", J::QUEUE), ("outcome", outcome)];
        metrics::counter!("stoa_jobs_total", &labels).increment(1);
        metrics::histogram!("stoa_job_seconds", &labels).record(begun.elapsed());
        if matches!(outcome, "retry" | "too_long") {
            tokio::time::sleep(BEFORE_NEXT_ATTEMPT).await;
        }
        answer
    }
    .instrument(span)
    .await
}
