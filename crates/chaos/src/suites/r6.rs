//! R6: two things at the same moment that would rather come one after the other. Twenty requests are sent up
//! to their last byte, and all last bytes together.

use std::{collections::HashSet, time::Duration};

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Executor as _};
use uuid::Uuid;

use super::check;
use crate::{
    raw::{Answer, Bytes, all_at_once},
    rig::{Goods, Ground, Plan, RARE, Rig, Shelf},
    shopper::{Cart, Placement, Street, code_of},
    tally::Deeds,
};

mod carts;
mod trade;

use carts::leave;

const AT_ONCE: usize = 20;
const GOOD: &str = "pm_card_visa";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    CheckoutCheckout,
    CheckoutItself,
    CheckoutAddLine,
    CheckoutRemoveLine,
    CheckoutSetQuantity,
    CheckoutPriceChange,
    CheckoutStockEdit,
    CheckoutUnpublish,
    LastUnit,
    PayPay,
    PayExpiry,
    WebhookWebhook,
    WebhookReturn,
}

impl Pair {
    const ALL: [Self; 13] = [
        Self::CheckoutCheckout,
        Self::CheckoutItself,
        Self::CheckoutAddLine,
        Self::CheckoutRemoveLine,
        Self::CheckoutSetQuantity,
        Self::CheckoutPriceChange,
        Self::CheckoutStockEdit,
        Self::CheckoutUnpublish,
        Self::LastUnit,
        Self::PayPay,
        Self::PayExpiry,
        Self::WebhookWebhook,
        Self::WebhookReturn,
    ];
}

/// Twenty requests, and what somebody does to the database at the same moment.
struct Race {
    requests: Vec<Bytes>,
    meanwhile: Option<String>,
}

struct Arena<'a, 'g> {
    rig: &'a Rig<'g>,
    street: &'a Street,
    /// Tells the rounds apart.
    name: String,
}

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let rounds = if full { 50 } else { 2 };
    // Those around the merchant start programs, which takes longer than a race.
    let later_rounds = if full { 25 } else { 1 };
    let plan = Plan {
        name: "r6",
        webs: 2,
        workers: 1,
        goods: Goods {
            products: 12,
            stock: 20_000,
            rare: Some(20_000),
        },
        dice: Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let mut grace = trade::Grace::open(&rig, &street, later_rounds).await?;
    for round in 0..rounds {
        if round < later_rounds {
            grace.races(&mut rig, round).await?;
        }
        for pair in Pair::ALL {
            let arena = Arena {
                rig: &rig,
                street: &street,
                name: format!("race-{pair:?}-{round:03}"),
            };
            arena
                .run(pair, round)
                .await
                .with_context(|| arena.name.clone())?;
        }
    }
    drop(grace);
    rig.drain(Duration::from_secs(90)).await?;
    check(&rig, &street).await?;
    let rounds = rounds * Pair::ALL.len() + later_rounds * trade::Pair::ALL.len();
    Ok(Deeds {
        cases: rounds as u64,
        note: format!(
            "rounds of {AT_ONCE} requests at once, {} pairs",
            Pair::ALL.len() + trade::Pair::ALL.len()
        ),
        ..Deeds::default()
    })
}

impl Arena<'_, '_> {
    async fn run(&self, pair: Pair, round: usize) -> anyhow::Result<()> {
        let race = self.prepare(pair, round).await?;
        let mut admin = self.rig.admin().await?;
        let (answers, meanwhile) = tokio::join!(all_at_once(race.requests), async {
            match race.meanwhile {
                Some(sql) => admin.execute(AssertSqlSafe(sql)).await.map(drop),
                None => Ok(()),
            }
        });
        meanwhile?;
        let answers = answers?;
        let broken = answers
            .iter()
            .find(|answer| 500 < answer.status && answer.status != 503 || answer.status == 500);
        if let Some(broken) = broken {
            anyhow::bail!("answered with {} {}", broken.status, broken.body);
        }
        let orders: HashSet<_> = answers.iter().filter_map(ordered).collect();
        let told = answers
            .iter()
            .map(|answer| format!("{} {}", answer.status, code_of(&answer.body)))
            .collect::<HashSet<_>>();
        match pair {
            Pair::CheckoutCheckout | Pair::CheckoutItself => {
                ensure!(
                    orders.len() == 1,
                    "{} orders from one cart: {told:?}",
                    orders.len()
                );
            }
            Pair::CheckoutAddLine
            | Pair::CheckoutRemoveLine
            | Pair::CheckoutSetQuantity
            | Pair::PayPay => {
                ensure!(orders.len() <= 1, "{} orders from one wish", orders.len());
            }
            Pair::LastUnit => {
                ensure!(
                    orders.len() == 1,
                    "the last unit was sold {} times: {told:?}",
                    orders.len()
                );
                self.only_refused_with(&answers, &["not_enough_stock"])?;
            }
            Pair::CheckoutStockEdit => {
                self.only_refused_with(&answers, &["not_enough_stock", "cart_changed"])?
            }
            Pair::CheckoutPriceChange | Pair::CheckoutUnpublish => {
                self.only_refused_with(&answers, &["cart_changed", "not_for_sale"])?;
            }
            Pair::PayExpiry => {}
            Pair::WebhookWebhook => {
                ensure!(
                    answers.iter().all(|answer| answer.status == 200),
                    "a webhook was turned away"
                );
            }
            Pair::WebhookReturn => {}
        }
        if pair == Pair::CheckoutUnpublish {
            admin
                .execute("UPDATE product SET state = 'published' WHERE state = 'archived'")
                .await?;
        }
        Ok(())
    }

    fn only_refused_with(&self, answers: &[Answer], codes: &[&str]) -> anyhow::Result<()> {
        for answer in answers
            .iter()
            .filter(|answer| answer.status != 201 && answer.status != 503)
        {
            let code = code_of(&answer.body);
            ensure!(codes.contains(&code.as_str()), "refused with {code}");
        }
        Ok(())
    }

    async fn prepare(&self, pair: Pair, round: usize) -> anyhow::Result<Race> {
        let shelves = &self.rig.shelves;
        let shelf = &shelves[round % 6];
        let quiet = |requests| Race {
            requests,
            meanwhile: None,
        };
        let with = |requests, sql: String| Race {
            requests,
            meanwhile: Some(sql),
        };
        Ok(match pair {
            Pair::CheckoutCheckout => {
                let cart = self.cart(&[(shelf.variant, 1)]).await?;
                quiet(self.orders(&cart, GOOD, AT_ONCE, |number| number)?)
            }
            Pair::CheckoutItself => {
                let cart = self.cart(&[(shelf.variant, 1)]).await?;
                quiet(self.orders(&cart, GOOD, AT_ONCE, |_| 0)?)
            }
            Pair::CheckoutAddLine | Pair::CheckoutRemoveLine | Pair::CheckoutSetQuantity => {
                let other = &shelves[(round + 1) % 6];
                let cart = self.cart(&[(shelf.variant, 1), (other.variant, 1)]).await?;
                let mut requests = self.orders(&cart, GOOD, AT_ONCE / 2, |_| 0)?;
                for number in 0..AT_ONCE / 2 {
                    requests.insert(number * 2, self.change(pair, &cart, other)?);
                }
                quiet(requests)
            }
            Pair::CheckoutPriceChange => {
                let sql = format!(
                    "UPDATE price SET amount_minor = amount_minor + 1 WHERE variant_id = '{}'",
                    shelf.variant
                );
                with(self.many_carts(shelf).await?, sql)
            }
            Pair::CheckoutUnpublish => {
                let sql = format!(
                    "UPDATE product SET state = 'archived' WHERE slug = '{}'",
                    shelf.slug
                );
                with(self.many_carts(shelf).await?, sql)
            }
            Pair::CheckoutStockEdit => {
                let rare = self.rare()?;
                let mut admin = self.rig.admin().await?;
                admin
                    .execute(AssertSqlSafe(leave(rare.variant, 1000)))
                    .await?;
                let requests = self.many_carts(rare).await?;
                with(requests, leave(rare.variant, 7))
            }
            Pair::LastUnit => {
                let rare = self.rare()?;
                let mut admin = self.rig.admin().await?;
                admin
                    .execute(AssertSqlSafe(leave(rare.variant, 1000)))
                    .await?;
                let requests = self.many_carts(rare).await?;
                admin.execute(AssertSqlSafe(leave(rare.variant, 1))).await?;
                quiet(requests)
            }
            Pair::PayPay => {
                let cart = self.cart(&[(shelf.variant, 1)]).await?;
                let key = format!("{}-declined-first", self.name);
                let placed = self
                    .street
                    .place(0, &cart, "pm_card_chargeDeclined", &key)
                    .await;
                let Placement::Ordered { order, .. } = placed else {
                    anyhow::bail!("{placed:?}");
                };
                self.street
                    .watch(0, &order, Duration::from_secs(15))
                    .await?;
                quiet(self.orders(&cart, GOOD, AT_ONCE, |number| number)?)
            }
            Pair::PayExpiry => {
                let requests = self.many_carts(shelf).await?;
                let sql = "SELECT pg_sleep(0.03); UPDATE reservation SET expires_at = now() WHERE state = 'held'";
                with(requests, sql.to_owned())
            }
            Pair::WebhookWebhook => {
                let event = json!({ "id": format!("evt_{}", self.name), "object": "event", "type": "payment_intent.succeeded",
                    "data": { "object": { "id": "pi_of_nobody", "object": "payment_intent" } } });
                let request = Bytes::of(self.rig.ring(&event.to_string()).await?)?;
                quiet(vec![request; AT_ONCE])
            }
            Pair::WebhookReturn => quiet(self.back_from_the_bank(shelf).await?),
        })
    }

    async fn cart(&self, wishes: &[(Uuid, u32)]) -> anyhow::Result<Cart> {
        self.street
            .fill(0, wishes)
            .await?
            .map_err(anyhow::Error::msg)
    }

    fn orders(
        &self,
        cart: &Cart,
        card: &str,
        count: usize,
        key: fn(usize) -> usize,
    ) -> anyhow::Result<Vec<Bytes>> {
        (0..count)
            .map(|number| {
                let base = self.street.url(u32::try_from(number)?, 0, "");
                let key = format!("{}-{:03}", self.name, key(number));
                Bytes::of(self.street.order(&base, cart, card, &key))
            })
            .collect()
    }

    /// A cart and an order for each of twenty shoppers, all of the same good.
    async fn many_carts(&self, shelf: &Shelf) -> anyhow::Result<Vec<Bytes>> {
        let mut requests = Vec::new();
        for number in 0..AT_ONCE {
            let cart = self.cart(&[(shelf.variant, 1)]).await?;
            let base = self.street.url(u32::try_from(number)?, 0, "");
            let key = format!("{}-{number:03}", self.name);
            requests.push(Bytes::of(self.street.order(&base, &cart, GOOD, &key))?);
        }
        Ok(requests)
    }

    fn change(&self, pair: Pair, cart: &Cart, shelf: &Shelf) -> anyhow::Result<Bytes> {
        let http = &self.street.http;
        let lines = self.street.url(1, 0, "/api/v1/cart/lines");
        let line = format!("{lines}/{}", shelf.variant);
        let request = match pair {
            Pair::CheckoutAddLine => http
                .post(lines)
                .json(&json!({ "variant": shelf.variant, "quantity": 1 })),
            Pair::CheckoutRemoveLine => http.delete(line),
            _ => http.put(line).json(&json!({ "quantity": 3 })),
        };
        Bytes::of(request.header("stoa-cart-token", &cart.token))
    }

    fn rare(&self) -> anyhow::Result<&Shelf> {
        let mut shelves = self.rig.shelves.iter();
        shelves
            .find(|shelf| shelf.sku == RARE)
            .context("the rare good")
    }
}

fn ordered(answer: &Answer) -> Option<String> {
    let key = answer.body["key"]
        .as_str()
        .filter(|_| answer.status == 201)?;
    Some(key.to_owned())
}
