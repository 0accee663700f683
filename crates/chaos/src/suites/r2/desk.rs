//! The moments around a charge: coupons, refunds, mails, and the comparison with the gateway's books.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use tokio::time::{Instant, sleep};

use super::{Place, RECOVERY, STRIKES_WITHIN, arm, program};
use crate::{
    checker,
    desk::{Desk, Wish},
    rig::{Rig, told},
    shopper::{Placement, Street},
    suites::within,
};

const COUPON: &str = "ONCE-MORE";
pub(super) const CELLS: u64 = 7;

pub(super) async fn run(
    rig: &mut Rig<'_>,
    street: &Street,
    round: u32,
) -> anyhow::Result<Duration> {
    // As many uses as orders: one that a crash kept would be missing in the end.
    let uses = round + 1;
    rig.trade(&format!(
        "[[promotion]]\nname = \"Survivors\"\namount = \"1.00\"\ncodes = [\"{COUPON}\"]\nuses = {uses}\n"
    ))
    .await?;
    let desk = Desk {
        street: street.clone(),
        token: rig.merchant_token(&format!("crash-{round}")).await?,
    };
    coupon_used_and_order_lost(rig, street, round).await?;
    let mut slowest = Duration::ZERO;
    for (point, place) in [
        ("refund-not-committed", Place::Web),
        ("refund-not-sent", Place::Worker),
        ("refund-answer-not-stored", Place::Worker),
        ("refund-not-settled", Place::Worker),
    ] {
        let took = refund(rig, &desk, point, place, round).await;
        slowest = slowest.max(took.context(point)?);
    }
    mail_sent_and_not_marked(rig, street, round).await?;
    reconciliation_read_and_not_written(rig, street, round).await?;
    Ok(slowest)
}

async fn order(
    rig: &Rig<'_>,
    street: &Street,
    key: &str,
    coupon: Option<&str>,
) -> anyhow::Result<String> {
    let filled = street.fill(0, &[(rig.shelves[1].variant, 1)]).await?;
    let mut cart = filled.map_err(anyhow::Error::msg)?;
    if let Some(code) = coupon {
        cart = street.with_coupon(0, cart, code).await?;
    }
    match street.place(0, &cart, "pm_card_visa", key).await {
        Placement::Ordered { order, .. } => Ok(order),
        other => anyhow::bail!("{key}: {other:?}"),
    }
}

async fn until_paid(street: &Street, order: &str) -> anyhow::Result<serde_json::Value> {
    let seen = street.watch(0, order, Duration::from_secs(20)).await?;
    let seen = seen.context("the order moves for ever")?;
    ensure!(seen["status"] == "paid", "an order is {}", seen["status"]);
    Ok(seen)
}

async fn until_dead(rig: &mut Rig<'_>, place: Place) -> anyhow::Result<()> {
    let deadline = Instant::now() + STRIKES_WITHIN;
    while program(rig, place).is_running()? {
        ensure!(
            Instant::now() < deadline,
            "nobody came past in {STRIKES_WITHIN:?}"
        );
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// The order is asked for again under its key, and the use that went down with it is there again.
async fn coupon_used_and_order_lost(
    rig: &mut Rig<'_>,
    street: &Street,
    round: u32,
) -> anyhow::Result<()> {
    arm(rig, Place::Web, Some("order-not-committed=abort".into())).await?;
    let key = format!("crash-with-a-coupon-{round:03}");
    let order = order(rig, street, &key, Some(COUPON)).await?;
    until_dead(rig, Place::Web).await?;
    arm(rig, Place::Web, None).await?;
    until_paid(street, &order).await?;
    let uses: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM coupon_use u JOIN orders o ON o.id = u.order_id WHERE o.key = $1",
    )
    .bind(&order)
    .fetch_one(&mut rig.admin().await?)
    .await?;
    ensure!(uses == 1, "the order has its coupon {uses} times");
    Ok(())
}

/// Money goes back once, wherever the process that sent it ended.
async fn refund(
    rig: &mut Rig<'_>,
    desk: &Desk,
    point: &str,
    place: Place,
    round: u32,
) -> anyhow::Result<Duration> {
    let key = format!("crash-{point}-{round:03}");
    let order = order(rig, &desk.street, &key, None).await?;
    let paid = until_paid(&desk.street, &order).await?;
    let number = paid["number"].as_str().context("a number")?;
    arm(rig, place, Some(format!("{point}=abort"))).await?;
    let given = desk.give_back(0, number, Wish::Rest, &key).await;
    let given = given.context("the refund was refused")?;
    until_dead(rig, place).await?;
    let begun = Instant::now();
    // What was in hand when it died is due at once, instead of in some seconds.
    rig.let_time_pass().await?;
    arm(rig, place, None).await?;
    let mut admin = rig.admin().await?;
    loop {
        let state: String = sqlx::query_scalar("SELECT state FROM refund WHERE id::text = $1")
            .bind(given["id"].as_str())
            .fetch_one(&mut admin)
            .await?;
        if state == "succeeded" {
            return Ok(begun.elapsed());
        }
        within("giving money back", begun.elapsed(), RECOVERY)?;
        sleep(Duration::from_millis(50)).await;
    }
}

/// The one window in which somebody reads the same twice: at most twice, under one Message-ID.
async fn mail_sent_and_not_marked(
    rig: &mut Rig<'_>,
    street: &Street,
    round: u32,
) -> anyhow::Result<()> {
    let letters = |rig: &Rig<'_>| checker::letters_in(&rig.folder().join("mails"));
    settle_mails(rig).await?;
    let before = letters(rig)?;
    arm(rig, Place::Worker, Some("mail-not-marked=abort".into())).await?;
    let key = format!("crash-mail-not-marked-{round:03}");
    order(rig, street, &key, None).await?;
    until_dead(rig, Place::Worker).await?;
    // Its sender is dead, and nobody has to wait a minute to believe it.
    let mut admin = rig.admin().await?;
    sqlx::query("UPDATE mail SET next_try_at = now() WHERE state = 'sending'")
        .execute(&mut admin)
        .await?;
    arm(rig, Place::Worker, None).await?;
    settle_mails(rig).await?;
    let after = letters(rig)?;
    let (sent, new) = (after.len() - before.len(), after.iter());
    let new: std::collections::HashSet<_> = new.filter(|id| !before.contains(*id)).collect();
    ensure!(
        (sent, new.len()) == (2, 1),
        "{} mails went out {sent} times",
        new.len()
    );
    Ok(())
}

async fn settle_mails(rig: &Rig<'_>) -> anyhow::Result<()> {
    let begun = Instant::now();
    let mut admin = rig.admin().await?;
    loop {
        let open: i64 =
            sqlx::query_scalar("SELECT count(*) FROM mail WHERE state IN ('queued', 'sending')")
                .fetch_one(&mut admin)
                .await?;
        if open == 0 {
            return Ok(());
        }
        within("sending mails", begun.elapsed(), RECOVERY)?;
        sleep(Duration::from_millis(50)).await;
    }
}

/// A charge that only the gateway knows of, found by a comparison that dies, and by the next one.
async fn reconciliation_read_and_not_written(
    rig: &mut Rig<'_>,
    street: &Street,
    round: u32,
) -> anyhow::Result<()> {
    arm(rig, Place::Worker, Some("answer-not-stored=abort".into())).await?;
    let key = format!("crash-reconciliation-{round:03}");
    let order = order(rig, street, &key, None).await?;
    until_dead(rig, Place::Worker).await?;
    let point = "reconciliation-not-written=abort";
    let mut dying = rig.command(&["reconcile"]);
    let output = dying.env("STOA_CRASH_POINT", point).output().await?;
    ensure!(
        !output.status.success(),
        "it lived to tell: {}",
        told(&output)
    );
    rig.run(&["reconcile"]).await?;
    until_paid(street, &order).await?;
    arm(rig, Place::Worker, None).await
}
