//! Clients of the shop: over its public API, with one key for one wish, however often it takes.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::{
    journal::{Journal, Outcome},
    rig::Rig,
};

/// An answer that stays away this long is not waited for; the request is sent again under its key.
const ANSWER_MAY_TAKE: Duration = Duration::from_secs(8);
/// Whatever was unclear must be clear after this.
pub const RESOLVED_WITHIN: Duration = Duration::from_secs(60);

/// The way to the shop, for all of its clients.
#[derive(Clone)]
pub struct Street {
    pub http: reqwest::Client,
    pub journal: Arc<Journal>,
    webs: Arc<Vec<String>>,
    gateway: Arc<str>,
}

#[derive(Debug, Clone)]
pub struct Cart {
    pub token: String,
    pub total_minor: i64,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placement {
    Ordered {
        order: String,
        replayed: bool,
    },
    Refused {
        code: String,
    },
    /// No clear answer in a minute. That is too long.
    Unresolved,
}

impl Street {
    pub fn of(rig: &Rig<'_>) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(2))
            .timeout(ANSWER_MAY_TAKE)
            .build()?;
        Ok(Self {
            http,
            journal: Arc::new(Journal::create(&rig.folder().join("clients.jsonl"))?),
            webs: Arc::new(rig.web_urls.clone()),
            gateway: rig.gateway_url.as_str().into(),
        })
    }

    /// Each client has a web process that it prefers, and takes another one after a failure.
    pub fn url(&self, client: u32, tried: u32, path: &str) -> String {
        let count = u32::try_from(self.webs.len()).expect("a handful");
        let place = usize::try_from((client + tried) % count).expect("a handful");
        format!("{}{path}", self.webs[place])
    }

    /// Puts goods into a new cart, or says why the shop would not have it.
    pub async fn fill(
        &self,
        client: u32,
        wishes: &[(Uuid, u32)],
    ) -> anyhow::Result<Result<Cart, String>> {
        let mut cart = None;
        for (variant, quantity) in wishes {
            let line = json!({ "variant": variant, "quantity": quantity });
            let token = cart.as_ref().map(|cart: &Cart| cart.token.clone());
            let answer = self
                .patiently(client, |base| {
                    let call = self
                        .http
                        .post(format!("{base}/api/v1/cart/lines"))
                        .json(&line);
                    match &token {
                        Some(token) => call.header("stoa-cart-token", token),
                        None => call,
                    }
                })
                .await?;
            let told = answer.headers().get("stoa-cart-token");
            let told = told.and_then(|token| Some(token.to_str().ok()?.to_owned()));
            let status = answer.status();
            let body: Value = answer.json().await.unwrap_or_default();
            if status != StatusCode::OK {
                return Ok(Err(code_of(&body)));
            }
            cart = Some(Cart {
                token: token.or(told).context("a new cart has a token")?,
                total_minor: body["total"]["minor"].as_i64().context("a total")?,
            });
        }
        Ok(Ok(cart.context("somebody wants something")?))
    }

    pub fn coupon(&self, base: &str, cart: &str, code: &str) -> RequestBuilder {
        self.http
            .put(format!("{base}/api/v1/cart/coupon"))
            .header("stoa-cart-token", cart)
            .json(&json!({ "code": code }))
    }

    /// The cart with this coupon in it, or as it was if the coupon is good for nothing any more.
    pub async fn with_coupon(&self, client: u32, cart: Cart, code: &str) -> anyhow::Result<Cart> {
        let answer = self
            .patiently(client, |base| self.coupon(base, &cart.token, code))
            .await?;
        let body: Value = answer.json().await.unwrap_or_default();
        Ok(Cart {
            total_minor: body["total"]["minor"].as_i64().unwrap_or(cart.total_minor),
            ..cart
        })
    }

    pub fn order(&self, base: &str, cart: &Cart, card: &str, key: &str) -> RequestBuilder {
        self.order_for("linus@example.com", base, cart, card, key)
    }

    pub fn order_for(
        &self,
        email: &str,
        base: &str,
        cart: &Cart,
        card: &str,
        key: &str,
    ) -> RequestBuilder {
        let order = json!({
            "email": email, "name": "Linus T.", "line1": "Mannerheimintie 1",
            "postcode": "00100", "city": "Helsinki", "country": "FI", "shipping": "standard",
            "payment_method": card,
            "expected_total": { "minor": cart.total_minor, "currency": "EUR" },
        });
        self.http
            .post(format!("{base}/api/v1/orders"))
            .header("stoa-cart-token", &cart.token)
            .header("idempotency-key", key)
            .json(&order)
    }

    /// Places an order and, as long as it is unclear what became of it, asks again under the same key.
    pub async fn place(&self, client: u32, cart: &Cart, card: &str, key: &str) -> Placement {
        let note = |outcome, order: Option<&str>, code: Option<&str>| {
            self.journal
                .note(client, "place", key, outcome, order, code);
        };
        note(Outcome::Invoke, None, None);
        let deadline = Instant::now() + RESOLVED_WITHIN;
        let mut tried = 0;
        while Instant::now() < deadline {
            let base = self.url(client, tried, "");
            let sent = self.order(&base, cart, card, key).send().await;
            let unclear = match read(sent).await {
                Ok((StatusCode::CREATED, replayed, body)) => {
                    let order = body["key"].as_str().unwrap_or_default().to_owned();
                    note(Outcome::Ok, Some(&order), None);
                    return Placement::Ordered { order, replayed };
                }
                Ok((status, _, body)) if is_final(status, &body) => {
                    let code = code_of(&body);
                    note(Outcome::Fail, None, Some(&code));
                    return Placement::Refused { code };
                }
                Ok((status, ..)) => status.to_string(),
                Err(error) => error.without_url().to_string(),
            };
            let overloaded = unclear.starts_with("503");
            note(Outcome::Info, None, Some(&unclear));
            tried += 1;
            sleep(pause(client, tried, overloaded)).await;
        }
        Placement::Unresolved
    }

    /// The order as its own address tells it.
    pub async fn look(&self, client: u32, order: &str) -> anyhow::Result<Value> {
        let answer = self
            .patiently(client, |base| {
                self.http.get(format!("{base}/api/v1/orders/{order}"))
            })
            .await?;
        Ok(answer.json().await?)
    }

    /// Waits until the order needs nobody any more, or its shopper. None: it did not get there.
    pub async fn watch(
        &self,
        client: u32,
        order: &str,
        at_most: Duration,
    ) -> anyhow::Result<Option<Value>> {
        let deadline = Instant::now() + at_most;
        while Instant::now() < deadline {
            // The very moment of a kill is no reason to stop looking.
            if let Ok(seen) = self.look(client, order).await
                && !matches!(
                    seen["status"].as_str(),
                    None | Some("confirming" | "waiting_for_gateway")
                )
            {
                return Ok(Some(seen));
            }
            sleep(Duration::from_millis(900)).await;
        }
        Ok(None)
    }

    /// Answers the bank's question at this address, and comes back to the shop as a browser would.
    pub async fn answer_bank(&self, client: u32, url: &str, completed: bool) -> anyhow::Result<()> {
        let outcome = if completed { "complete" } else { "fail" };
        let asked = self
            .http
            .post(url)
            .form(&[("outcome", outcome)])
            .send()
            .await?;
        let back = asked
            .headers()
            .get("location")
            .and_then(|back| back.to_str().ok());
        if let Some(path) = back.and_then(|back| url::Url::parse(back).ok()) {
            let path = format!("{}?{}", path.path(), path.query().unwrap_or_default());
            drop(self.http.get(self.url(client, 0, &path)).send().await);
        }
        Ok(())
    }

    /// Sends it until there is an answer that means something.
    async fn patiently(
        &self,
        client: u32,
        call: impl Fn(&str) -> RequestBuilder,
    ) -> anyhow::Result<Response> {
        let deadline = Instant::now() + RESOLVED_WITHIN;
        let mut tried = 0;
        loop {
            match call(&self.url(client, tried, "")).send().await {
                Ok(answer) if !answer.status().is_server_error() => return Ok(answer),
                // Too many for too long: that is an answer, too.
                Ok(answer) if deadline < Instant::now() => return Ok(answer),
                Err(error) if deadline < Instant::now() => return Err(error.into()),
                Ok(_) => {
                    tried += 1;
                    sleep(pause(client, tried, true)).await;
                }
                Err(_) => {
                    tried += 1;
                    sleep(pause(client, tried, false)).await;
                }
            }
        }
    }

    pub fn gateway(&self) -> &str {
        &self.gateway
    }
}

/// Who was told that the shop is overloaded comes back after the two seconds that the answer asks for, not
/// all at the same moment; who heard nothing looks elsewhere sooner.
pub(crate) fn pause(client: u32, tried: u32, overloaded: bool) -> Duration {
    let spread = u64::from((client * 7 + tried * 13) % 20) * 50;
    if overloaded {
        Duration::from_millis(1500 + spread)
    } else {
        Duration::from_millis(150 + 100 * u64::from(tried.min(8)))
    }
}

pub(crate) async fn read(
    sent: reqwest::Result<Response>,
) -> reqwest::Result<(StatusCode, bool, Value)> {
    let answer = sent?;
    let status = answer.status();
    let replayed = answer.headers().get("idempotent-replayed");
    let replayed = replayed.is_some_and(|value| value == "true");
    let body = answer.bytes().await?;
    Ok((
        status,
        replayed,
        serde_json::from_slice(&body).unwrap_or_default(),
    ))
}

/// Whether asking again can't change the answer.
pub(crate) fn is_final(status: StatusCode, body: &Value) -> bool {
    status.is_client_error()
        && status != StatusCode::TOO_MANY_REQUESTS
        && code_of(body) != "request_in_flight"
}

pub fn code_of(body: &Value) -> String {
    body["code"].as_str().unwrap_or("unreadable").to_owned()
}
