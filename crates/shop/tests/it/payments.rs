//! Money over the wire: charged once, whatever is lost, late or asked for twice on the way.

use domain::{
    PaymentId,
    order::{OrderKey, OrderStatus},
    payment::DeclineReason,
};
use futures::{StreamExt as _, future::join_all};
use serde_json::json;
use shop::payments::jobs::{self, ChargePayment, JobError};

use crate::till::{self, BAD_CARD, CAREFUL_CARD, GOOD_CARD, Till};

pub(crate) async fn payment(till: &Till) -> PaymentId {
    let latest = "SELECT id FROM payment ORDER BY created_at DESC, attempt DESC LIMIT 1";
    let id = testkit::sqlx::query_scalar(latest)
        .fetch_one(&mut till.database().await)
        .await
        .unwrap();
    PaymentId(id)
}

fn expired() -> OrderStatus {
    OrderStatus::Declined {
        reason: DeclineReason::Expired,
    }
}

#[tokio::test]
async fn an_order_is_settled_even_if_every_job_is_lost() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    till.sql("DELETE FROM apalis.jobs").await;
    till.let_time_pass(false).await;
    let report = till.test.shop.payments().sweep().await.unwrap();
    assert_eq!(report.payments, 1);
    till.work().await;
    assert_eq!(till.status(&placed.key).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn two_workers_with_the_same_job_charge_once() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    let payment = payment(&till).await;
    let payments = till.test.shop.payments();
    for done in join_all((0..8).map(|_| payments.charge(payment))).await {
        done.unwrap();
    }
    till.work().await;
    assert_eq!(till.status(&placed.key).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    assert_eq!(till.shelf(till.chalk).await, (19, 0));
    till.check_the_books().await;
}

#[tokio::test]
async fn a_charge_whose_answer_is_lost_is_found_again_and_not_repeated() {
    let (till, gateway) = till::open().await;
    gateway
        .switch(json!({"dice": {"charge_then_hang": 1.0}, "hang": "5s", "times": 1}))
        .await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    assert_eq!(till.status(&key).await, OrderStatus::WaitingForGateway);
    assert_eq!(till.shelf(till.chalk).await, (20, 1));
    till.check_the_books().await;

    gateway.mend().await;
    till.let_time_pass(true).await;
    let report = till.test.shop.payments().sweep().await.unwrap();
    assert_eq!(
        report.expired, 0,
        "goods that may be paid are not given away"
    );
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn while_the_gateway_is_away_the_order_waits_and_is_paid_later() {
    let (till, gateway) = till::open().await;
    gateway.switch(json!({"down": "refuse"})).await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    for _ in 0..3 {
        till.let_time_pass(false).await;
        till.test.shop.payments().sweep().await.unwrap();
        till.work().await;
        assert_eq!(till.status(&key).await, OrderStatus::WaitingForGateway);
    }
    let waits = till
        .count("SELECT extract(epoch FROM next_check_at - now())::bigint FROM payment")
        .await;
    assert!(8 < waits, "asked again after {waits} s only");

    gateway.mend().await;
    till.let_time_pass(false).await;
    till.test.shop.payments().sweep().await.unwrap();
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_charge_is_never_sent_again_once_its_key_may_be_forgotten() {
    let (till, gateway) = till::open().await;
    gateway.switch(json!({"down": "refuse"})).await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    gateway.mend().await;
    till.sql("UPDATE payment SET first_sent_at = now() - interval '23 hours'")
        .await;
    till.let_time_pass(false).await;
    till.test.shop.payments().sweep().await.unwrap();
    till.work().await;
    assert_eq!(
        till.status(&key).await,
        OrderStatus::Declined {
            reason: DeclineReason::ProcessingError
        }
    );
    assert_eq!(gateway.journal("capture").await.len(), 0);
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    till.check_the_books().await;
}

#[tokio::test]
async fn a_shopper_who_never_answers_their_bank_holds_goods_for_a_while_only() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, CAREFUL_CARD, "1").await;
    assert!(matches!(
        till.status(&key).await,
        OrderStatus::NeedsAuthentication { .. }
    ));
    assert_eq!(till.test.shop.payments().sweep().await.unwrap().expired, 0);
    till.let_time_pass(true).await;
    till.test.shop.payments().sweep().await.unwrap();
    assert_eq!(till.status(&key).await, expired());
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    assert_eq!(till.items_in_cart(&linus).await, 1);
    till.work().await;
    assert_eq!(till.status(&key).await, expired());
    assert_eq!(gateway.journal("capture").await.len(), 0);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_charge_that_comes_too_late_for_its_goods_is_never_sent() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    till.let_time_pass(true).await;
    let report = till.test.shop.payments().sweep().await.unwrap();
    assert_eq!(report.expired, 1);
    assert_eq!(till.status(&placed.key).await, expired());
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    till.work().await;
    assert_eq!(till.status(&placed.key).await, expired());
    assert_eq!(gateway.journal("capture").await.len(), 0);
    till.check_the_books().await;
}

#[tokio::test]
async fn before_the_next_card_is_charged_the_declined_one_is_off_for_good() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    till.buy(&linus, BAD_CARD, "1").await;
    till.buy(&linus, GOOD_CARD, "2").await;
    assert_eq!(gateway.journal("cancel").await.len(), 1);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_job_that_keeps_ending_its_workers_is_parked_and_the_order_settles_all_the_same() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    let job = ChargePayment {
        payment: payment(&till).await,
        trace_parent: None,
    };
    let parked = jobs::charge_payment(&job, jobs::MAX_ATTEMPTS + 1, &till.test.shop).await;
    assert!(matches!(parked, Err(JobError::GiveUp(_))), "with a reason");
    assert_eq!(till.status(&placed.key).await, OrderStatus::Confirming);
    till.sql("UPDATE apalis.jobs SET status = 'Done'").await;
    till.let_time_pass(false).await;
    till.test.shop.payments().sweep().await.unwrap();
    till.work().await;
    assert_eq!(till.status(&placed.key).await, OrderStatus::Paid);
}

#[tokio::test]
async fn whoever_watches_an_order_sees_it_paid_and_then_no_more() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    let watching = watched(&till, &placed.key).await;
    till.work().await;
    let seen = watching.await.unwrap();
    assert_eq!(seen, [OrderStatus::Confirming, OrderStatus::Paid]);
}

async fn watched(till: &Till, key: &OrderKey) -> tokio::task::JoinHandle<Vec<OrderStatus>> {
    let statuses = till.test.shop.orders().watch(key).await.unwrap();
    tokio::spawn(statuses.collect())
}
