use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::running::{Running, settings, start};

/// A shop that writes down what it hears and refuses the first few.
#[derive(Clone, Default)]
struct Shop {
    heard: Arc<Mutex<Vec<(String, String)>>>,
    refusals: usize,
}

async fn hear(State(shop): State<Shop>, headers: HeaderMap, body: String) -> StatusCode {
    let signature = headers["stripe-signature"].to_str().expect("ASCII");
    let mut heard = shop.heard.lock().expect("no test panics here");
    heard.push((signature.to_owned(), body));
    match heard.len() {
        count if count <= shop.refusals => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::OK,
    }
}

async fn open(refusals: usize) -> (Running, Shop) {
    let shop = Shop {
        refusals,
        ..Shop::default()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let mut settings = settings();
    settings.webhook_url = format!("http://{}/hook", listener.local_addr().expect("bound"));
    let router = Router::new()
        .route("/hook", post(hear))
        .with_state(shop.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (start(settings).await, shop)
}

impl Shop {
    /// What was heard once there are this many.
    async fn wait_for(&self, count: usize) -> Vec<(String, Value)> {
        let enough = async {
            loop {
                let heard = self.heard.lock().expect("no test panics here").clone();
                if heard.len() >= count {
                    return heard;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let heard = tokio::time::timeout(Duration::from_secs(20), enough).await;
        let heard = heard.expect("the gateway keeps telling");
        heard
            .into_iter()
            .map(|(signature, body)| {
                let event = serde_json::from_str(&body).expect("JSON");
                let timestamp = signature[2..].split(',').next().expect("t=…");
                let honest = sandbox::sign(
                    "whsec_stoa_sandbox",
                    timestamp.parse().expect("seconds"),
                    body.as_bytes(),
                );
                let verdict = if honest == signature { "good" } else { "bad" };
                (verdict.to_owned(), event)
            })
            .collect()
    }
}

#[tokio::test]
async fn the_shop_hears_of_a_payment_until_it_listens() {
    let (gateway, shop) = open(1).await;
    gateway.pay("4242424242424242", "S-1").await;
    let heard = shop.wait_for(2).await;
    assert_eq!(
        heard[0], heard[1],
        "the same event, signed for the same body"
    );
    let (verdict, event) = &heard[1];
    assert_eq!(verdict, "good");
    assert_eq!(event["type"], "payment_intent.succeeded");
    assert_eq!(event["data"]["object"]["metadata"]["order"], "S-1");
    let id = event["id"].as_str().expect("an id");
    assert_eq!(gateway.get(&format!("/v1/events/{id}")).await["id"], id);
}

#[tokio::test]
async fn refunds_and_disputes_are_told_too() {
    let (gateway, shop) = open(0).await;
    let (_, paid) = gateway.pay("4000000000000259", "S-1").await;
    let heard = shop.wait_for(2).await;
    assert_eq!(heard[1].1["type"], "charge.dispute.created");
    assert_eq!(heard[1].1["data"]["object"]["payment_intent"], paid["id"]);

    let id = paid["id"].as_str().expect("an id");
    let refund = gateway.post("/v1/refunds", &[("payment_intent", id), ("amount", "500")]);
    refund.send().await.expect("answered");
    let heard = shop.wait_for(3).await;
    assert_eq!(heard[2].1["type"], "charge.refunded");
    assert_eq!(heard[2].1["data"]["object"]["amount_refunded"], 500);
}

#[tokio::test]
async fn a_forged_first_delivery_is_followed_by_an_honest_one() {
    let (gateway, shop) = open(1).await;
    gateway
        .switch(json!({"scope": {"metadata.order": "S-1"}, "dice": {"webhook_bad_signature": 1.0}}))
        .await;
    gateway.pay("4242424242424242", "S-1").await;
    let heard = shop.wait_for(2).await;
    assert_eq!((heard[0].0.as_str(), heard[1].0.as_str()), ("bad", "good"));
}

#[tokio::test]
async fn a_duplicate_carries_the_same_event() {
    let (gateway, shop) = open(0).await;
    gateway
        .switch(json!({"scope": {"metadata.order": "S-1"}, "dice": {"webhook_duplicate": 1.0}}))
        .await;
    gateway.pay("4242424242424242", "S-1").await;
    let heard = shop.wait_for(3).await;
    assert!(
        heard
            .iter()
            .all(|(_, event)| event["id"] == heard[0].1["id"])
    );
    // A dropped one is not sent at all, but can be asked for.
    gateway
        .switch(json!({"scope": {"metadata.order": "S-2"}, "dice": {"webhook_drop": 1.0}}))
        .await;
    gateway.pay("4242424242424242", "S-2").await;
    gateway.pay("4242424242424242", "S-3").await;
    let heard = shop.wait_for(4).await;
    assert_eq!(heard[3].1["data"]["object"]["metadata"]["order"], "S-3");
    let events = gateway
        .get("/v1/events?type=payment_intent.succeeded")
        .await;
    assert_eq!(events["data"].as_array().map(Vec::len), Some(3));
}
