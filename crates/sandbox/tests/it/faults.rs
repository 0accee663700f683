use std::time::Duration;

use serde_json::json;

use crate::running::{answered, purchase, settings, start};

#[tokio::test]
async fn a_charge_whose_answer_is_lost_can_be_asked_for_again() {
    let gateway = start(settings()).await;
    gateway
        .switch(json!({"scope": {"metadata.order": "S-1"}, "dice": {"charge_then_hang": 1.0}, "times": 1}))
        .await;
    let card = gateway.card("4242424242424242").await;
    let pay = || {
        let call = gateway.post("/v1/payment_intents", &purchase(&card, "S-1"));
        call.header("Idempotency-Key", "pay:1:1")
    };
    let lost = pay().timeout(Duration::from_millis(300)).send().await;
    assert!(lost.expect_err("no answer").is_timeout());
    let (status, paid) = answered(pay()).await;
    assert_eq!((status, &paid["status"]), (200, &"succeeded".into()));
    assert_eq!(gateway.journal("kind=capture").await.len(), 1);
}

#[tokio::test]
async fn a_gateway_that_is_down_for_one_order_serves_the_others() {
    let gateway = start(settings()).await;
    let scope = json!({"metadata.order": "S-1"});
    gateway
        .switch(json!({"scope": scope, "down": "refuse"}))
        .await;
    assert_eq!(gateway.pay("4242424242424242", "S-1").await.0, 503);
    assert_eq!(gateway.pay("4242424242424242", "S-2").await.0, 200);
    assert!(
        gateway
            .journal("kind=intent&metadata.order=S-1")
            .await
            .is_empty()
    );

    gateway.switch(json!({"scope": scope, "down": "cut"})).await;
    let card = gateway.card("4242424242424242").await;
    let call = gateway.post("/v1/payment_intents", &purchase(&card, "S-1"));
    let cut = match call.send().await {
        Ok(answer) => answer.bytes().await.map(|_| ()),
        Err(error) => Err(error),
    };
    assert!(cut.is_err(), "the connection breaks");

    gateway.switch(json!({"scope": scope})).await;
    assert_eq!(gateway.pay("4242424242424242", "S-1").await.0, 200);
}

#[tokio::test]
async fn faults_before_the_work_leave_no_trace_and_faults_after_it_do() {
    let gateway = start(settings()).await;
    for (fault, status, captures) in [
        ("unavailable_before", 503, 0),
        ("rate_limited", 429, 0),
        ("charge_then_500", 500, 1),
        ("decline", 402, 0),
    ] {
        let mut dice = serde_json::Map::new();
        dice.insert(fault.to_owned(), json!(1.0));
        let scope = json!({"metadata.order": fault});
        gateway.switch(json!({"scope": scope, "dice": dice})).await;
        let (answered, _) = gateway.pay("4242424242424242", fault).await;
        assert_eq!(answered, status, "{fault}");
        let query = format!("kind=capture&metadata.order={fault}");
        assert_eq!(gateway.journal(&query).await.len(), captures, "{fault}");
    }
}

#[tokio::test]
async fn half_an_answer_is_an_error_for_the_reader() {
    let gateway = start(settings()).await;
    gateway
        .switch(json!({"scope": {"metadata.order": "S-1"}, "dice": {"truncated_body": 1.0}}))
        .await;
    let card = gateway.card("4242424242424242").await;
    let call = gateway.post("/v1/payment_intents", &purchase(&card, "S-1"));
    let read = match call.send().await {
        Ok(answer) => answer.bytes().await.map(|_| ()),
        Err(error) => Err(error),
    };
    assert!(read.is_err());
    assert_eq!(gateway.journal("kind=capture").await.len(), 1);
}

#[tokio::test]
async fn a_payment_in_processing_settles_by_itself() {
    let gateway = start(settings()).await;
    gateway
        .switch(json!({"scope": {"metadata.order": "S-1"}, "dice": {"processing": 1.0}}))
        .await;
    let (_, slow) = gateway.pay("4242424242424242", "S-1").await;
    assert_eq!(slow["status"], "processing");
    let id = slow["id"].as_str().expect("an id");
    let settled = async {
        while gateway.get(&format!("/v1/payment_intents/{id}")).await["status"] != "succeeded" {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let settled = tokio::time::timeout(Duration::from_secs(20), settled).await;
    assert!(settled.is_ok());
}

#[tokio::test]
async fn a_switch_that_makes_no_sense_is_refused() {
    let gateway = start(settings()).await;
    for rule in [
        json!({"scope": {"order": "S-1"}}),
        json!({"dice": {"slow": 2.0}}),
        json!({"dice": {"gremlins": 0.5}}),
        json!({"latency": "soon"}),
    ] {
        let call = gateway.http.post(format!("{}/switches", gateway.url));
        let answer = call.json(&rule).send().await.expect("answered");
        assert!(answer.status().is_client_error(), "{rule}");
    }
}
