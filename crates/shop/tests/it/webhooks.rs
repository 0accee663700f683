//! News from the gateway, as often as it likes to come.

use domain::order::OrderStatus;
use futures::future::join_all;
use shop::payments::Webhook;
use testkit::TestGateway;

use crate::{
    payments::payment,
    till::{self, GOOD_CARD},
};

#[tokio::test]
async fn a_webhook_delivered_five_times_is_one_effect() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    let payments = till.test.shop.payments();
    let due = payment(&till).await;
    payments.charge(due).await.unwrap();
    let reference: String = testkit::sqlx::query_scalar("SELECT gateway_ref FROM payment")
        .fetch_one(&mut till.database().await)
        .await
        .unwrap();
    let now = shop::Clock::now(till.test.clock.as_ref());
    let (signature, body) =
        TestGateway::webhook("evt_1", "payment_intent.succeeded", &reference, now);
    let bells = (0..5).map(|_| payments.receive_webhook(&signature, &body));
    for taken in join_all(bells).await {
        assert_eq!(taken.unwrap(), Webhook::Taken);
    }
    till.work().await;
    assert_eq!(till.status(&placed.key).await, OrderStatus::Paid);
    assert_eq!(
        till.count("SELECT count(*) FROM webhook_inbox WHERE state = 'applied'")
            .await,
        1
    );
    assert_eq!(
        till.count("SELECT count(*) FROM apalis.jobs WHERE job_type = 'apply_webhook'")
            .await,
        1
    );
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_webhook_that_the_gateway_did_not_sign_is_not_even_kept() {
    let (till, _gateway) = till::open().await;
    let now = shop::Clock::now(till.test.clock.as_ref());
    let (signature, mut body) =
        TestGateway::webhook("evt_1", "payment_intent.succeeded", "pi_1", now);
    body.push(b' ');
    let payments = till.test.shop.payments();
    let answer = payments.receive_webhook(&signature, &body).await.unwrap();
    assert_eq!(answer, Webhook::Untrusted);
    assert_eq!(till.count("SELECT count(*) FROM webhook_inbox").await, 0);
}
