//! R5: everybody wants the same thing, and there are a hundred of it. In the end exactly a hundred are sold.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::{Context as _, ensure};
use rand::RngExt as _;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};
use uuid::Uuid;

use super::{check, dice, percentile, within};
use crate::{
    rig::{Goods, Ground, Plan, RARE, Rig},
    shopper::{Placement, Street},
    tally::Deeds,
};

const UNITS: u32 = 100;
/// The gate has two cores for everything and a debug build.
const BUYERS: u32 = 600;
const AT_ONCE: u32 = 40;
const FULL_BUYERS: u32 = 5_000;
const FULL_AT_ONCE: u32 = 200;
/// Only a release build on an idle machine is held to it.
const SOLD_OUT_WITHIN: Duration = Duration::from_millis(500);
/// Those who found it sold out come back when somebody's time to pay is over.
const ROUNDS: u32 = 6;

#[derive(Clone)]
struct Rush {
    street: Street,
    variant: Uuid,
    seed: u64,
    next: Arc<AtomicU32>,
    buyers: u32,
}

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let seed = ground.seed;
    let (buyers, at_once) = match full {
        true => (FULL_BUYERS, FULL_AT_ONCE),
        false => (BUYERS, AT_ONCE),
    };
    let plan = Plan {
        name: "r5",
        webs: 2,
        workers: 1,
        goods: Goods {
            products: 2,
            stock: 100,
            rare: Some(UNITS),
        },
        dice: serde_json::Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let rare = rig
        .shelves
        .iter()
        .find(|shelf| shelf.sku == RARE)
        .context("the rare good")?;
    let rush = Rush {
        street: street.clone(),
        variant: rare.variant,
        seed,
        next: Arc::new(AtomicU32::new(0)),
        buyers,
    };
    let begun = Instant::now();
    let mut crowd = JoinSet::new();
    for client in 0..at_once {
        let rush = rush.clone();
        crowd.spawn(async move { rush.buy_until_over(client).await });
    }
    let mut sold_out = Vec::new();
    while let Some(ended) = crowd.join_next().await {
        sold_out.extend(ended??);
    }
    let rush_took = begun.elapsed();
    let turned_away = sold_out.len();
    let slow = percentile(&mut sold_out, 99);
    if full && !cfg!(debug_assertions) {
        within("sold out (p99)", slow, SOLD_OUT_WITHIN)?;
    }

    let mut rounds = 0;
    loop {
        rig.drain(Duration::from_secs(90)).await?;
        let sold = sold(&rig).await?;
        ensure!(sold <= UNITS, "{sold} of {UNITS} were sold");
        if sold == UNITS {
            break;
        }
        ensure!(
            rounds < ROUNDS,
            "only {sold} of {UNITS} were sold, and nobody can buy the rest"
        );
        rounds += 1;
        // Twice as many come back as there are left.
        let mut late = JoinSet::new();
        for number in 0..(UNITS - sold) * 2 {
            let rush = rush.clone();
            late.spawn(async move { rush.come_back(rounds, number).await });
        }
        while let Some(ended) = late.join_next().await {
            ended??;
        }
    }
    check(&rig, &street).await?;
    Ok(Deeds {
        orders: u64::from(buyers),
        cases: u64::from(UNITS),
        note: format!(
            "sold of {UNITS}, {at_once} buyers at once, {turned_away} turned away (p99 {slow:.1?}), rush over in {:.0} s, {rounds} rounds for what was given back",
            rush_took.as_secs_f64()
        ),
        ..Deeds::default()
    })
}

impl Rush {
    /// Says how long each "sold out" took.
    async fn buy_until_over(&self, client: u32) -> anyhow::Result<Vec<Duration>> {
        let mut sold_out = Vec::new();
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if self.buyers <= number {
                return Ok(sold_out);
            }
            let begun = Instant::now();
            if !self.buy(client, number).await? {
                sold_out.push(begun.elapsed());
            }
        }
    }

    /// A tenth is declined, a fifth pays late, a twentieth never answers the bank.
    async fn buy(&self, client: u32, number: u32) -> anyhow::Result<bool> {
        let chance = dice(self.seed, 5_000_000 + u64::from(number)).random_range(0..100);
        let card = match chance {
            0..10 => "pm_card_chargeDeclined",
            10..35 => "pm_card_authenticationRequired",
            _ => "pm_card_visa",
        };
        let key = format!("flash-sale-{}-{number:05}", self.seed);
        let Some(order) = self.order(client, card, &key).await? else {
            return Ok(false);
        };
        if (10..30).contains(&chance) {
            let seen = self
                .street
                .watch(client, &order, Duration::from_secs(20))
                .await?;
            sleep(Duration::from_secs(2)).await;
            if let Some(url) = seen.as_ref().and_then(|seen| seen["url"].as_str()) {
                self.street.answer_bank(client, url, true).await?;
            }
        }
        Ok(true)
    }

    async fn come_back(&self, round: u32, number: u32) -> anyhow::Result<()> {
        let key = format!("flash-sale-{}-{number:05}-{round}", self.seed);
        self.order(number, "pm_card_visa", &key).await.map(drop)
    }

    /// None: it is sold out.
    async fn order(&self, client: u32, card: &str, key: &str) -> anyhow::Result<Option<String>> {
        let code = match self.street.fill(client, &[(self.variant, 1)]).await? {
            Ok(cart) => match self.street.place(client, &cart, card, key).await {
                Placement::Ordered { order, .. } => return Ok(Some(order)),
                Placement::Refused { code } => code,
                Placement::Unresolved => anyhow::bail!("{key} was unclear for a minute"),
            },
            Err(code) => code,
        };
        ensure!(
            ["not_enough_stock", "unavailable"].contains(&code.as_str()),
            "{key} was refused with {code}"
        );
        Ok(None)
    }
}

async fn sold(rig: &Rig<'_>) -> anyhow::Result<u32> {
    let sold: i64 = sqlx::query_scalar(
        "SELECT coalesce(sum(r.quantity), 0)::bigint FROM reservation r JOIN variant v ON v.id = r.variant_id
         WHERE v.sku = $1 AND r.state = 'committed'",
    )
    .bind(RARE)
    .fetch_one(&mut rig.admin().await?)
    .await?;
    Ok(u32::try_from(sold)?)
}
