//! R3: many shoppers, a gateway that misbehaves, and processes that die. Then everything must add up.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::ensure;
use rand::{RngExt as _, seq::SliceRandom as _};
use serde_json::json;
use sqlx::PgConnection;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use super::{check_with_mutants, dice, within};
use crate::{
    desk::{Desk, Wish},
    journal::Outcome,
    rig::{Ending, Goods, Ground, Plan, Rig, Shelf},
    shopper::{Placement, Street},
    tally::Deeds,
};

const COUPON: &str = "SURVIVOR";
const WORK_RESUMES: Duration = Duration::from_secs(20);
const WORK_RESUMES_AFTER_POSTGRES: Duration = Duration::from_secs(15);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Worker,
    Web,
    Gateway,
    Postgres(Ending),
    /// Half a minute of silence: longer than a worker's lease.
    Freeze,
}

struct Size {
    orders: u32,
    clients: u32,
    workers: usize,
    faults: Vec<Fault>,
    dice: serde_json::Value,
    drain: Duration,
}

impl Size {
    fn of(full: bool, seed: u64) -> Self {
        let times = |fault, count| std::iter::repeat_n(fault, count);
        let postgres = |ending, count| times(Fault::Postgres(ending), count);
        let mut faults: Vec<_> = if full {
            times(Fault::Worker, 30)
                .chain(times(Fault::Web, 18))
                .chain(times(Fault::Gateway, 8))
                .chain(postgres(Ending::Immediate, 1))
                .chain(postgres(Ending::Killed, 1))
                .chain(postgres(Ending::InCheckpoint, 1))
                .chain(postgres(Ending::Fast, 1))
                .chain(times(Fault::Freeze, 6))
                .collect()
        } else {
            times(Fault::Worker, 5)
                .chain(times(Fault::Web, 3))
                .chain(times(Fault::Gateway, 2))
                .chain(postgres(Ending::Immediate, 1))
                .chain(postgres(Ending::Killed, 1))
                .collect()
        };
        faults.shuffle(&mut dice(seed, 1));
        Self {
            orders: if full { 20_000 } else { 300 },
            clients: if full { 64 } else { 24 },
            workers: 2,
            dice: gateway_dice(full, seed),
            drain: Duration::from_secs(if full { 240 } else { 120 }),
            faults,
        }
    }
}

/// A gate can't wait for a gateway that takes its time, so there it hangs and dawdles less.
pub fn gateway_dice(full: bool, seed: u64) -> serde_json::Value {
    let (hang, slow, late) = match full {
        true => (1.0, "2s..8s", "10s..60s"),
        false => (0.4, "300ms..1500ms", "2s..8s"),
    };
    json!({
        "seed": seed, "slow": slow, "late": late, "hang": "8s",
        "dice": {
            "charge_then_hang": 0.05 * hang, "hang_before": 0.04 * hang, "charge_then_500": 0.04,
            "unavailable_before": 0.03, "rate_limited": 0.02, "slow": 0.10, "truncated_body": 0.01,
            "answer_after_webhook": 0.02,
            "decline": 0.05, "requires_action": 0.03,
            "webhook_duplicate": 0.10, "webhook_late": 0.10, "webhook_out_of_order": 0.20, "webhook_drop": 0.02,
            "webhook_bad_signature": 0.01, "webhook_stale": 0.01, "webhook_unknown_type": 0.01,
            "webhook_wrong_amount": 0.005,
        },
    })
}

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let seed = ground.seed;
    let size = Size::of(full, seed);
    let plan = Plan {
        name: "r3",
        webs: 2,
        workers: size.workers,
        goods: Goods {
            products: 60,
            stock: size.orders / 10,
            rare: Some(40),
        },
        dice: size.dice.clone(),
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    // Fewer than would like to: the last of them is raced for.
    rig.trade(&format!(
        "[[promotion]]\nname = \"A kill a day\"\npercent = \"10\"\ncodes = [\"{COUPON}\"]\nuses = {}",
        size.orders / 8
    ))
    .await?;
    let begun = Instant::now();
    let crowd = Crowd {
        street: street.clone(),
        desk: Desk {
            street: street.clone(),
            token: rig.merchant_token("r3").await?,
        },
        shelves: Arc::new(rig.shelves.clone()),
        next: Arc::new(AtomicU32::new(0)),
        orders: size.orders,
        seed,
    };
    let mut clients = JoinSet::new();
    for client in 0..size.clients {
        let crowd = crowd.clone();
        clients.spawn(async move { crowd.shop_on(client).await });
    }
    let slowest = hurt(&mut rig, &size, &crowd).await?;
    let mut unresolved = 0;
    while let Some(ended) = clients.join_next().await {
        unresolved += ended??;
    }
    let bought_in = begun.elapsed();
    ensure!(
        unresolved == 0,
        "{unresolved} requests were unclear for a minute"
    );
    let drained = rig.drain(size.drain).await?;
    let mutants = check_with_mutants(&rig, &street).await?;
    pages_agree(&rig, &street).await?;
    let kills = size.faults.iter().filter(|fault| **fault != Fault::Freeze);
    let placed = street.journal.count("place", Outcome::Ok);
    let refunded = street.journal.count("refund", Outcome::Ok);
    let unclear = street.journal.count("place", Outcome::Info)
        + street.journal.count("refund", Outcome::Info);
    Ok(Deeds {
        orders: u64::from(size.orders),
        kills: kills.count() as u64,
        cases: mutants as u64,
        note: format!(
            "{placed} placed and {refunded} given back in {:.0} s, {unclear} unclear answers resolved, work resumed within {:.1} s, drained in {:.0} s, {mutants} mutants caught",
            bought_in.as_secs_f64(),
            slowest.as_secs_f64(),
            drained.as_secs_f64()
        ),
    })
}

#[derive(Clone)]
struct Crowd {
    street: Street,
    desk: Desk,
    shelves: Arc<Vec<Shelf>>,
    next: Arc<AtomicU32>,
    orders: u32,
    seed: u64,
}

impl Crowd {
    /// Buys until all orders are placed. Says how many requests stayed unclear.
    async fn shop_on(&self, client: u32) -> anyhow::Result<u32> {
        let mut unresolved = 0;
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if self.orders <= number {
                return Ok(unresolved);
            }
            if self.buy(client, number).await? == Placement::Unresolved {
                unresolved += 1;
            }
        }
    }

    /// What is bought and how depends on the order's number and the seed alone.
    async fn buy(&self, client: u32, number: u32) -> anyhow::Result<Placement> {
        let mut rng = dice(self.seed, 1000 + u64::from(number));
        let mut wishes = Vec::new();
        for _ in 0..rng.random_range(1..=3) {
            let shelf = &self.shelves[rng.random_range(0..self.shelves.len())];
            wishes.push((shelf.variant, rng.random_range(1..=2)));
        }
        let card = match rng.random_range(0..100) {
            0..86 => "pm_card_visa",
            86..90 => "pm_card_chargeDeclinedInsufficientFunds",
            90..92 => "pm_card_chargeDeclined",
            _ => "pm_card_authenticationRequired",
        };
        let answers_bank = rng.random_range(0..100);
        let tries_again = rng.random_bool(0.5);
        let has_coupon = rng.random_bool(0.2);
        let comes_back = rng.random_range(0..100);
        let key = format!("r3-{}-{number:06}-first", self.seed);

        let cart = match self.street.fill(client, &wishes).await? {
            Ok(cart) => cart,
            Err(code) => {
                let note = Some(code.as_str());
                self.street
                    .journal
                    .note(client, "fill", &key, Outcome::Fail, None, note);
                return Ok(Placement::Refused { code });
            }
        };
        let cart = match has_coupon {
            true => self.street.with_coupon(client, cart, COUPON).await?,
            false => cart,
        };
        let placed = self.street.place(client, &cart, card, &key).await;
        let Placement::Ordered { order, .. } = &placed else {
            return Ok(placed);
        };
        let mut seen = self
            .street
            .watch(client, order, Duration::from_secs(20))
            .await?;
        let status = |seen: &Option<serde_json::Value>| {
            seen.as_ref()
                .and_then(|seen| Some(seen["status"].as_str()?.to_owned()))
        };
        if status(&seen).as_deref() == Some("needs_authentication") {
            let url = seen
                .as_ref()
                .and_then(|seen| seen["url"].as_str())
                .unwrap_or_default();
            match answers_bank {
                // Never comes back: the goods go to others when the time to pay is over.
                0..10 => return Ok(placed),
                10..25 => drop(self.street.answer_bank(client, url, false).await),
                _ => drop(self.street.answer_bank(client, url, true).await),
            }
            seen = self
                .street
                .watch(client, order, Duration::from_secs(10))
                .await?;
        }
        if status(&seen).as_deref() == Some("declined") && tries_again {
            let again = format!("r3-{}-{number:06}-again", self.seed);
            return Ok(self
                .street
                .place(client, &cart, "pm_card_visa", &again)
                .await);
        }
        if let Some(seen) = seen.filter(|seen| seen["status"] == "paid") {
            let order = seen["number"].as_str().unwrap_or_default();
            let wish = match comes_back {
                0..10 => Some(Wish::Amount(100)),
                10..20 => Some(Wish::Rest),
                _ => None,
            };
            if let Some(wish) = wish {
                let key = format!("r3-{}-{number:06}-return", self.seed);
                self.desk.give_back(client, order, wish, &key).await;
            }
        }
        Ok(placed)
    }
}

/// Lets the faults happen, evenly spread over the orders. Says how long work stood still at most.
async fn hurt(rig: &mut Rig<'_>, size: &Size, crowd: &Crowd) -> anyhow::Result<Duration> {
    let mut rng = dice(crowd.seed, 2);
    let mut slowest = Duration::ZERO;
    let count = u32::try_from(size.faults.len()).expect("a handful") + 1;
    for (place, fault) in (1..).zip(&size.faults) {
        while crowd.next.load(Ordering::Relaxed) < size.orders / count * place {
            sleep(Duration::from_millis(50)).await;
        }
        let pause = Duration::from_millis(rng.random_range(100..1500));
        let (worker, web) = (
            rng.random_range(0..rig.workers.len()),
            rng.random_range(0..rig.webs.len()),
        );
        let mut bound = WORK_RESUMES;
        match fault {
            Fault::Worker => again(&mut rig.workers[worker], pause, &rig.http).await?,
            Fault::Web => again(&mut rig.webs[web], pause, &rig.http).await?,
            Fault::Gateway => {
                again(&mut rig.gateway, pause, &rig.http).await?;
                rig.switch(&size.dice).await?;
            }
            Fault::Postgres(ending) => {
                rig.ground.postgres.end(*ending).await?;
                sleep(pause).await;
                rig.ground.postgres.start().await?;
                bound = WORK_RESUMES_AFTER_POSTGRES;
            }
            Fault::Freeze => {
                rig.workers[worker].freeze().await?;
                sleep(Duration::from_secs(30)).await;
                rig.workers[worker].thaw().await?;
            }
        }
        // Past the last order there may be nothing left to resume.
        if crowd.next.load(Ordering::Relaxed) < size.orders {
            let stood_still = until_next_capture(&mut rig.admin().await?, bound).await?;
            within(&format!("work after {fault:?}"), stood_still, bound)?;
            slowest = slowest.max(stood_still);
        }
    }
    Ok(slowest)
}

async fn again(
    program: &mut crate::rig::Program,
    pause: Duration,
    http: &reqwest::Client,
) -> anyhow::Result<()> {
    program.kill().await?;
    sleep(pause).await;
    program.start()?;
    program.ready(http).await
}

async fn until_next_capture(
    admin: &mut PgConnection,
    at_most: Duration,
) -> anyhow::Result<Duration> {
    let sql = "SELECT count(*) FROM payment WHERE state = 'captured'";
    let begun = Instant::now();
    let before: i64 = sqlx::query_scalar(sql).fetch_one(&mut *admin).await?;
    while begun.elapsed() <= at_most {
        let now: i64 = sqlx::query_scalar(sql).fetch_one(&mut *admin).await?;
        if before < now {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    Ok(begun.elapsed())
}

/// What a shopper sees is what the row says.
async fn pages_agree(rig: &Rig<'_>, street: &Street) -> anyhow::Result<()> {
    let mut admin = rig.admin().await?;
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT key, state FROM orders ORDER BY number LIMIT 100")
            .fetch_all(&mut admin)
            .await?;
    for (key, state) in rows {
        let seen = street.look(0, &key).await?;
        let told = seen["status"].as_str().unwrap_or_default();
        let fits = match state.as_str() {
            "payment_failed" => told == "declined",
            "fulfilled" => told == "shipped",
            "cancelled" => ["cancelled", "given_back"].contains(&told),
            state => told == state,
        };
        ensure!(fits, "an order that is {state} is shown as {told}");
    }
    Ok(())
}
