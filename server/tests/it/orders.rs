//! From a cart to a paid order, over HTTP, with everything real: web, worker, database, gateway.

use std::time::Duration;

use clap::Parser as _;
use serde_json::{Value, json};
use shop::import::Folder;
use sqlx::PgConnection;
use testkit::TestShop;
use tokio::{net::TcpListener, time::Instant};

use crate::program::Program;

/// A shop with mugs, its gateway, and the web half of the server.
struct Street {
    shop: TestShop,
    web: Program,
    gateway: String,
}

impl Street {
    /// The gateway takes this long for each answer.
    async fn open(latency: &str) -> Self {
        let shop = TestShop::start().await;
        let mug = testkit::enamel_mug(20);
        shop.shop
            .import()
            .put(mug, &Folder::new("."))
            .await
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = format!("http://{}", listener.local_addr().unwrap());
        let web = Program::start("web", &shop.database, &[("STOA_STRIPE_API_URL", &gateway)]);
        let webhooks = web.url("/webhooks/stripe");
        let arguments = ["sandbox", "--latency", latency, "--webhook-url", &webhooks];
        let settings = sandbox::Settings::try_parse_from(arguments).unwrap();
        tokio::spawn(sandbox::serve(listener, settings));
        Self { shop, web, gateway }
    }

    fn worker(&self) -> Program {
        let settings = [("STOA_STRIPE_API_URL", self.gateway.as_str())];
        Program::start("worker", &self.shop.database, &settings)
    }

    /// Linus puts a mug into a cart; the cart's token.
    async fn fill_cart(&self) -> String {
        let mug: Value = self
            .web
            .get("/api/v1/products/enamel-mug")
            .await
            .json()
            .await
            .unwrap();
        let line = json!({ "variant": mug["variants"][0]["id"], "quantity": 1 });
        let answer = self
            .web
            .post("/api/v1/cart/lines")
            .json(&line)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
        answer.headers()["stoa-cart-token"]
            .to_str()
            .unwrap()
            .to_owned()
    }

    fn order(&self, cart: &str, card: &str, key: &str) -> reqwest::RequestBuilder {
        let linus = testkit::linus();
        let order = json!({
            "email": linus.email, "name": linus.name, "line1": linus.line1,
            "postcode": linus.postcode, "city": linus.city, "country": linus.country,
            "shipping": "standard", "payment_method": card,
            "expected_total": { "minor": 2290, "currency": "EUR" },
        });
        let request = self
            .web
            .post("/api/v1/orders")
            .header("stoa-cart-token", cart);
        request.header("idempotency-key", key).json(&order)
    }

    async fn place(&self, card: &str) -> String {
        let cart = self.fill_cart().await;
        let answer = self
            .order(&cart, card, "a-key-of-linus-0001")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 201, "{:?}", answer.text().await);
        let placed: Value = answer.json().await.unwrap();
        placed["key"].as_str().unwrap().to_owned()
    }

    async fn status(&self, order: &str) -> Value {
        let order: Value = self
            .web
            .get(&format!("/api/v1/orders/{order}"))
            .await
            .json()
            .await
            .unwrap();
        order["status"].clone()
    }

    async fn wait_for(&self, order: &str, status: &str, at_most: Duration) {
        let deadline = Instant::now() + at_most;
        while self.status(order).await != status {
            assert!(
                Instant::now() < deadline,
                "still {} after {at_most:?}",
                self.status(order).await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn database(&self) -> PgConnection {
        self.shop.database.connect().await
    }

    /// What the gateway has charged, by its own books.
    async fn charges(&self) -> usize {
        let list = self
            .web
            .http
            .get(format!("{}/v1/payment_intents", self.gateway));
        let list: Value = list
            .bearer_auth("sk_test_stoa")
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let intents = list["data"].as_array().unwrap();
        intents
            .iter()
            .filter(|intent| intent["status"] == "succeeded")
            .count()
    }
}

async fn count(database: &mut PgConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(database).await.unwrap()
}

#[tokio::test]
async fn linus_places_an_order_and_watches_it_being_paid() {
    let street = Street::open("80ms").await;
    let _worker = street.worker();
    let order = street.place("pm_card_visa").await;
    let mut events = street.web.get(&format!("/orders/{order}/events")).await;
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    let mut told = String::new();
    while let Some(piece) = events.chunk().await.unwrap() {
        told.push_str(&String::from_utf8_lossy(&piece));
    }
    assert!(told.contains(r#"data: {"status":"paid"}"#), "{told}");
    assert!(told.contains("event: end"), "{told}");
    assert_eq!(street.charges().await, 1);
    let stranger = street
        .web
        .get("/orders/00000000000000000000000000/events")
        .await;
    assert_eq!(stranger.status(), 404);
}

#[tokio::test]
async fn the_same_order_posted_again_is_the_same_order() {
    let street = Street::open("0ms").await;
    let cart = street.fill_cart().await;
    let key = "a-key-of-linus-0002";
    let first = street
        .order(&cart, "pm_card_visa", key)
        .send()
        .await
        .unwrap();
    let again = street
        .order(&cart, "pm_card_visa", key)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (first.status().as_u16(), again.status().as_u16()),
        (201, 201)
    );
    assert_eq!(again.headers()["idempotent-replayed"], "true");
    assert_eq!(first.headers()["location"], again.headers()["location"]);
    let other = street
        .order(&cart, "pm_card_mastercard", key)
        .send()
        .await
        .unwrap();
    assert_eq!(other.status(), 422);
    let other: Value = other.json().await.unwrap();
    assert_eq!(other["code"], "idempotency_key_reused");
    let cart = street.fill_cart().await;
    let keyless = street
        .order(&cart, "pm_card_visa", "")
        .send()
        .await
        .unwrap();
    assert_eq!(keyless.status(), 400);
}

#[tokio::test]
async fn a_worker_that_dies_while_it_charges_costs_nobody_anything() {
    let street = Street::open("1500ms").await;
    let mut doomed = street.worker();
    let order = street.place("pm_card_visa").await;
    let mut database = street.database().await;
    while count(
        &mut database,
        "SELECT count(*) FROM payment WHERE state = 'sending'",
    )
    .await
        == 0
    {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    doomed.kill();
    assert_eq!(street.status(&order).await, "confirming");

    let _next = street.worker();
    street
        .wait_for(&order, "paid", Duration::from_secs(30))
        .await;
    assert_eq!(street.charges().await, 1);
    let captured = "SELECT count(*) FROM payment WHERE state = 'captured'";
    assert_eq!(count(&mut database, captured).await, 1);
    let told_paid = "SELECT count(*) FROM order_event WHERE to_state = 'paid'";
    assert_eq!(count(&mut database, told_paid).await, 1);
}
