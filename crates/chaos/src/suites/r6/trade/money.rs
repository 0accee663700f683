//! The merchant against herself: giving back, taking, letting go, sending off, and comparing books.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::{
    super::{AT_ONCE, GOOD},
    Grace, Subject,
    held::{self, HeldBack},
    only,
};
use crate::{desk::Wish, journal::Outcome, raw::all_at_once, rig::Rig};

impl Grace {
    /// Twenty times a quarter of the total, as so many wishes: never more goes back than came in.
    pub(super) async fn refunds(
        &self,
        rig: &Rig<'_>,
        key: fn(usize) -> usize,
        fit: usize,
    ) -> anyhow::Result<()> {
        let subject = self.paid(rig, "to-give-back").await?;
        let quarter = Wish::Amount(subject.total_minor / 4);
        let requests = self.refund_requests(&subject, quarter, AT_ONCE, key)?;
        let answers = all_at_once(requests).await?;
        let refusals = ["refund_too_large", "order_closed", "request_in_flight"];
        only(&answers, &refusals)?;
        let promised = self.promised(&answers, key).len();
        ensure!((1..=fit).contains(&promised), "{promised} of {fit} refunds");
        Ok(())
    }

    /// Money that is taken this moment is wanted back.
    pub(super) async fn refund_and_capture(&self, rig: &Rig<'_>) -> anyhow::Result<()> {
        let subject = self.reserved(rig).await?;
        let slow = json!({ "latency": "200ms..400ms" });
        rig.switch(&slow).await?;
        let captures = held::start(rig, &[&["orders", "capture", &subject.number]], 2);
        let third = Wish::Amount(subject.total_minor / 3);
        let mut requests = self.refund_requests(&subject, third, AT_ONCE, |number| number)?;
        let mut answers = Vec::new();
        while !requests.is_empty() {
            let some = requests.drain(..requests.len().min(4)).collect();
            answers.extend(all_at_once(some).await?);
            sleep(Duration::from_millis(250)).await;
        }
        let taken = held::succeeded(captures).await?;
        rig.mend().await?;
        ensure!(0 < taken, "nobody could take the money");
        only(&answers, &["refund_too_large", "order_closed"])?;
        let back: i64 = self.promised(&answers, |number| number).values().sum();
        ensure!(back <= subject.total_minor, "{back} are promised back");
        Ok(())
    }

    /// Taking and letting go of the same money: one of them wins, and everybody agrees which.
    pub(super) async fn void_and_capture(&self, rig: &Rig<'_>) -> anyhow::Result<()> {
        let subject = self.reserved(rig).await?;
        let slow = json!({ "latency": "100ms..300ms" });
        rig.switch(&slow).await?;
        let number = subject.number.as_str();
        let both: [&[&str]; 2] = [&["orders", "capture", number], &["orders", "void", number]];
        held::succeeded(held::start(rig, &both, 2)).await?;
        rig.mend().await?;
        let (order, payment): (String, String) = sqlx::query_as(
            "SELECT o.state, p.state FROM orders o JOIN payment p ON p.order_id = o.id WHERE o.key = $1",
        )
        .bind(&subject.key)
        .fetch_one(&mut rig.admin().await?)
        .await?;
        let ends = [("paid", "captured"), ("payment_failed", "voided")];
        ensure!(
            ends.contains(&(order.as_str(), payment.as_str())),
            "the order is {order} and its payment {payment}"
        );
        Ok(())
    }

    /// The parcel leaves while the shopper calls off and the merchant gives everything back.
    pub(super) async fn ship_cancel_and_refund(&self, rig: &Rig<'_>) -> anyhow::Result<()> {
        let subject = self.paid(rig, "to-send").await?;
        let mut requests = self.refund_requests(&subject, Wish::Rest, 5, |number| number)?;
        let refunds = requests.len();
        requests.extend(self.cancels(&subject, 5)?);
        let mut held = HeldBack::order(rig, &subject.key).await?;
        let ships = held::start(rig, &[&["orders", "ship", &subject.number]], 2);
        held.until_waited_for(2).await?;
        let answers = tokio::spawn(all_at_once(requests));
        sleep(Duration::from_millis(300)).await;
        held.let_go().await?;
        let answers = answers.await??;
        let sent = held::succeeded(ships).await?;
        ensure!(sent <= 1, "one parcel left {sent} times");
        only(&answers, &["order_closed", "refund_too_large"])?;
        let (refunds, cancels) = answers.split_at(refunds);
        let is_off = cancels.iter().any(|answer| answer.status == 200);
        ensure!(!is_off, "a paid order was called off");
        let promised = self.promised(refunds, |number| number).len();
        ensure!(promised <= 1, "everything went back {promised} times");
        Ok(())
    }

    /// A worker died with the answer to a charge: the gateway's webhook, a comparison of the books and the
    /// sweeper tell of it at once.
    pub(super) async fn webhook_and_reconciliation(&self, rig: &mut Rig<'_>) -> anyhow::Result<()> {
        let http = rig.http.clone();
        let worker = &mut rig.workers[0];
        worker.kill().await?;
        worker.set("STOA_CRASH_POINT", "answer-not-stored=abort");
        worker.start()?;
        worker.ready(&http).await?;
        let subject = self.order(rig, GOOD, "charged-and-forgotten").await?;
        let deadline = Instant::now() + Duration::from_secs(15);
        while rig.workers[0].is_running()? {
            ensure!(Instant::now() < deadline, "nobody charged");
            sleep(Duration::from_millis(20)).await;
        }
        rig.workers[0].unset("STOA_CRASH_POINT");
        let mut held = HeldBack::order(rig, &subject.key).await?;
        let comparing = held::start(rig, &[&["reconcile"]], 2);
        rig.workers[0].start()?;
        held.until_waited_for(2).await?;
        held.let_go().await?;
        held::succeeded(comparing).await?;
        rig.workers[0].ready(&http).await?;
        self.until(&subject, "paid").await?;
        // Nothing is left that does not add up.
        rig.run(&["reconcile"]).await.map(drop)
    }

    /// Money that is reserved and not taken.
    async fn reserved(&self, rig: &Rig<'_>) -> anyhow::Result<Subject> {
        let cart = self.cart(rig).await?;
        let key = format!("{}-reserved", self.name);
        let request = self.street().order(&self.later_url, &cart, GOOD, &key);
        let placed: Value = request.send().await?.error_for_status()?.json().await?;
        let order = placed["key"].as_str().context("a key")?;
        let journal = &self.street().journal;
        journal.note(0, "place", &key, Outcome::Ok, Some(order), None);
        let subject = self.subject(order.to_owned(), &cart).await?;
        self.until(&subject, "reserved").await?;
        Ok(subject)
    }
}
