//! Work that was put aside, what a person does about it, and what is forgotten in time.

use domain::order::OrderStatus;
use shop::ShopError;

use crate::till::{self, GOOD_CARD, Till};

/// An order whose job was given up before anything was charged.
async fn park_a_job(till: &Till) -> (domain::order::OrderKey, String) {
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    till.sql(
        r#"UPDATE apalis.jobs SET status = 'Killed', attempts = 6, done_at = now(),
           last_result = '{"Err": "it ended its workers 5 times"}'"#,
    )
    .await;
    let parked = till.test.shop.queue().parked().await.unwrap();
    assert_eq!(parked.len(), 1);
    (placed.key, parked[0].id.clone())
}

#[tokio::test]
async fn a_parked_job_says_why_and_does_its_work_when_it_is_sent_again() {
    let (till, gateway) = till::open().await;
    let (order, id) = park_a_job(&till).await;
    let queue = till.test.shop.queue();
    let parked = queue.get(&id).await.unwrap();
    assert_eq!(parked.queue, "charge_payment");
    assert_eq!(parked.reason, "it ended its workers 5 times");
    assert!(parked.payload.contains("payment"), "{}", parked.payload);

    queue
        .retry(&id, "command:grace", Some("fixed"))
        .await
        .unwrap();
    let twice = queue.retry(&id, "command:grace", None).await;
    assert!(matches!(twice, Err(ShopError::NotFound)));
    let renamed = "SELECT count(*) FROM apalis.jobs WHERE idempotency_key LIKE 'charge:%:r1'";
    assert_eq!(till.count(renamed).await, 1);
    till.work().await;
    assert_eq!(till.status(&order).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    let audited = "SELECT count(*) FROM audit_log WHERE action = 'job.retry' AND actor = 'command:grace' AND note = 'fixed'";
    assert_eq!(till.count(audited).await, 1);
}

#[tokio::test]
async fn a_job_that_is_parked_again_gets_another_key_each_time() {
    let (till, _gateway) = till::open().await;
    let (_, mut id) = park_a_job(&till).await;
    for number in 1..=3 {
        let queue = till.test.shop.queue();
        queue.retry(&id, "command:grace", None).await.unwrap();
        till.sql("UPDATE apalis.jobs SET status = 'Killed'").await;
        let parked = queue.parked().await.unwrap();
        assert_eq!(parked.len(), 1);
        id.clone_from(&parked[0].id);
        let key: String = testkit::sqlx::query_scalar("SELECT idempotency_key FROM apalis.jobs")
            .fetch_one(&mut till.database().await)
            .await
            .unwrap();
        assert!(key.ends_with(&format!(":r{number}")), "{key}");
        assert_eq!(key.matches(":r").count(), 1, "{key}");
    }
}

#[tokio::test]
async fn a_discarded_job_is_gone_and_the_order_settles_all_the_same() {
    let (till, _gateway) = till::open().await;
    let (order, id) = park_a_job(&till).await;
    let queue = till.test.shop.queue();
    queue
        .discard(&id, "command:grace", "not needed")
        .await
        .unwrap();
    assert!(queue.parked().await.unwrap().is_empty());
    till.let_time_pass(false).await;
    till.test.shop.payments().sweep().await.unwrap();
    till.work().await;
    assert_eq!(till.status(&order).await, OrderStatus::Paid);
}

#[tokio::test]
async fn a_dead_webhook_is_applied_when_it_is_sent_again() {
    let (till, _gateway) = till::open().await;
    let order = till.buy(&till.linus(1).await, GOOD_CARD, "1").await;
    till.sql(
        "INSERT INTO webhook_inbox (gateway, event_id, type, object_ref, body, state, tries)
         SELECT 'stripe', 'evt_1', 'payment_intent.succeeded', gateway_ref, '', 'dead', 10 FROM payment",
    )
    .await;
    let queue = till.test.shop.queue();
    assert_eq!(queue.parked().await.unwrap()[0].id, "stripe:evt_1");
    let counted = queue.parked_counts().await.unwrap();
    assert_eq!(counted, [("webhook".to_owned(), 1)]);
    queue
        .retry("stripe:evt_1", "command:grace", None)
        .await
        .unwrap();
    till.work().await;
    let applied = "SELECT count(*) FROM webhook_inbox WHERE state = 'applied'";
    assert_eq!(till.count(applied).await, 1);
    assert_eq!(till.status(&order).await, OrderStatus::Paid);
}

/// Two rows, one a day younger than what is forgotten and one a day older; the older one goes.
async fn forgets(write: &'static str, count: &'static str) {
    let till = till::open_with(std::sync::Arc::new(testkit::SilentGateway), 1).await;
    till.sql(write).await;
    assert_eq!(till.count(count).await, 2);
    till.test.shop.payments().sweep().await.unwrap();
    assert_eq!(till.count(count).await, 1);
}

#[tokio::test]
async fn done_jobs_are_forgotten_after_a_week() {
    forgets(
        "INSERT INTO apalis.jobs (id, job_type, job, status, done_at, idempotency_key)
         SELECT 'done' || days, 'settle_payment', '', 'Done', now() - make_interval(days => days), 'k' || days FROM unnest(ARRAY[6, 8]) days",
        "SELECT count(*) FROM apalis.jobs WHERE status = 'Done'",
    )
    .await;
}

#[tokio::test]
async fn jobs_that_were_given_up_are_forgotten_after_a_month() {
    forgets(
        "INSERT INTO apalis.jobs (id, job_type, job, status, done_at, idempotency_key)
         SELECT 'killed' || days, 'settle_payment', '', 'Killed', now() - make_interval(days => days), 'k' || days FROM unnest(ARRAY[29, 31]) days",
        "SELECT count(*) FROM apalis.jobs WHERE status = 'Killed'",
    )
    .await;
}

#[tokio::test]
async fn webhooks_that_were_dealt_with_are_forgotten_after_a_month() {
    forgets(
        "INSERT INTO webhook_inbox (gateway, event_id, type, body, state, received_at)
         SELECT 'stripe', 'evt_' || days, 'charge.updated', '', 'applied', now() - make_interval(days => days) FROM unnest(ARRAY[29, 31]) days",
        "SELECT count(*) FROM webhook_inbox",
    )
    .await;
}

#[tokio::test]
async fn answers_of_the_api_are_forgotten_after_a_day() {
    forgets(
        "INSERT INTO http_idempotency (scope, key, request_hash, state, locked_until, created_at)
         SELECT 'place:guest:linus', 'a-key-of-this-test-' || hours, '', 'done', now(), now() - make_interval(hours => hours) FROM unnest(ARRAY[23, 25]) hours",
        "SELECT count(*) FROM http_idempotency",
    )
    .await;
}

#[tokio::test]
async fn the_key_of_a_refund_is_never_forgotten() {
    let till = till::open_with(std::sync::Arc::new(testkit::SilentGateway), 1).await;
    till.sql(
        "INSERT INTO http_idempotency (scope, key, request_hash, state, locked_until, created_at)
         VALUES ('refund:token:desk', 'a-key-of-this-test', '', 'done', now(), now() - interval '1 year')",
    )
    .await;
    till.test.shop.payments().sweep().await.unwrap();
    let kept = till.count("SELECT count(*) FROM http_idempotency").await;
    assert_eq!(
        kept, 1,
        "sent again a year later it would be another refund"
    );
}
