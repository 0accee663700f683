//! The merchant's door: a token opens it, and the same request twice is one refund.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{program::command, street::Street};

/// What a command prints, and whether it succeeded. In a thread of its own: the gateway lives in this one.
async fn run(street: &Street, arguments: &[&str]) -> (bool, String) {
    let (first, rest) = arguments.split_first().unwrap();
    let mut command = command(first);
    command
        .args(rest)
        .env("DATABASE_URL", street.shop.database.url())
        .env("STOA_STRIPE_API_URL", street.gateway())
        .env(
            "STOA_MEDIA_URL",
            std::env::temp_dir().join("stoa-test-media"),
        )
        .env("STOA_LOG", "off");
    let output = tokio::task::spawn_blocking(move || command.output())
        .await
        .unwrap()
        .unwrap();
    let told = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    (output.status.success(), told.trim().to_owned())
}

async fn token(street: &Street, name: &str, scopes: &str) -> String {
    let (made, token) = run(street, &["tokens", "create", name, "--scopes", scopes]).await;
    assert!(made, "{token}");
    token
}

async fn number(street: &Street, order: &str) -> String {
    let order = street.web.get(&format!("/api/v1/orders/{order}")).await;
    let order: Value = order.json().await.unwrap();
    order["number"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn grace_gives_part_of_an_order_back_over_the_api() {
    let street = Street::open("0ms").await;
    let _worker = street.worker();
    let order = street.place("pm_card_visa").await;
    street
        .wait_for(&order, "paid", Duration::from_secs(30))
        .await;
    let number = number(&street, &order).await;
    let token = token(&street, "desk", "refunds").await;
    let ask = |token: &str, key: &str, body: Value| {
        let address = format!("/api/v1/admin/orders/{number}/refunds");
        let request = street.web.post(&address).bearer_auth(token);
        request.header("idempotency-key", key).json(&body).send()
    };
    let amount = |minor: i64| json!({ "amount": { "minor": minor, "currency": "EUR" } });

    let nobody = ask("", "a-key-of-grace-0001", amount(490)).await.unwrap();
    assert_eq!(nobody.status(), 401);
    let guess = token.replace(char::is_numeric, "7");
    let guessed = ask(&guess, "a-key-of-grace-0001", amount(490)).await;
    assert_eq!(guessed.unwrap().status(), 401);
    let auditor = self::token(&street, "auditor", "books").await;
    let other = ask(&auditor, "a-key-of-grace-0001", amount(490)).await;
    assert_eq!(other.unwrap().status(), 403);
    let keyless = ask(&token, "", amount(490)).await.unwrap();
    assert_eq!(keyless.status(), 400);
    let mixed = json!({ "amount": { "minor": 1, "currency": "EUR" }, "restock": true });
    let mixed = ask(&token, "a-key-of-grace-0002", mixed).await.unwrap();
    assert_eq!(mixed.status(), 422);

    let first = ask(&token, "a-key-of-grace-0003", amount(490))
        .await
        .unwrap();
    assert_eq!(first.status(), 201, "{:?}", first.text().await);
    assert_eq!(first.headers()["idempotent-replayed"], "false");
    let first: Value = first.json().await.unwrap();
    assert_eq!(first["left"]["minor"], 1800);
    let again = ask(&token, "a-key-of-grace-0003", amount(490))
        .await
        .unwrap();
    assert_eq!(again.headers()["idempotent-replayed"], "true");
    let again: Value = again.json().await.unwrap();
    assert_eq!(again, first);
    let too_much = ask(&token, "a-key-of-grace-0004", amount(1801)).await;
    let too_much = too_much.unwrap();
    assert_eq!(too_much.status(), 409);
    let too_much: Value = too_much.json().await.unwrap();
    assert_eq!(too_much["code"], "refund_too_large");

    let address = format!("/api/v1/admin/refunds/{}", first["id"].as_str().unwrap());
    let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
    loop {
        let request = street.web.http.get(street.web.url(&address));
        let refund = request.bearer_auth(&token).send().await.unwrap();
        let refund: Value = refund.json().await.unwrap();
        if refund["state"] == "succeeded" {
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "{refund}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let shown = street.web.get(&format!("/api/v1/orders/{order}")).await;
    let shown: Value = shown.json().await.unwrap();
    assert_eq!(shown["status"], "paid");
    assert_eq!(shown["refunds"][0]["amount"]["minor"], 490);
    assert!(shown["refunds"][0]["returned_at"].is_string(), "{shown}");

    let books = street.web.http.get(street.web.url("/api/v1/admin/books"));
    let books = books.bearer_auth(&auditor).send().await.unwrap();
    let books: Value = books.json().await.unwrap();
    assert_eq!(books["balanced"], true, "{books}");

    let (revoked, told) = run(&street, &["tokens", "revoke", "desk"]).await;
    assert!(revoked, "{told}");
    let late = ask(&token, "a-key-of-grace-0005", amount(1)).await.unwrap();
    assert_eq!(late.status(), 401);
}

#[tokio::test]
async fn grace_gives_a_whole_order_back_from_the_command_line() {
    let street = Street::open("0ms").await;
    let _worker = street.worker();
    let order = street.place("pm_card_visa").await;
    street
        .wait_for(&order, "paid", Duration::from_secs(30))
        .await;
    let number = number(&street, &order).await;
    let (done, told) = run(
        &street,
        &[
            "orders",
            "refund",
            &number,
            "--restock",
            "--reason",
            "Chipped",
            "--by",
            "grace",
        ],
    )
    .await;
    assert!(done && told.contains("22.90"), "{told}");
    street
        .wait_for(&order, "refunded", Duration::from_secs(10))
        .await;
    let (again, told) = run(&street, &["orders", "refund", &number, "--amount", "1.00"]).await;
    assert!(!again, "{told}");

    let (balanced, told) = run(&street, &["books"]).await;
    assert!(
        balanced && told.starts_with("The books balance, as of "),
        "{told}"
    );
    let (compared, told) = run(&street, &["reconcile", "--since", "1h"]).await;
    assert!(
        compared && told.starts_with("Compared 2 charges and refunds"),
        "{told}"
    );

    sqlx::query("INSERT INTO recon_break (kind, gateway, gateway_ref) VALUES ('missing_here', 'stripe', 'pi_lost')")
        .execute(&mut street.database().await)
        .await
        .unwrap();
    let (balanced, told) = run(&street, &["books"]).await;
    assert!(!balanced && told.contains("missing_here pi_lost"), "{told}");
}

#[tokio::test]
async fn grace_looks_at_a_job_that_was_put_aside_and_sends_it_again() {
    let street = Street::open("0ms").await;
    let order = street.place("pm_card_visa").await;
    let parked = "UPDATE apalis.jobs SET status = 'Killed', done_at = now(), last_result = '{\"Err\": \"a bad day\"}' RETURNING id";
    let id: String = sqlx::query_scalar(parked)
        .fetch_one(&mut street.database().await)
        .await
        .unwrap();
    let (_, list) = run(&street, &["jobs", "list"]).await;
    assert!(list.contains(&id) && list.contains("a bad day"), "{list}");
    let (_, shown) = run(&street, &["jobs", "show", &id]).await;
    assert!(
        shown.contains("payload") && shown.contains("charge_payment"),
        "{shown}"
    );
    let (retried, told) = run(&street, &["jobs", "retry", &id, "--by", "grace"]).await;
    assert!(retried, "{told}");
    let (again, told) = run(&street, &["jobs", "discard", &id, "--note", "twice"]).await;
    assert!(!again, "{told}");
    let _worker = street.worker();
    street
        .wait_for(&order, "paid", Duration::from_secs(30))
        .await;
}
