//! R9: every process is replaced, one after the other, while people shop. Nobody who asks twice notices.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::ensure;
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};
use uuid::Uuid;

use super::{check, within};
use crate::{
    journal::Outcome,
    rig::{Goods, Ground, Plan, Rig},
    shopper::{Cart, Street},
    tally::Deeds,
};

const CLIENTS: u32 = 4;
/// Jobs in hand may take twenty seconds, and then the rest is cut.
const EXIT: Duration = Duration::from_secs(25);

#[derive(Clone)]
struct Passers {
    street: Street,
    variant: Uuid,
    is_over: Arc<AtomicBool>,
    asked: Arc<AtomicU64>,
    again: Arc<AtomicU64>,
}

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let rounds = if full { 10 } else { 3 };
    let plan = Plan {
        name: "r9",
        webs: 2,
        workers: 2,
        goods: Goods {
            products: 10,
            stock: 20_000,
            rare: None,
        },
        dice: Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let passers = Passers {
        street: street.clone(),
        variant: rig.shelves[0].variant,
        is_over: Arc::default(),
        asked: Arc::default(),
        again: Arc::default(),
    };
    let begun = Instant::now();
    let mut clients = JoinSet::new();
    for client in 0..CLIENTS {
        let passers = passers.clone();
        clients.spawn(async move { passers.come_and_go(client).await });
    }
    let mut slowest = Duration::ZERO;
    for _ in 0..rounds {
        for program in rig.webs.iter_mut().chain(&mut rig.workers) {
            let took = program.terminate().await?;
            within(&format!("the end of {}", program.name()), took, EXIT)?;
            slowest = slowest.max(took);
            program.start()?;
            program.ready(&rig.http).await?;
            sleep(Duration::from_secs(1)).await;
        }
    }
    passers.is_over.store(true, Ordering::Relaxed);
    while let Some(ended) = clients.join_next().await {
        ended??;
    }
    let seconds = begun.elapsed().as_secs_f64();
    rig.drain(Duration::from_secs(90)).await?;
    let repeated: i64 = sqlx::query_scalar("SELECT count(*) FROM apalis.jobs WHERE attempts > 1")
        .fetch_one(&mut rig.admin().await?)
        .await?;
    ensure!(repeated == 0, "{repeated} jobs were begun twice");
    check(&rig, &street).await?;
    let asked = passers.asked.load(Ordering::Relaxed);
    let again = passers.again.load(Ordering::Relaxed);
    Ok(Deeds {
        orders: street.journal.count("place", Outcome::Ok) as u64,
        cases: rounds * 4,
        note: format!(
            "processes replaced under {:.0} requests a second: {asked} requests, {again} asked twice, none failed; the slowest took {:.1} s to end",
            asked as f64 / seconds,
            slowest.as_secs_f64()
        ),
        ..Deeds::default()
    })
}

impl Passers {
    async fn come_and_go(&self, client: u32) -> anyhow::Result<()> {
        let mut number = 0;
        while !self.is_over.load(Ordering::Relaxed) {
            for path in ["/api/v1/products/good-1", "/api/v1/search?q=good"] {
                let http = &self.street.http;
                self.ask(client, |base| http.get(format!("{base}{path}")))
                    .await?;
            }
            self.buy(client, number).await?;
            number += 1;
            sleep(Duration::from_millis(400)).await;
        }
        Ok(())
    }

    async fn buy(&self, client: u32, number: u32) -> anyhow::Result<()> {
        let http = &self.street.http;
        let line = json!({ "variant": self.variant, "quantity": 1 });
        // The answer to the first line names the cart: who doesn't hear it begins another.
        let (token, body) = self
            .ask(client, |base| {
                http.post(format!("{base}/api/v1/cart/lines")).json(&line)
            })
            .await?;
        let cart = Cart {
            token,
            total_minor: body["total"]["minor"].as_i64().unwrap_or_default(),
        };
        let key = format!("passer-{client:03}-order-{number:05}");
        let place = |base: &str| self.street.order(base, &cart, "pm_card_visa", &key);
        let (_, placed) = self.ask(client, place).await?;
        let order = placed["key"].as_str();
        let journal = &self.street.journal;
        journal.note(client, "place", &key, Outcome::Ok, order, None);
        Ok(())
    }

    /// Asks, and once more at the other process if the first says nothing of use. Twice is an error.
    async fn ask(
        &self,
        client: u32,
        call: impl Fn(&str) -> RequestBuilder,
    ) -> anyhow::Result<(String, Value)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let mut heard = Vec::new();
        for tried in 0..2 {
            let mut pause = Duration::from_millis(200);
            match call(&self.street.url(client, tried, "")).send().await {
                Ok(answer) if answer.status().is_success() => {
                    let token = answer.headers().get("stoa-cart-token");
                    let token = token.and_then(|token| token.to_str().ok());
                    let token = token.unwrap_or_default().to_owned();
                    match answer.json().await {
                        Ok(body) => return Ok((token, body)),
                        Err(error) => heard.push(error.to_string()),
                    }
                }
                Ok(answer) => {
                    let status = answer.status();
                    let after = answer.headers().get("retry-after");
                    let after = after.and_then(|seconds| seconds.to_str().ok()?.parse().ok());
                    pause = after.map_or(pause, Duration::from_secs);
                    heard.push(format!("{status} {}", answer.text().await?));
                }
                Err(error) => heard.push(error.to_string()),
            }
            if tried == 0 {
                self.again.fetch_add(1, Ordering::Relaxed);
                sleep(pause).await;
            }
        }
        anyhow::bail!("asked twice and heard {heard:?}")
    }
}
