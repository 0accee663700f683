//! Mails with everything real: written with the payment, sent by the worker, read where developers read them.

use std::{path::PathBuf, time::Duration};

use serde_json::Value;
use tokio::time::Instant;

use crate::{
    program::{Program, command},
    street::Street,
};

/// A folder that goes when the test does.
struct Letterbox(PathBuf);

impl Letterbox {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("stoa-{name}-{}", std::process::id()));
        Self(folder)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Letterbox {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

async fn caught(worker: &Program, count: usize) -> Vec<Value> {
    let deadline = Instant::now() + Duration::from_secs(20);
    let address = worker.operations_url("/mails.json?to=linus@example.com");
    loop {
        let answer = worker.http.get(&address).send().await.unwrap();
        let mails: Vec<Value> = answer.json().await.unwrap();
        if mails.len() == count {
            return mails;
        }
        assert!(Instant::now() < deadline, "{} mails", mails.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn caught_mails_are_read_at_the_operations_address_and_nowhere_else() {
    let letterbox = Letterbox::new("caught");
    let street = Street::open("0ms").await;
    let worker = street.worker_with(&[("STOA_MAIL_URL", letterbox.path())]);
    let order = street.place("pm_card_visa").await;
    street
        .wait_for(&order, "paid", Duration::from_secs(20))
        .await;
    let mails = caught(&worker, 1).await;
    let name = mails[0]["name"].as_str().unwrap();
    assert!(mails[0]["text"].as_str().unwrap().contains("Enamel mug"));

    let read = async |address: String| {
        let answer = worker.http.get(address).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    };
    let list = read(worker.operations_url("/mails")).await;
    assert!(list.contains("is confirmed"), "{list}");
    let mail = read(worker.operations_url(&format!("/mails/{name}"))).await;
    assert!(mail.contains("<h1>Thank you for your order</h1>"), "{mail}");
    let text = read(worker.operations_url(&format!("/mails/{name}/text"))).await;
    assert!(text.contains(&format!("/orders/{order}")), "{text}");

    for public in ["/mails", "/mails.json", &format!("/mails/{name}")] {
        assert_eq!(street.web.get(public).await.status(), 404, "{public}");
    }
    // This half of the server has no folder, as in production.
    let elsewhere = street.web.operations_url("/mails");
    let answer = street.web.http.get(elsewhere).send().await.unwrap();
    assert_eq!(answer.status(), 404);
}

#[tokio::test]
async fn a_mail_server_that_is_away_costs_no_order_anything() {
    let street = Street::open("0ms").await;
    // Nothing listens at this port.
    let _worker = street.worker_with(&[
        ("STOA_MAIL_URL", "smtp://127.0.0.1:9"),
        ("STOA_MAIL_FROM", "Stoa <orders@shop.example>"),
    ]);
    let order = street.place("pm_card_visa").await;
    street
        .wait_for(&order, "paid", Duration::from_secs(20))
        .await;
    let mut database = street.database().await;
    let waits =
        "SELECT count(*) FROM mail WHERE state = 'queued' AND tries > 0 AND last_error IS NOT NULL";
    let deadline = Instant::now() + Duration::from_secs(20);
    while sqlx::query_scalar::<_, i64>(waits)
        .fetch_one(&mut database)
        .await
        .unwrap()
        == 0
    {
        assert!(Instant::now() < deadline, "the mail was not tried");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(street.charges().await, 1);
}

#[tokio::test]
async fn grace_ships_an_order_from_the_command_line() {
    let letterbox = Letterbox::new("shipped");
    let street = Street::open("0ms").await;
    let worker = street.worker_with(&[("STOA_MAIL_URL", letterbox.path())]);
    let key = street.place("pm_card_visa").await;
    street.wait_for(&key, "paid", Duration::from_secs(20)).await;
    let order = street.order_as_told(&key).await;
    let number = order["number"].as_str().unwrap();
    assert_eq!(order["invoice"], "000001");
    let ship = || {
        let tracking = "https://parcels.example/1";
        command("orders")
            .args(["ship", number, "--tracking", tracking])
            .env("DATABASE_URL", street.shop.database.url())
            .output()
            .unwrap()
    };
    let first = ship();
    let told = String::from_utf8_lossy(&first.stdout).into_owned();
    assert!(first.status.success(), "{:?}", first);
    assert!(
        told.contains(&format!("Order {number} is shipped")),
        "{told}"
    );
    assert!(!ship().status.success(), "it left already");
    let order = street.order_as_told(&key).await;
    assert_eq!(order["status"], "shipped");
    assert_eq!(order["tracking_url"], "https://parcels.example/1");
    let mails = caught(&worker, 2).await;
    assert_eq!(mails[0]["kind"], "shipped");
}

#[tokio::test]
async fn an_order_is_called_off_over_the_api_until_it_is_paid() {
    let street = Street::open("0ms").await;
    let cancel = async |key: &str| {
        let address = format!("/api/v1/orders/{key}/cancel");
        let answer = street.web.post(&address).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json::<Value>().await.unwrap())
    };
    let key = street.place("pm_card_visa").await;
    assert_eq!(street.order_as_told(&key).await["can_cancel"], true);
    for _ in 0..2 {
        let (status, order) = cancel(&key).await;
        assert_eq!((status, &order["status"]), (200, &"cancelled".into()));
    }
    let cart = street.fill_cart().await;
    let placed = street.order(&cart, "pm_card_visa", "a-key-of-linus-0002");
    let placed: Value = placed.send().await.unwrap().json().await.unwrap();
    let other = placed["key"].as_str().unwrap();
    let _worker = street.worker();
    street
        .wait_for(other, "paid", Duration::from_secs(20))
        .await;
    let (status, problem) = cancel(other).await;
    assert_eq!((status, &problem["code"]), (409, &"order_closed".into()));
    assert_eq!(street.status(&key).await, "cancelled");
    assert_eq!(street.charges().await, 1);
    let (status, _) = cancel("00000000000000000000000000").await;
    assert_eq!(status, 404);
}
