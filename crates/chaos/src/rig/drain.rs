//! The end of a run: everything works again, and what is under way comes to its end.

use std::time::Duration;

use anyhow::bail;
use sqlx::Executor as _;
use tokio::time::{Instant, sleep};

use super::Rig;

/// How long the shop is left alone before time is helped on.
const BY_ITSELF: Duration = Duration::from_secs(3);
const AGAIN_AFTER: Duration = Duration::from_secs(8);

/// What is not at its end.
const LEFT: &str = "SELECT
    (SELECT count(*) FROM orders WHERE state IN ('pending_payment', 'refund_pending')) AS orders,
    (SELECT count(*) FROM payment WHERE state NOT IN ('failed', 'voided', 'captured')) AS payments,
    (SELECT count(*) FROM webhook_inbox WHERE state = 'received') AS webhooks,
    (SELECT count(*) FROM apalis.jobs WHERE status IN ('Pending', 'Queued', 'Running')) AS jobs,
    (SELECT count(*) FROM refund WHERE state NOT IN ('failed', 'succeeded'))
        + (SELECT count(*) FROM recon_break WHERE kind = 'orphan_capture' AND closed_at IS NULL) AS refunds,
    (SELECT count(*) FROM mail WHERE state IN ('queued', 'sending')) AS mails";

/// Sixteen minutes pass in the database, which has the only clock that holds, waits and jobs go by: the
/// shoppers who never answered their bank have lost their goods by then.
///
/// Each is a transaction of its own, and leaves alone what somebody is at: no help may stand in the shop's way.
const TIME_PASSES: [&str; 5] = [
    "UPDATE reservation SET expires_at = expires_at - interval '16 min' WHERE id IN
     (SELECT id FROM reservation WHERE state = 'held' FOR UPDATE SKIP LOCKED)",
    "UPDATE payment SET next_check_at = next_check_at - interval '16 min' WHERE id IN
     (SELECT id FROM payment WHERE next_check_at IS NOT NULL FOR UPDATE SKIP LOCKED)",
    "UPDATE refund SET next_check_at = next_check_at - interval '16 min' WHERE id IN
     (SELECT id FROM refund WHERE next_check_at IS NOT NULL FOR UPDATE SKIP LOCKED)",
    // A mail that somebody is sending this moment stays theirs: only a sender that was silent for long lost it.
    "UPDATE mail SET next_try_at = next_try_at - interval '16 min' WHERE id IN
     (SELECT id FROM mail WHERE state = 'queued' OR (state = 'sending' AND next_try_at < now() + interval '45 s') FOR UPDATE SKIP LOCKED)",
    "UPDATE apalis.jobs SET run_at = run_at - interval '16 min' WHERE id IN
     (SELECT id FROM apalis.jobs WHERE status = 'Pending' AND run_at > now() FOR UPDATE SKIP LOCKED)",
];

impl Rig<'_> {
    /// Mends and starts everything, and waits until nothing moves any more. Says how long it took.
    pub async fn drain(&mut self, at_most: Duration) -> anyhow::Result<Duration> {
        self.restore().await?;
        self.mend().await?;
        let mut admin = self.admin().await?;
        let begun = Instant::now();
        let mut help_after = begun + BY_ITSELF;
        loop {
            let left: (i64, i64, i64, i64, i64, i64) =
                sqlx::query_as(LEFT).fetch_one(&mut admin).await?;
            if left == (0, 0, 0, 0, 0, 0) {
                return Ok(begun.elapsed());
            }
            if begun + at_most < Instant::now() {
                let (orders, payments, webhooks, jobs, refunds, mails) = left;
                bail!(
                    "not drained after {at_most:?}: {orders} orders, {payments} payments, {webhooks} webhooks, {jobs} jobs, {refunds} refunds, {mails} mails left"
                );
            }
            if help_after < Instant::now() {
                self.let_time_pass().await?;
                help_after = Instant::now() + AGAIN_AFTER;
            }
            sleep(Duration::from_millis(250)).await;
        }
    }

    pub async fn let_time_pass(&self) -> anyhow::Result<()> {
        let mut admin = self.admin().await?;
        for sql in TIME_PASSES {
            admin.execute(sql).await?;
        }
        Ok(())
    }
}
