//! R16: what nobody can digest. It is put aside with its reason, and everything else flows on.

use std::time::Duration;

use anyhow::ensure;
use serde_json::{Value, json};
use sqlx::PgConnection;
use tokio::time::{Instant, sleep};

use crate::{
    checker::{self, movements_in},
    rig::{Goods, Ground, Plan, Rig},
    shopper::{Placement, Street},
    tally::Deeds,
};

/// Longer than a job's five attempts with a second between them.
const PARKED_WITHIN: Duration = Duration::from_secs(30);

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let plan = Plan {
        name: "r16",
        webs: 1,
        workers: 1,
        goods: Goods {
            products: 4,
            stock: 500,
            rare: None,
        },
        dice: Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let mut admin = rig.admin().await?;
    let times = if full { 100 } else { 5 };
    let mut fed = 0;
    for time in 0..times {
        fed += feed_webhooks(&rig, time).await?;
        fed += feed_jobs(&mut admin, time).await?;
    }
    others_flow(&street, &rig).await?;
    let deadline = Instant::now() + PARKED_WITHIN;
    loop {
        let undone =
            "SELECT count(*) FROM apalis.jobs WHERE status IN ('Pending', 'Queued', 'Running')
                      OR (status = 'Failed' AND attempts < max_attempts)";
        let undone: i64 = sqlx::query_scalar(undone).fetch_one(&mut admin).await?;
        if undone == 0 {
            break;
        }
        ensure!(
            Instant::now() < deadline,
            "{undone} poisoned jobs go round and round"
        );
        sleep(Duration::from_millis(250)).await;
    }
    let silent: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM apalis.jobs WHERE status IN ('Failed', 'Killed') AND last_result IS NULL",
    )
    .fetch_one(&mut admin)
    .await?;
    ensure!(silent == 0, "{silent} jobs were put aside without a reason");
    others_flow(&street, &rig).await?;
    rig.drain(Duration::from_secs(60)).await?;

    let mut admin = rig.admin().await?;
    checker::load(
        &mut admin,
        &street.journal.entries(),
        &movements_in(&rig.gateway_journal)?,
        &checker::letters_in(&rig.folder().join("mails"))?,
    )
    .await?;
    let mut found = checker::breaches(&mut admin).await?;
    // The poison itself is dead, as it is to be; nothing else may be.
    found.retain(|breach| breach.id != "I11");
    checker::must_hold(&found)?;
    let dead: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM apalis.jobs WHERE status IN ('Failed', 'Killed') AND idempotency_key NOT LIKE 'poison:%'",
    )
    .fetch_one(&mut admin)
    .await?;
    ensure!(dead == 0, "{dead} honest jobs died");
    Ok(Deeds {
        cases: fed,
        note: "poisoned webhooks and jobs, all put aside with a reason, orders before and after were paid".to_owned(),
        ..Deeds::default()
    })
}

/// Signed by the gateway, every one of them: only that makes them worth looking at.
async fn feed_webhooks(rig: &Rig<'_>, time: usize) -> anyhow::Result<u64> {
    let event = |kind: &str, object: Value| {
        json!({ "id": format!("evt_{kind}_{time}"), "object": "event", "type": kind, "data": { "object": object } }).to_string()
    };
    let padding = "x".repeat(1024 * 1024);
    let fed = [
        (
            event(
                "customer.tax_id.created",
                json!({ "id": "txi_1", "object": "tax_id" }),
            ),
            200,
        ),
        (
            event(
                "payment_intent.succeeded",
                json!({ "id": "pi_of_nobody", "object": "payment_intent" }),
            ),
            200,
        ),
        (
            event(
                "payment_intent.heard_of_by_nobody",
                json!({ "object": "payment_intent" }),
            ),
            200,
        ),
        (
            event(
                "huge",
                json!({ "id": "pi_1", "object": "payment_intent", "metadata": { "x": padding } }),
            ),
            413,
        ),
        ("{\"id\": \"evt_cut".to_owned(), 400),
        ("[]".to_owned(), 400),
    ];
    for (body, expected) in &fed {
        let status = rig.ring(body).await?.send().await?.status().as_u16();
        let start: String = body.chars().take(60).collect();
        ensure!(
            status == *expected,
            "{start}… was answered with {status}, not {expected}"
        );
    }
    Ok(fed.len() as u64)
}

/// Jobs of another version, of no version, for things that are gone, and one that ended its workers before.
async fn feed_jobs(admin: &mut PgConnection, time: usize) -> anyhow::Result<u64> {
    let gone = "00000000-0000-7000-8000-000000000000";
    let jobs = [
        (
            "charge_payment",
            "{\"order\": 7, \"version\": 0}".to_owned(),
            0,
        ),
        ("charge_payment", "[1, 2, 3]".to_owned(), 0),
        ("settle_payment", "{}".to_owned(), 0),
        ("settle_payment", format!("{{\"payment\": \"{gone}\"}}"), 0),
        (
            "apply_webhook",
            "{\"gateway\": \"stripe\", \"event_id\": \"evt_of_nobody\"}".to_owned(),
            0,
        ),
        ("charge_payment", format!("{{\"payment\": \"{gone}\"}}"), 40),
    ];
    for (number, (queue, payload, attempts)) in jobs.iter().enumerate() {
        sqlx::query(
            "INSERT INTO apalis.jobs (id, job_type, job, status, attempts, max_attempts, run_at, priority, metadata, idempotency_key)
             VALUES (apalis.generate_ulid(), $1, convert_to($2, 'UTF8'), 'Pending', $3, 5, now(), 0, '', $4)",
        )
        .bind(queue)
        .bind(payload)
        .bind(attempts)
        .bind(format!("poison:{time}:{number}"))
        .execute(&mut *admin)
        .await?;
    }
    Ok(jobs.len() as u64)
}

/// Five honest orders are paid in the time that orders take.
async fn others_flow(street: &Street, rig: &Rig<'_>) -> anyhow::Result<()> {
    for number in 0..5 {
        let shelf = &rig.shelves[number % rig.shelves.len()];
        let cart = street
            .fill(0, &[(shelf.variant, 1)])
            .await?
            .map_err(anyhow::Error::msg)?;
        let place = street.journal.entries().len();
        let key = format!("r16-an-honest-order-{place:05}-{number}");
        let Placement::Ordered { order, .. } = street.place(0, &cart, "pm_card_visa", &key).await
        else {
            anyhow::bail!("an honest order was refused");
        };
        let seen = street.watch(0, &order, Duration::from_secs(15)).await?;
        let status = seen.as_ref().and_then(|seen| seen["status"].as_str());
        ensure!(
            status == Some("paid"),
            "an honest order is {status:?} after 15 s"
        );
    }
    Ok(())
}
