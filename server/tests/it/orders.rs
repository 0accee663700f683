//! From a cart to a paid order, over HTTP, with everything real: web, worker, database, gateway.

use std::time::Duration;

use serde_json::Value;
use sqlx::PgConnection;

use crate::street::Street;

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
