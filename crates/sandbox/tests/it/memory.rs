//! A gateway that is killed knows again what it did.

use serde_json::Value;

use crate::running::{Running, answered, purchase};

#[tokio::test]
async fn a_gateway_that_was_killed_neither_forgets_a_charge_nor_makes_it_twice() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = std::env::temp_dir().join(format!("sandbox-memory-{}", std::process::id()));
    let journal = folder.join("journal.jsonl");
    let (mut program, gateway) = Running::program(&journal).await;
    let first = charge(&gateway, "pm_card_visa", "S-1").await;
    assert_eq!(first["status"], "succeeded");
    charge(&gateway, "pm_card_chargeDeclinedInsufficientFunds", "S-2").await;
    program.kill().await.expect("ours to kill");

    let (mut program, gateway) = Running::program(&journal).await;
    let again = charge(&gateway, "pm_card_visa", "S-1").await;
    assert_eq!(again["id"], first["id"]);
    let id = first["id"].as_str().expect("an id");
    let intent = gateway.get(&format!("/v1/payment_intents/{id}")).await;
    assert_eq!(intent["amount_received"], 1800);
    assert_eq!(gateway.journal("kind=capture").await.len(), 1);
    let declined = gateway
        .get("/v1/payment_intents/search?query=metadata['order']:'S-2'")
        .await;
    let error = &declined["data"][0]["last_payment_error"];
    assert_eq!(error["decline_code"], "insufficient_funds");
    program.kill().await.expect("ours to kill");
    std::fs::remove_dir_all(folder).expect("ours to remove");
}

/// Under a key of the order's own.
async fn charge(gateway: &Running, card: &str, order: &str) -> Value {
    let call = gateway.post("/v1/payment_intents", &purchase(card, order));
    let (_, answer) = answered(call.header("idempotency-key", format!("pay:{order}"))).await;
    answer
}
