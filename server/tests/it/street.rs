//! A street with a shop in it, and Linus, who buys there over HTTP.

use std::time::Duration;

use clap::Parser as _;
use serde_json::{Value, json};
use shop::import::Folder;
use sqlx::PgConnection;
use testkit::TestShop;
use tokio::{net::TcpListener, time::Instant};

use crate::program::Program;

/// A shop with mugs, its gateway, and the web half of the server.
pub(crate) struct Street {
    pub(crate) shop: TestShop,
    pub(crate) web: Program,
    gateway: String,
    collector: Option<String>,
}

impl Street {
    /// The gateway takes this long for each answer.
    pub(crate) async fn open(latency: &str) -> Self {
        Self::open_with(latency, None).await
    }

    /// The same, and its traces go to this collector.
    pub(crate) async fn open_traced(collector: &str) -> Self {
        Self::open_with("0ms", Some(collector.to_owned())).await
    }

    async fn open_with(latency: &str, collector: Option<String>) -> Self {
        let shop = TestShop::start().await;
        let mug = testkit::enamel_mug(20);
        shop.shop
            .import()
            .put(mug, &Folder::new("."))
            .await
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = format!("http://{}", listener.local_addr().unwrap());
        let settings = settings(&gateway, collector.as_deref());
        let web = Program::start("web", &shop.database, &settings);
        let webhooks = web.url("/webhooks/stripe");
        let arguments = ["sandbox", "--latency", latency, "--webhook-url", &webhooks];
        let behaviour = sandbox::Settings::try_parse_from(arguments).unwrap();
        tokio::spawn(sandbox::serve(listener, behaviour));
        Self {
            shop,
            web,
            gateway,
            collector,
        }
    }

    pub(crate) fn worker(&self) -> Program {
        let settings = settings(&self.gateway, self.collector.as_deref());
        Program::start("worker", &self.shop.database, &settings)
    }

    /// The same, with these settings besides.
    pub(crate) fn worker_with(&self, more: &[(&'static str, &str)]) -> Program {
        let mut settings = settings(&self.gateway, self.collector.as_deref());
        settings.extend(more);
        Program::start("worker", &self.shop.database, &settings)
    }

    /// Linus puts a mug into a cart; the cart's token.
    pub(crate) async fn fill_cart(&self) -> String {
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

    pub(crate) fn order(&self, cart: &str, card: &str, key: &str) -> reqwest::RequestBuilder {
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

    pub(crate) async fn place(&self, card: &str) -> String {
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

    pub(crate) async fn status(&self, order: &str) -> Value {
        self.order_as_told(order).await["status"].clone()
    }

    /// The order, as the API tells it.
    pub(crate) async fn order_as_told(&self, order: &str) -> Value {
        self.web
            .get(&format!("/api/v1/orders/{order}"))
            .await
            .json()
            .await
            .unwrap()
    }

    pub(crate) async fn wait_for(&self, order: &str, status: &str, at_most: Duration) {
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

    pub(crate) async fn database(&self) -> PgConnection {
        self.shop.database.connect().await
    }

    /// What the gateway has charged, by its own books.
    pub(crate) async fn charges(&self) -> usize {
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

fn settings<'a>(gateway: &'a str, collector: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let mut settings = vec![("STOA_STRIPE_API_URL", gateway)];
    settings.extend(collector.map(|url| ("OTEL_EXPORTER_OTLP_ENDPOINT", url)));
    settings
}
