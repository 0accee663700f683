//! R4: the gateway is away, then slow, then charges and says that it broke. The shop stays open meanwhile, and
//! afterwards everybody was charged once.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::ensure;
use serde_json::{Value, json};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use super::{check, percentile, within};
use crate::{
    journal::Outcome,
    rig::{Goods, Ground, Plan, Rig, Shelf},
    shopper::{Placement, Street},
    tally::Deeds,
};

/// After the gateway is back. Waits double while it is away, and a breaker looks every five seconds.
const BACKLOG_GONE: Duration = Duration::from_secs(90);

#[derive(Clone)]
struct Crowd {
    street: Street,
    shelves: Arc<Vec<Shelf>>,
    is_over: Arc<AtomicBool>,
    next: Arc<AtomicU32>,
}

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let stretch = if full { 6 } else { 1 };
    let plan = Plan {
        name: "r4",
        webs: 2,
        // One, so that its breaker sees all calls.
        workers: 1,
        goods: Goods {
            products: 20,
            stock: 20_000,
            rare: None,
        },
        dice: Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let crowd = Crowd {
        street: street.clone(),
        shelves: Arc::new(rig.shelves.clone()),
        is_over: Arc::default(),
        next: Arc::default(),
    };
    let mut clients = JoinSet::new();
    for client in 0..8 {
        let crowd = crowd.clone();
        clients.spawn(async move { crowd.buy_on(client).await });
    }
    let mut quiet = browse(&street, Duration::from_secs(3)).await;
    let storms = [
        ("away", json!({ "down": "refuse" }), 8),
        ("slow", json!({ "dice": { "slow": 1.0 }, "slow": "8s" }), 10),
        ("broken", json!({ "dice": { "charge_then_500": 1.0 } }), 5),
    ];
    let (mut stormy, mut back) = (Vec::new(), Vec::new());
    for (name, rule, seconds) in storms {
        rig.switch(&rule).await?;
        stormy.extend(browse(&street, Duration::from_secs(seconds * stretch)).await);
        rig.mend().await?;
        let took = settled(&rig).await?;
        within(&format!("the backlog after {name}"), took, BACKLOG_GONE)?;
        back.push(format!("{name} {:.0} s", took.as_secs_f64()));
    }
    crowd.is_over.store(true, Ordering::Relaxed);
    while let Some(ended) = clients.join_next().await {
        ended??;
    }
    let opened = left_alone(&rig)?;
    ensure!(0 < opened, "the breaker never opened");
    rig.drain(Duration::from_secs(90)).await?;
    check(&rig, &street).await?;
    let (calm, storm) = (percentile(&mut quiet, 99), percentile(&mut stormy, 99));
    Ok(Deeds {
        orders: street.journal.count("place", Outcome::Ok) as u64,
        cases: 3,
        note: format!(
            "storms, {opened} calls held back by the breaker, backlog gone after {}, browsing p99 {calm:.0?} before and {storm:.0?} meanwhile",
            back.join(", ")
        ),
        ..Deeds::default()
    })
}

impl Crowd {
    async fn buy_on(&self, client: u32) -> anyhow::Result<()> {
        while !self.is_over.load(Ordering::Relaxed) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let shelf = &self.shelves[number as usize % self.shelves.len()];
            let filled = self.street.fill(client, &[(shelf.variant, 1)]).await?;
            let cart = filled.map_err(anyhow::Error::msg)?;
            let key = format!("storm-order-{number:08}");
            let card = match number % 10 {
                0 => "pm_card_chargeDeclined",
                _ => "pm_card_visa",
            };
            let placed = self.street.place(client, &cart, card, &key).await;
            // An order can be placed whatever the gateway does.
            ensure!(matches!(placed, Placement::Ordered { .. }), "{placed:?}");
            sleep(Duration::from_millis(700)).await;
        }
        Ok(())
    }
}

/// How long looking at goods takes while something else is going on.
async fn browse(street: &Street, span: Duration) -> Vec<Duration> {
    let (mut took, begun) = (Vec::new(), Instant::now());
    while begun.elapsed() < span {
        let asked = Instant::now();
        let url = street.url(0, 0, "/api/v1/products/good-1");
        drop(street.http.get(url).send().await);
        took.push(asked.elapsed());
        sleep(Duration::from_millis(50)).await;
    }
    took
}

/// Until whatever was placed before the gateway came back has its answer.
async fn settled(rig: &Rig<'_>) -> anyhow::Result<Duration> {
    let mut admin = rig.admin().await?;
    let begun = Instant::now();
    let last: i64 = sqlx::query_scalar("SELECT count(*) FROM orders")
        .fetch_one(&mut admin)
        .await?;
    loop {
        let open: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM (SELECT state FROM orders ORDER BY placed_at LIMIT $1) o WHERE state = 'pending_payment'",
        )
        .bind(last)
        .fetch_one(&mut admin)
        .await?;
        if open == 0 || BACKLOG_GONE < begun.elapsed() {
            return Ok(begun.elapsed());
        }
        sleep(Duration::from_millis(100)).await;
    }
}

/// What the worker says of calls that its breaker held back.
fn left_alone(rig: &Rig<'_>) -> anyhow::Result<usize> {
    let log = std::fs::read_to_string(rig.folder().join("worker-1.log"))?;
    let lines = log.lines();
    Ok(lines.filter(|line| line.contains("left alone")).count())
}
