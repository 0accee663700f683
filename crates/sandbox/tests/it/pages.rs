use crate::running::{SHOP, settings, start};

/// The hosted card page with these words from the shop.
fn hosted(gateway: &str, words: &[(&str, &str)]) -> url::Url {
    let page = format!("{gateway}/pay/card");
    url::Url::parse_with_params(&page, words).expect("well formed")
}

#[tokio::test]
async fn ada_types_her_card_without_javascript_and_returns_with_a_token() {
    let gateway = start(settings()).await;
    let back = format!("{SHOP}/checkout?step=pay");
    let call = gateway.http.get(hosted(
        &gateway.url,
        &[
            ("return_url", back.as_str()),
            ("amount", "1800"),
            ("currency", "EUR"),
            ("reference", "S-1"),
        ],
    ));
    let page = call.send().await.expect("answered");
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .expect("ASCII");
    assert!(policy.contains("frame-ancestors 'none'"));
    let html = page.text().await.expect("a page");
    assert!(html.contains("€18.00") && html.contains("autocomplete=\"cc-number\""));
    assert!(!html.contains("placeholder") && !html.contains("<script"));

    let submit = |number: &'static str| {
        let form = [
            ("number", number),
            ("expiry", "12 / 34"),
            ("cvc", "123"),
            ("name", "Ada"),
            ("return_url", &back),
        ];
        gateway
            .http
            .post(format!("{}/pay/card", gateway.url))
            .form(&form)
            .send()
    };
    let sent = submit("4242-4242 4242 4242").await.expect("answered");
    assert_eq!(sent.status(), 303);
    let location = sent.headers()["location"].to_str().expect("ASCII");
    let prefix = format!("{SHOP}/checkout?step=pay&payment_method=pm_");
    assert!(location.starts_with(&prefix), "{location}");

    let wrong = submit("4242 4242 4242 4241").await.expect("answered");
    assert_eq!(wrong.status(), 200);
    let html = wrong.text().await.expect("a page");
    assert!(html.contains("<title>Error: Card details"));
    assert!(html.contains("role=\"alert\"") && html.contains("href=\"#number\""));
    assert!(html.contains("12 / 34") && !html.contains("4242 4242"));
}

#[tokio::test]
async fn nobody_is_sent_to_a_stranger() {
    let gateway = start(settings()).await;
    let stranger = "http://evil.example/";
    let url = hosted(&gateway.url, &[("return_url", stranger)]);
    let page = gateway.http.get(url).send().await;
    assert_eq!(page.expect("answered").status(), 400);
    let call = gateway.http.post(format!("{}/pay/card", gateway.url));
    let form = [
        ("number", "4242424242424242"),
        ("expiry", "12/34"),
        ("cvc", "123"),
        ("return_url", stranger),
    ];
    assert_eq!(
        call.form(&form).send().await.expect("answered").status(),
        400
    );
}

#[tokio::test]
async fn the_card_fields_may_be_framed_by_the_shop_alone() {
    let gateway = start(settings()).await;
    let page = gateway.http.get(format!("{}/embed/card", gateway.url));
    let page = page.send().await.expect("answered");
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .expect("ASCII");
    assert!(
        policy.contains(&format!("frame-ancestors {SHOP}")),
        "{policy}"
    );
    assert!(policy.contains("script-src 'self';"));
    assert!(
        page.text()
            .await
            .expect("a page")
            .contains("/embed/card.js")
    );
}

#[tokio::test]
async fn the_bank_asks_and_both_answers_lead_back_to_the_shop() {
    let gateway = start(settings()).await;
    for (outcome, status, redirect_status) in [
        ("complete", "succeeded", "succeeded"),
        ("fail", "requires_payment_method", "failed"),
    ] {
        let (_, asked) = gateway.pay("4000 0027 6000 3184", outcome).await;
        assert_eq!(asked["status"], "requires_action");
        let url = asked["next_action"]["redirect_to_url"]["url"]
            .as_str()
            .expect("a page");
        let page = gateway.http.get(url).send().await.expect("answered");
        assert!(
            page.text()
                .await
                .expect("a page")
                .contains("Complete authentication")
        );

        // Pressing twice is pressing once.
        for _ in 0..2 {
            let press = gateway.http.post(url).form(&[("outcome", outcome)]).send();
            let sent = press.await.expect("answered");
            assert_eq!(sent.status(), 303);
            let location = sent.headers()["location"].to_str().expect("ASCII");
            assert!(
                location.starts_with(&format!("{SHOP}/orders/S-1?from=bank&payment_intent=pi_"))
            );
            assert!(location.ends_with(&format!("redirect_status={redirect_status}")));
        }
        let id = asked["id"].as_str().expect("an id");
        let intent = gateway.get(&format!("/v1/payment_intents/{id}")).await;
        assert_eq!(intent["status"], status);
    }
    assert_eq!(gateway.journal("kind=capture").await.len(), 1);
}

#[tokio::test]
async fn a_developer_sees_the_latest_payments() {
    let gateway = start(settings()).await;
    let (_, paid) = gateway.pay("4242424242424242", "S-<1>").await;
    let page = gateway
        .http
        .get(&gateway.url)
        .send()
        .await
        .expect("answered");
    let html = page.text().await.expect("a page");
    assert!(html.contains(paid["id"].as_str().expect("an id")));
    assert!(html.contains("order=S-&lt;1&gt;"));
}
