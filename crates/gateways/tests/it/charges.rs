//! Charges: sent, found again, called off; and what webhooks say of them.

use std::time::Duration;

use domain::{
    Currency, Money, PaymentId, Timestamp,
    payment::{DeclineReason, PaymentState},
};
use gateways::{Breaker, Charge, Gateway, GatewayError};
use uuid::Uuid;

use crate::wire::{captured, purchase, stripe, wire};

#[tokio::test]
async fn an_error_that_the_gateway_keeps_under_a_key_is_told_from_one_that_may_pass() {
    let wire = wire().await;
    wire.switch("\"dice\": {\"charge_then_500\": 1.0}, \"times\": 1")
        .await;
    let first = wire.stripe.charge(&purchase("pm_card_visa")).await;
    assert!(
        matches!(first, Err(GatewayError::Indeterminate(_))),
        "{first:?}"
    );
    let again = wire.stripe.charge(&purchase("pm_card_visa")).await;
    assert!(matches!(again, Err(GatewayError::Stuck(_))), "{again:?}");
}

#[tokio::test]
async fn a_gateway_that_keeps_failing_is_left_alone_and_then_tried_again() {
    let wire = wire().await;
    let gateway = Breaker::new(stripe(&wire.url, "sk_test_stoa"));
    let nobody = PaymentId(Uuid::from_u128(9));
    wire.switch("\"down\": \"refuse\"").await;
    for _ in 0..25 {
        let away = gateway.charge(&purchase("pm_card_visa")).await;
        assert!(
            matches!(away, Err(GatewayError::Indeterminate(_))),
            "{away:?}"
        );
    }
    // It would answer this one, but nobody is let through to ask.
    let left_alone = gateway.find_by_payment(nobody).await;
    assert!(
        matches!(left_alone, Err(GatewayError::Indeterminate(_))),
        "{left_alone:?}"
    );
    assert_eq!(wire.captures().await, 0);

    let patience = tokio::time::Instant::now() + Duration::from_secs(8);
    while gateway.find_by_payment(nobody).await.is_err() {
        assert!(tokio::time::Instant::now() < patience, "never tried again");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for refusals in 0..40 {
        let refused = gateway.fetch("pi_unheard_of").await;
        assert!(
            matches!(refused, Err(GatewayError::Refused { .. })),
            "a refusal is an answer, and the breaker opened at number {refusals}"
        );
    }
}

#[tokio::test]
async fn a_good_card_is_charged_once_however_often_it_is_sent() {
    let wire = wire().await;
    let first = wire.stripe.charge(&purchase("pm_card_visa")).await;
    let first = first.expect("charged");
    assert!(captured(&first), "{first:?}");
    let again = wire.stripe.charge(&purchase("pm_card_visa")).await;
    assert_eq!(again.expect("replayed"), first);
    assert_eq!(wire.captures().await, 1);

    let fetched = wire.stripe.fetch(&first.reference).await;
    assert_eq!(fetched.expect("known"), first);
    let found = wire
        .stripe
        .find_by_payment(PaymentId(Uuid::from_u128(1)))
        .await;
    assert_eq!(found.expect("answered"), Some(first));
    let stranger = wire
        .stripe
        .find_by_payment(PaymentId(Uuid::from_u128(9)))
        .await;
    assert_eq!(stranger.expect("answered"), None);
}

#[tokio::test]
async fn a_decline_names_its_reason_and_its_intent() {
    let wire = wire().await;
    for (card, reason) in [
        ("pm_card_chargeDeclined", DeclineReason::CardDeclined),
        (
            "pm_card_chargeDeclinedInsufficientFunds",
            DeclineReason::InsufficientFunds,
        ),
        (
            "pm_card_chargeDeclinedExpiredCard",
            DeclineReason::ExpiredCard,
        ),
        (
            "pm_card_chargeDeclinedIncorrectCvc",
            DeclineReason::IncorrectSecurityCode,
        ),
        (
            "pm_card_chargeDeclinedProcessingError",
            DeclineReason::ProcessingError,
        ),
    ] {
        let charge = Charge {
            idempotency_key: card.to_owned(),
            ..purchase(card)
        };
        let declined = wire.stripe.charge(&charge).await.expect("a clear answer");
        assert_eq!(declined.state, PaymentState::Failed { reason });
        let fetched = wire.stripe.fetch(&declined.reference).await;
        assert_eq!(fetched.expect("known"), declined);
    }
}

#[tokio::test]
async fn the_bank_that_asks_is_waited_for_and_then_believed() {
    let wire = wire().await;
    for (outcome, key) in [("complete", "pay:2:1"), ("fail", "pay:2:2")] {
        let charge = Charge {
            idempotency_key: key.to_owned(),
            ..purchase("pm_card_authenticationRequired")
        };
        let asked = wire.stripe.charge(&charge).await.expect("answered");
        let PaymentState::RequiresAction { redirect_url, .. } = &asked.state else {
            panic!("the bank should ask: {asked:?}");
        };
        let browser = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a browser");
        let pressed = browser.post(redirect_url).form(&[("outcome", outcome)]);
        assert_eq!(pressed.send().await.expect("a page").status(), 303);
        let settled = wire.stripe.fetch(&asked.reference).await.expect("known");
        match outcome {
            "complete" => assert!(captured(&settled)),
            _ => assert_eq!(
                settled.state,
                PaymentState::Failed {
                    reason: DeclineReason::AuthenticationFailed
                }
            ),
        }
    }
}

#[tokio::test]
async fn a_lost_answer_is_nobody_knows_and_the_charge_is_found_again() {
    let wire = wire().await;
    for (number, fault) in ["charge_then_hang", "charge_then_500", "truncated_body"]
        .into_iter()
        .enumerate()
    {
        wire.switch(&format!("\"dice\": {{\"{fault}\": 1.0}}, \"times\": 1"))
            .await;
        let payment = PaymentId(Uuid::from_u128(100 + number as u128));
        let charge = Charge {
            payment,
            idempotency_key: fault.to_owned(),
            ..purchase("pm_card_visa")
        };
        let lost = wire.stripe.charge(&charge).await;
        assert!(
            matches!(lost, Err(GatewayError::Indeterminate(_))),
            "{fault}: {lost:?}"
        );
        let found = wire.stripe.find_by_payment(payment).await;
        let found = found.expect("answered").expect("it was charged");
        assert!(captured(&found), "{fault}");
        assert_eq!(wire.captures().await, number + 1);
    }
}

#[tokio::test]
async fn a_charge_that_search_does_not_know_yet_is_found_all_the_same() {
    let wire = wire().await;
    wire.switch("\"search_lag\": \"60s\"").await;
    let paid = wire.stripe.charge(&purchase("pm_card_visa")).await;
    let found = wire
        .stripe
        .find_by_payment(PaymentId(Uuid::from_u128(1)))
        .await;
    assert_eq!(found.expect("answered"), Some(paid.expect("charged")));
}

#[tokio::test]
async fn a_gateway_that_is_away_has_charged_nobody_yet() {
    let wire = wire().await;
    for rule in [
        "\"down\": \"refuse\"",
        "\"down\": \"cut\"",
        "\"dice\": {\"hang_before\": 1.0}",
        "\"dice\": {\"rate_limited\": 1.0}",
    ] {
        wire.switch(rule).await;
        let away = wire.stripe.charge(&purchase("pm_card_visa")).await;
        assert!(
            matches!(away, Err(GatewayError::Indeterminate(_))),
            "{rule}: {away:?}"
        );
    }
    let nobody = stripe("http://127.0.0.1:9", "sk_test_stoa");
    let away = nobody.charge(&purchase("pm_card_visa")).await;
    assert!(
        matches!(away, Err(GatewayError::Indeterminate(_))),
        "{away:?}"
    );
    let locked_out = stripe(&wire.url, "sk_test_of_yesterday");
    let away = locked_out.charge(&purchase("pm_card_visa")).await;
    assert!(
        matches!(away, Err(GatewayError::Indeterminate(_))),
        "{away:?}"
    );
    assert_eq!(wire.captures().await, 0);

    wire.switch("\"dice\": {}").await;
    let back = wire.stripe.charge(&purchase("pm_card_visa")).await;
    assert!(captured(&back.expect("back again")));
}

#[tokio::test]
async fn a_key_used_for_something_else_is_never_taken_for_a_refusal() {
    let wire = wire().await;
    let first = wire.stripe.charge(&purchase("pm_card_visa")).await;
    first.expect("charged");
    let other = Charge {
        amount: Money::new(1900, Currency::Eur),
        ..purchase("pm_card_visa")
    };
    let mixed_up = wire.stripe.charge(&other).await;
    assert!(matches!(mixed_up, Err(GatewayError::Indeterminate(_))));
}

#[tokio::test]
async fn what_is_malformed_is_refused_and_nothing_happens() {
    let wire = wire().await;
    let refused = wire.stripe.charge(&purchase("pm_nobody_made_this")).await;
    assert!(
        matches!(&refused, Err(GatewayError::Refused { code, .. }) if code == "resource_missing"),
        "{refused:?}"
    );
    let unknown = wire.stripe.fetch("pi_unknown/../../journal").await;
    assert!(
        matches!(unknown, Err(GatewayError::Refused { .. })),
        "{unknown:?}"
    );
}

#[tokio::test]
async fn cancelling_stops_a_charge_or_tells_that_it_is_too_late() {
    let wire = wire().await;
    let asked = wire
        .stripe
        .charge(&purchase("pm_card_authenticationRequired"))
        .await;
    let asked = asked.expect("the bank asks");
    for _ in 0..2 {
        let stopped = wire.stripe.cancel(&asked.reference).await;
        assert_eq!(stopped.expect("stopped").state, PaymentState::Voided);
    }
    let charge = Charge {
        idempotency_key: "pay:2:2".to_owned(),
        ..purchase("pm_card_visa")
    };
    let paid = wire.stripe.charge(&charge).await.expect("charged");
    let too_late = wire.stripe.cancel(&paid.reference).await;
    assert!(captured(&too_late.expect("a clear answer")));
}

#[tokio::test]
async fn a_webhook_says_which_payment_to_look_at() {
    let wire = wire().await;
    let body = r#"{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":
        {"id":"pi_1","object":"payment_intent","metadata":{"payment_id":"00000000-0000-0000-0000-000000000001"}}}}"#;
    let now = Timestamp::from_unix_millis(1_800_000_000_000);
    let header = sandbox::sign("whsec_stoa_sandbox", 1_800_000_000, body.as_bytes());
    let event = wire.stripe.verify_webhook(&header, body.as_bytes(), now);
    let event = event.expect("genuine");
    assert_eq!(event.id, "evt_1");
    assert_eq!(event.kind, "payment_intent.succeeded");
    assert_eq!(event.reference.as_deref(), Some("pi_1"));
    assert_eq!(event.payment, Some(PaymentId(Uuid::from_u128(1))));

    let forged = sandbox::sign("whsec_of_a_stranger", 1_800_000_000, body.as_bytes());
    assert!(
        wire.stripe
            .verify_webhook(&forged, body.as_bytes(), now)
            .is_err()
    );
    let refund = r#"{"id":"evt_2","type":"charge.refunded","data":{"object":
        {"id":"ch_1","object":"charge","payment_intent":"pi_1"}}}"#;
    let header = sandbox::sign("whsec_stoa_sandbox", 1_800_000_000, refund.as_bytes());
    let event = wire.stripe.verify_webhook(&header, refund.as_bytes(), now);
    assert_eq!(event.expect("genuine").reference.as_deref(), Some("pi_1"));
}
