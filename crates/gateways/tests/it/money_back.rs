//! Refunds and lists, against the sandbox gateway, over the wire.

use domain::{
    Currency, Money, PaymentId, RefundId, Timestamp, payment::PaymentState, refund::RefundState,
};
use gateways::{Capture, Charge, Gateway, GatewayError, Refund, Stripe};
use uuid::Uuid;

use crate::wire::{self, Wire, wire};

/// Before everything.
const BEGINNING: Timestamp = Timestamp::from_unix_millis(0);

async fn gateway() -> (Stripe, String) {
    let Wire { url, stripe } = wire().await;
    (stripe, url)
}

/// Ada's order of €18.00, paid; the charge's reference.
async fn paid(stripe: &Stripe, number: u128) -> String {
    let charge = purchase(number);
    stripe.charge(&charge).await.expect("charged").reference
}

fn purchase(number: u128) -> Charge {
    Charge {
        payment: PaymentId(Uuid::from_u128(number)),
        idempotency_key: format!("pay:{number}:1"),
        ..wire::purchase("pm_card_visa")
    }
}

fn refund(reference: &str, number: u128, minor: i64) -> Refund {
    Refund {
        refund: RefundId(Uuid::from_u128(number)),
        reference: reference.to_owned(),
        amount: Money::new(minor, Currency::Eur),
        idempotency_key: format!("refund:{number}"),
    }
}

#[tokio::test]
async fn money_goes_back_once_per_key_and_never_twice() {
    let (stripe, _) = gateway().await;
    let charge = paid(&stripe, 1).await;
    let whole = refund(&charge, 1, 1800);
    assert_eq!(stripe.find_refund(&whole).await.expect("answered"), None);
    let first = stripe.refund(&whole).await.expect("given back");
    let again = stripe.refund(&whole).await.expect("replayed");
    assert_eq!(first, again);
    assert_eq!(first.minor, 1800);
    let reference = first.reference.clone();
    assert_eq!(first.state, RefundState::Succeeded { reference });
    let found = stripe.find_refund(&whole).await.expect("answered");
    assert_eq!(found, Some(first));
    let refused = stripe.refund(&refund(&charge, 2, 1800)).await;
    assert!(
        matches!(&refused, Err(GatewayError::Refused { code, .. }) if code == "charge_already_refunded"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_refund_whose_answer_was_lost_is_found_again() {
    let (stripe, url) = gateway().await;
    let charge = paid(&stripe, 1).await;
    for (number, fault) in (10..).zip(["charge_then_hang", "charge_then_500", "truncated_body"]) {
        let answer = reqwest::Client::new()
            .post(format!("{url}/switches"))
            .header("content-type", "application/json")
            .body(format!("{{\"dice\": {{\"{fault}\": 1.0}}, \"times\": 1}}"))
            .send()
            .await
            .expect("the gateway answers");
        assert_eq!(answer.status(), 200);
        let part = refund(&charge, number, 100);
        let lost = stripe.refund(&part).await;
        assert!(
            matches!(lost, Err(GatewayError::Indeterminate(_))),
            "{fault}: {lost:?}"
        );
        let found = stripe.find_refund(&part).await.expect("answered");
        assert_eq!(found.expect("it went").minor, 100, "{fault}");
    }
}

#[tokio::test]
async fn one_of_many_refunds_is_found_beyond_the_first_page() {
    let (stripe, _) = gateway().await;
    let charge = paid(&stripe, 1).await;
    for number in 1..=102 {
        let given = stripe.refund(&refund(&charge, number, 1)).await;
        given.expect("given back");
    }
    let oldest = stripe.find_refund(&refund(&charge, 1, 1)).await;
    assert!(oldest.expect("answered").is_some());
    let none = stripe.find_refund(&refund(&charge, 999, 1)).await;
    assert_eq!(none.expect("answered"), None);
}

#[tokio::test]
async fn lists_are_walked_page_by_page_and_end() {
    let (stripe, _) = gateway().await;
    let mut charges = Vec::new();
    for number in 1..=101 {
        charges.push(paid(&stripe, number).await);
    }
    stripe
        .refund(&refund(&charges[0], 7, 500))
        .await
        .expect("given back");

    let first = stripe.list_charges(BEGINNING, None).await.expect("a page");
    assert_eq!(first.items.len(), 100);
    let newest = &first.items[0];
    assert_eq!(newest.reference, charges[100]);
    assert_eq!(newest.payment, Some(PaymentId(Uuid::from_u128(101))));
    assert_eq!(
        (newest.captured_minor, newest.currency.as_str()),
        (1800, "EUR")
    );
    let second = stripe.list_charges(BEGINNING, first.next.as_deref()).await;
    let second = second.expect("a page");
    assert_eq!(second.items.len(), 1);
    assert_eq!(second.items[0].reference, charges[0]);
    assert_eq!(second.next, None);

    let refunds = stripe.list_refunds(BEGINNING, None).await.expect("a page");
    assert_eq!(refunds.items.len(), 1);
    let only = &refunds.items[0];
    assert_eq!(only.refund, Some(RefundId(Uuid::from_u128(7))));
    assert_eq!(only.charge.as_deref(), Some(charges[0].as_str()));
    assert_eq!((only.minor, only.currency.as_str()), (500, "EUR"));

    let tomorrow = Timestamp::from_unix_millis(4_000_000_000_000);
    let none = stripe.list_charges(tomorrow, None).await.expect("a page");
    assert!(none.items.is_empty() && none.next.is_none());
}

#[tokio::test]
async fn a_reserved_amount_is_taken_once_or_let_go() {
    let (stripe, _) = gateway().await;
    let reserve = |number| Charge {
        capture: Capture::Later,
        ..purchase(number)
    };
    let reserved = stripe.charge(&reserve(1)).await.expect("reserved");
    let reference = reserved.reference.clone();
    assert_eq!(reserved.state, PaymentState::Authorized { reference });
    let captured = PaymentState::Captured {
        reference: reserved.reference.clone(),
        amount: Money::new(1800, Currency::Eur),
    };
    for _ in 0..2 {
        let taken = stripe.capture(&reserved.reference).await.expect("taken");
        assert_eq!(taken.state, captured);
    }
    let other = stripe.charge(&reserve(2)).await.expect("reserved");
    let let_go = stripe.cancel(&other.reference).await.expect("let go");
    assert_eq!(let_go.state, PaymentState::Voided);
    let too_late = stripe.capture(&other.reference).await.expect("answered");
    assert_eq!(too_late.state, PaymentState::Voided);
}
