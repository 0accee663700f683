use crate::running::{answered, purchase, settings, start};

#[tokio::test]
async fn ada_pays_and_the_payment_can_be_found_by_its_metadata() {
    let gateway = start(settings()).await;
    let (status, paid) = gateway.pay("4242 4242 4242 4242", "S-1").await;
    assert_eq!((status, &paid["status"]), (200, &"succeeded".into()));
    assert_eq!(paid["amount_received"], 1800);

    let id = paid["id"].as_str().expect("an id");
    assert_eq!(
        gateway.get(&format!("/v1/payment_intents/{id}")).await["id"],
        id
    );
    let query = "query=metadata%5B%27payment_id%27%5D%3A%27p-1%27";
    let found = gateway
        .get(&format!("/v1/payment_intents/search?{query}"))
        .await;
    assert_eq!(found["data"][0]["id"], id);

    let charge = paid["latest_charge"].as_str().expect("a charge");
    let charge = gateway.get(&format!("/v1/charges/{charge}")).await;
    assert_eq!(charge["payment_method_details"]["card"]["last4"], "4242");
    assert_eq!(charge["amount_captured"], 1800);
}

#[tokio::test]
async fn a_declined_card_says_why_and_takes_no_money() {
    let gateway = start(settings()).await;
    for (number, code, decline_code) in [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000000069", "expired_card", "expired_card"),
        ("4000000000000127", "incorrect_cvc", "incorrect_cvc"),
        ("4000000000000119", "processing_error", "processing_error"),
    ] {
        let (status, declined) = gateway.pay(number, "S-1").await;
        assert_eq!(status, 402);
        let error = &declined["error"];
        assert_eq!(error["type"], "card_error");
        assert_eq!(
            (&error["code"], &error["decline_code"]),
            (&code.into(), &decline_code.into())
        );
        assert_eq!(error["payment_intent"]["status"], "requires_payment_method");
        assert_eq!(error["payment_intent"]["amount_received"], 0);
    }
    assert!(gateway.journal("kind=capture").await.is_empty());
    assert_eq!(
        gateway
            .journal("kind=decline&metadata.order=S-1")
            .await
            .len(),
        5
    );
}

#[tokio::test]
async fn the_same_key_charges_once_and_answers_alike() {
    let gateway = start(settings()).await;
    let card = gateway.card("4242424242424242").await;
    let pay = |order| {
        let call = gateway.post("/v1/payment_intents", &purchase(&card, order));
        call.header("Idempotency-Key", "pay:1:1")
    };
    let first = pay("S-1").send().await.expect("answered");
    assert!(first.headers().get("idempotent-replayed").is_none());
    let first = first.text().await.expect("a body");
    let second = pay("S-1").send().await.expect("answered");
    assert_eq!(second.headers()["idempotent-replayed"], "true");
    assert_eq!(second.text().await.expect("a body"), first);

    let (status, refused) = answered(pay("S-2")).await;
    assert_eq!(status, 400);
    assert_eq!(refused["error"]["type"], "idempotency_error");
    assert_eq!(gateway.journal("kind=capture").await.len(), 1);
}

#[tokio::test]
async fn a_replayed_decline_is_still_a_decline() {
    let gateway = start(settings()).await;
    let card = gateway.card("4000000000000002").await;
    for replayed in [false, true] {
        let call = gateway.post("/v1/payment_intents", &purchase(&card, "S-1"));
        let answer = call.header("Idempotency-Key", "pay:1:1").send().await;
        let answer = answer.expect("answered");
        assert_eq!(answer.status(), 402);
        assert_eq!(
            answer.headers().contains_key("idempotent-replayed"),
            replayed
        );
    }
    assert_eq!(gateway.journal("kind=decline").await.len(), 1);
}

#[tokio::test]
async fn twenty_at_once_under_one_key_are_one_charge() {
    let mut settings = settings();
    settings.latency = sandbox::Span::millis(50);
    let gateway = start(settings).await;
    let card = gateway.card("4242424242424242").await;
    let calls = (0..20).map(|_| {
        let call = gateway.post("/v1/payment_intents", &purchase(&card, "S-1"));
        answered(call.header("Idempotency-Key", "pay:1:1"))
    });
    let answers = futures::future::join_all(calls).await;
    assert!(
        answers
            .iter()
            .all(|(status, _)| matches!(status, 200 | 409))
    );
    assert_eq!(gateway.journal("kind=capture").await.len(), 1);
}

#[tokio::test]
async fn held_money_is_captured_or_let_go() {
    let gateway = start(settings()).await;
    let hold = || async {
        let card = gateway.card("4242424242424242").await;
        let mut fields = purchase(&card, "S-1");
        fields.push(("capture_method", "manual"));
        let (_, held) = answered(gateway.post("/v1/payment_intents", &fields)).await;
        assert_eq!(held["status"], "requires_capture");
        held["id"].as_str().expect("an id").to_owned()
    };
    let id = hold().await;
    let path = format!("/v1/payment_intents/{id}/capture");
    let (_, captured) = answered(gateway.post(&path, &[("amount_to_capture", "1000")])).await;
    assert_eq!(captured["amount_received"], 1000);
    let (status, _) =
        answered(gateway.post(&format!("/v1/payment_intents/{id}/cancel"), &[])).await;
    assert_eq!(status, 400, "captured money is refunded, not cancelled");

    let id = hold().await;
    let path = format!("/v1/payment_intents/{id}/cancel");
    let (_, canceled) = answered(gateway.post(&path, &[])).await;
    assert_eq!(canceled["status"], "canceled");
}

#[tokio::test]
async fn a_careless_caller_is_told_what_is_wrong() {
    let gateway = start(settings()).await;
    let refused = |fields: Vec<(&'static str, &'static str)>| {
        let call = gateway.post("/v1/payment_intents", &fields);
        async move {
            let (status, body) = answered(call).await;
            assert_eq!(status, 400);
            body["error"]["code"].as_str().expect("a code").to_owned()
        }
    };
    assert_eq!(
        refused(vec![("currency", "eur")]).await,
        "parameter_missing"
    );
    assert_eq!(
        refused(vec![("amount", "18.00"), ("currency", "eur")]).await,
        "parameter_invalid_integer"
    );
    assert_eq!(refused(vec![("amuont", "1800")]).await, "parameter_unknown");

    let call = gateway.http.get(format!("{}/v1/events", gateway.url));
    let (status, _) = answered(call.bearer_auth("sk_test_wrong")).await;
    assert_eq!(status, 401);
    let call = gateway.http.get(format!("{}/v1/events", gateway.url));
    let (status, _) = answered(call.bearer_auth("pk_test_stoa")).await;
    assert_eq!(status, 401, "a browser's key reads nothing");
}

#[tokio::test]
async fn lists_come_newest_first_and_page_by_page() {
    let gateway = start(settings()).await;
    for order in ["S-1", "S-2", "S-3"] {
        gateway.pay("4242424242424242", order).await;
    }
    let first = gateway.get("/v1/payment_intents?limit=2").await;
    assert_eq!(first["has_more"], true);
    assert_eq!(first["data"][0]["metadata"]["order"], "S-3");
    let last = first["data"][1]["id"].as_str().expect("an id");
    let path = format!("/v1/payment_intents?limit=2&starting_after={last}");
    let second = gateway.get(&path).await;
    assert_eq!(second["has_more"], false);
    assert_eq!(second["data"][0]["metadata"]["order"], "S-1");
    let later = gateway
        .get("/v1/payment_intents?created%5Bgte%5D=99999999999")
        .await;
    assert_eq!(later["data"].as_array().map(Vec::len), Some(0));
}
