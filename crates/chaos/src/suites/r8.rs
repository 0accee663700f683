//! R8: the queue's sharp edges. Q2, Q3, Q6, Q7 and Q9 are also tests of `shop`, `store` and `server`; here they
//! are met by the programs.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde_json::json;
use sqlx::Executor as _;
use tokio::time::{Instant, sleep};

use super::{check, percentile, within};
use crate::{
    rig::{Ending, Goods, Ground, Plan, Rig},
    shopper::{Placement, Street},
    tally::Deeds,
};

const LEASE: Duration = Duration::from_secs(20);

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let plan = Plan {
        name: "r8",
        webs: 1,
        workers: 2,
        goods: Goods {
            products: 10,
            stock: 1000,
            rare: None,
        },
        dice: serde_json::Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let picked_up = picked_up_soon(&rig, &street).await?;
    // Their leases run out while the other hazards are met.
    let (orphaned, killed) = orphans_come_back(&mut rig, &street).await?;
    parked_after_five(&rig, &street).await?;
    let restarts = if full { 6 } else { 3 };
    survives_postgres(&mut rig, &street, restarts).await?;
    two_runners(&mut rig, &street).await?;
    nothing_is_orphaned(&rig, killed).await?;
    done_jobs_are_pruned(&mut rig).await?;
    rig.drain(Duration::from_secs(90)).await?;
    check(&rig, &street).await?;
    Ok(Deeds {
        orders: street.journal.count("place", crate::journal::Outcome::Ok) as u64,
        kills: 2 + restarts,
        cases: 6,
        note: format!(
            "hazards: picked up within {picked_up:.1?} (p99), orphaned jobs done after {:.1} s, {restarts} restarts of Postgres, two runners of one job",
            orphaned.as_secs_f64()
        ),
    })
}

async fn place(rig: &Rig<'_>, street: &Street, key: &str) -> anyhow::Result<String> {
    let variant = rig.shelves[0].variant;
    let cart = street
        .fill(0, &[(variant, 1)])
        .await?
        .map_err(anyhow::Error::msg)?;
    match street.place(0, &cart, "pm_card_visa", key).await {
        Placement::Ordered { order, .. } => Ok(order),
        other => anyhow::bail!("{key}: {other:?}"),
    }
}

async fn paid(street: &Street, order: &str, at_most: Duration) -> anyhow::Result<()> {
    let seen = street.watch(0, order, at_most).await?;
    let status = seen.as_ref().and_then(|seen| seen["status"].as_str());
    ensure!(
        status == Some("paid"),
        "an order is {status:?} after {at_most:?}"
    );
    Ok(())
}

/// Q8: nothing is notified, so workers look often.
async fn picked_up_soon(rig: &Rig<'_>, street: &Street) -> anyhow::Result<Duration> {
    for number in 0..30 {
        let order = place(rig, street, &format!("hazard-q8-order-{number:02}")).await?;
        if number == 29 {
            paid(street, &order, Duration::from_secs(10)).await?;
        }
    }
    let waits: Vec<f64> = sqlx::query_scalar(
        "SELECT extract(epoch FROM first_sent_at - created_at)::float8 FROM payment WHERE first_sent_at IS NOT NULL",
    )
    .fetch_all(&mut rig.admin().await?)
    .await?;
    let mut waits: Vec<_> = waits
        .into_iter()
        .map(|wait| Duration::from_secs_f64(wait.max(0.0)))
        .collect();
    let slow = percentile(&mut waits, 99);
    within("picking up a job", slow, Duration::from_secs(2))?;
    Ok(slow)
}

/// Q1: a worker is killed with jobs in hand and started again within a second; the jobs come back.
async fn orphans_come_back(
    rig: &mut Rig<'_>,
    street: &Street,
) -> anyhow::Result<(Duration, Instant)> {
    rig.switch(&json!({ "latency": "1200ms" })).await?;
    let mut orders = Vec::new();
    for number in 0..4 {
        orders.push(place(rig, street, &format!("hazard-q1-order-{number:02}")).await?);
    }
    sleep(Duration::from_millis(500)).await;
    let begun = Instant::now();
    for worker in &mut rig.workers {
        worker.kill().await?;
    }
    sleep(Duration::from_millis(300)).await;
    for worker in &mut rig.workers {
        worker.start()?;
        worker.ready(&rig.http).await?;
    }
    for order in &orders {
        paid(street, order, Duration::from_secs(40)).await?;
    }
    let settled = begun.elapsed();
    rig.mend().await?;
    rig.switch(&json!({ "latency": "5ms..40ms" })).await?;
    Ok((settled, begun))
}

/// Their own jobs come back when the dead worker's lease is over, and find nothing to do.
async fn nothing_is_orphaned(rig: &Rig<'_>, killed: Instant) -> anyhow::Result<()> {
    let mut admin = rig.admin().await?;
    let deadline = killed + LEASE * 3;
    loop {
        let open: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM apalis.jobs WHERE status IN ('Queued', 'Running')
               AND lock_at < now() - make_interval(secs => $1)",
        )
        .bind(killed.elapsed().as_secs_f64())
        .fetch_one(&mut admin)
        .await?;
        if open == 0 {
            return Ok(());
        }
        ensure!(
            Instant::now() < deadline,
            "{open} orphaned jobs never came back"
        );
        sleep(Duration::from_millis(250)).await;
    }
}

/// Q2: a job that ended its workers five times is not done by a sixth: it is put aside, until somebody looks
/// and sends it on its way again.
async fn parked_after_five(rig: &Rig<'_>, street: &Street) -> anyhow::Result<()> {
    let order = place(rig, street, "hazard-q2-poison-order").await?;
    paid(street, &order, Duration::from_secs(10)).await?;
    let mut admin = rig.admin().await?;
    admin
        .execute(
            "INSERT INTO apalis.jobs (id, job_type, job, status, attempts, max_attempts, run_at, priority, metadata, idempotency_key)
             SELECT apalis.generate_ulid(), 'charge_payment', convert_to(json_build_object('payment', id)::text, 'UTF8'),
                'Pending', 5, 5, now(), 0, '', 'hazard-q2' FROM payment LIMIT 1",
        )
        .await?;
    until_status(&mut admin, "Killed").await?;
    let id: String =
        sqlx::query_scalar("SELECT id FROM apalis.jobs WHERE idempotency_key = 'hazard-q2'")
            .fetch_one(&mut admin)
            .await?;
    rig.run(&["jobs", "retry", &id]).await?;
    until_status(&mut admin, "Done").await
}

async fn until_status(admin: &mut sqlx::PgConnection, wanted: &str) -> anyhow::Result<()> {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        // Sent on its way again it is a new job, whose key says which it was.
        let status: Option<String> = sqlx::query_scalar(
            "SELECT status FROM apalis.jobs WHERE idempotency_key LIKE '%hazard-q2%'",
        )
        .fetch_optional(&mut *admin)
        .await?;
        let status = status.unwrap_or_default();
        if status == wanted {
            return Ok(());
        }
        ensure!(
            Instant::now() < deadline,
            "a job that ended its workers is {status}, not {wanted}"
        );
        sleep(Duration::from_millis(100)).await;
    }
}

/// Q4: a worker ends at the first sign of trouble with the database. There is always a next one.
async fn survives_postgres(
    rig: &mut Rig<'_>,
    street: &Street,
    restarts: u64,
) -> anyhow::Result<()> {
    for number in 0..restarts {
        let ending = if number % 2 == 0 {
            Ending::Fast
        } else {
            Ending::Immediate
        };
        rig.ground.postgres.end(ending).await?;
        sleep(Duration::from_millis(400)).await;
        rig.ground.postgres.start().await?;
        let order = place(rig, street, &format!("hazard-q4-order-{number:02}")).await?;
        paid(street, &order, Duration::from_secs(15)).await?;
    }
    Ok(())
}

/// Q5: a worker is frozen in the middle of a charge for longer than its lease, another does its job, and
/// then it wakes up and goes on.
async fn two_runners(rig: &mut Rig<'_>, street: &Street) -> anyhow::Result<()> {
    rig.switch(&json!({ "latency": "2s" })).await?;
    rig.workers[1].kill().await?;
    let order = place(rig, street, "hazard-q5-frozen-order").await?;
    let mut admin = rig.admin().await?;
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let sending: i64 =
            sqlx::query_scalar("SELECT count(*) FROM payment WHERE state = 'sending'")
                .fetch_one(&mut admin)
                .await?;
        if 0 < sending {
            break;
        }
        ensure!(Instant::now() < deadline, "nobody charges");
        sleep(Duration::from_millis(20)).await;
    }
    let frozen = Instant::now();
    rig.workers[0].freeze().await?;
    rig.workers[1].start()?;
    rig.workers[1].ready(&rig.http).await?;
    paid(street, &order, Duration::from_secs(45)).await?;
    let rest = (LEASE + Duration::from_secs(3)).saturating_sub(frozen.elapsed());
    sleep(rest).await;
    rig.workers[0].thaw().await?;
    sleep(Duration::from_secs(2)).await;
    rig.mend().await?;
    rig.switch(&json!({ "latency": "5ms..40ms" })).await?;
    let charges = crate::checker::movements_in(&rig.gateway_journal)?;
    let id: uuid::Uuid = sqlx::query_scalar("SELECT id FROM orders WHERE key = $1")
        .bind(&order)
        .fetch_one(&mut admin)
        .await?;
    let count = charges
        .iter()
        .filter(|charge| charge.order == Some(id))
        .count();
    ensure!(count == 1, "two runners charged {count} times");
    Ok(())
}

/// Q10: the queue never takes its finished jobs away, so the sweeper does.
async fn done_jobs_are_pruned(rig: &mut Rig<'_>) -> anyhow::Result<()> {
    let mut admin = rig.admin().await?;
    let old = admin
        .execute("UPDATE apalis.jobs SET done_at = now() - interval '8 days' WHERE status = 'Done'")
        .await?
        .rows_affected();
    ensure!(0 < old, "no job is done yet");
    // The first thing that a worker does is to sweep.
    rig.workers[0].terminate().await?;
    rig.workers[0].start()?;
    rig.workers[0].ready(&rig.http).await?;
    let deadline = Instant::now() + Duration::from_secs(25);
    loop {
        let left: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM apalis.jobs WHERE done_at < now() - interval '7 days'",
        )
        .fetch_one(&mut admin)
        .await
        .context("the queue's table")?;
        if left == 0 {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "{left} old jobs are still there");
        sleep(Duration::from_millis(250)).await;
    }
}
