//! Books that balance, and a comparison with the gateway's that finds what was broken on purpose.

use std::time::Duration;

use domain::{
    Currency, Money, OrderId, PaymentId, RefundId, Timestamp,
    order::{OrderKey, OrderStatus},
    refund::RefundOf,
};
use gateways::{Capture, Charge, Refund};
use shop::{Clock as _, reconciliation::ReconciliationReport, refunds::RequestRefund};
use testkit::TestGateway;
use uuid::Uuid;

use crate::{
    payments::payment,
    till::{self, GOOD_CARD, Till, eur},
};

/// One mug and its delivery.
const TOTAL: i64 = 1800 + 490;

fn an_hour_ago(till: &Till) -> Timestamp {
    till.test.clock.now().minus(Duration::from_secs(3600))
}

async fn reconcile(till: &Till) -> ReconciliationReport {
    let reconciliation = till.test.shop.reconciliation();
    reconciliation.run(an_hour_ago(till)).await.unwrap()
}

async fn balances(till: &Till) -> bool {
    till.test.shop.books().check().await.unwrap().balances()
}

/// The kinds of the differences that are open.
async fn open(till: &Till) -> Vec<String> {
    let report = till.test.shop.books().check().await.unwrap();
    report.breaks.into_iter().map(|open| open.kind).collect()
}

async fn paid(till: &Till, key: &str) -> OrderKey {
    let order = till.buy(&till.linus(1).await, GOOD_CARD, key).await;
    assert_eq!(till.status(&order).await, OrderStatus::Paid);
    order
}

async fn give_back(till: &Till, order: &OrderKey, minor: i64) {
    let number = till.test.shop.orders().page(order).await.unwrap().number;
    let wanted = RequestRefund {
        of: RefundOf::Amount { amount: eur(minor) },
        reason: None,
        actor: "command:grace".to_owned(),
        idempotency_key: format!("refund-of-{minor}-for-the-books"),
    };
    let refunds = till.test.shop.refunds();
    refunds.request(&number, wanted).await.unwrap();
    till.work().await;
}

async fn charge_behind_our_back(gateway: &TestGateway, payment: PaymentId, minor: i64) -> String {
    let charge = Charge {
        payment,
        order: OrderId(Uuid::from_u128(1)),
        amount: Money::new(minor, Currency::Eur),
        payment_method: GOOD_CARD.to_owned(),
        idempotency_key: format!("a-key-of-nobody-{payment}"),
        capture: Capture::AtOnce,
        return_url: "http://127.0.0.1:3000/".to_owned(),
        trace_parent: None,
    };
    gateway.adapter().charge(&charge).await.unwrap().reference
}

#[tokio::test]
async fn books_that_nobody_touched_balance() {
    let (till, _gateway) = till::open().await;
    assert!(balances(&till).await, "an empty shop's");
    let order = paid(&till, "1").await;
    give_back(&till, &order, 500).await;
    assert!(balances(&till).await);
    let report = reconcile(&till).await;
    assert_eq!((report.compared, report.found), (2, 0), "{report:?}");
    assert!(balances(&till).await);
}

#[tokio::test]
async fn whatever_is_wrong_in_the_books_is_found() {
    let wrongs = [
        "UPDATE payment SET captured_minor = captured_minor - 1",
        "UPDATE payment SET refunded_minor = refunded_minor + 1",
        "UPDATE orders SET total_minor = total_minor + 1, shipping_minor = shipping_minor + 1",
        "INSERT INTO ledger_tx (id, kind, external_id) VALUES (gen_random_uuid(), 'capture', 'pi_from_nowhere')",
        "INSERT INTO ledger_tx (id, kind, external_id) VALUES ('00000000-0000-0000-0000-000000000001', 'fee', 'f');
         INSERT INTO ledger_entry VALUES ('00000000-0000-0000-0000-000000000001', 1, 7, 30, 'EUR')",
    ];
    for wrong in wrongs {
        let (till, _gateway) = till::open().await;
        let order = paid(&till, "1").await;
        give_back(&till, &order, 500).await;
        // What the schema forbids has to be forced in.
        let mut database = till.database().await;
        for statement in ["SET session_replication_role = replica", wrong] {
            testkit::sqlx::raw_sql(statement)
                .execute(&mut database)
                .await
                .unwrap();
        }
        let report = till.test.shop.books().check().await.unwrap();
        assert!(!report.findings.is_empty(), "{wrong}");
    }
}

#[tokio::test]
async fn a_capture_that_we_never_heard_of_is_settled() {
    let (till, _gateway) = till::open().await;
    let order = paid(&till, "1").await;
    // As after a backup was put back: the gateway knows of a capture, and we are before it.
    let mut database = till.database().await;
    testkit::sqlx::raw_sql(
        "SET session_replication_role = replica;
         DELETE FROM ledger_entry; DELETE FROM ledger_tx; DELETE FROM stock_movement;
         DELETE FROM order_event WHERE to_state = 'paid';
         UPDATE orders SET state = 'pending_payment';
         UPDATE stock_item SET on_hand = on_hand + 1, reserved = reserved + 1 WHERE variant_id IN (SELECT variant_id FROM reservation);
         UPDATE reservation SET state = 'held', expires_at = now() + interval '10 minutes';
         UPDATE payment SET state = 'unknown', captured_minor = 0, gateway_ref = NULL, next_check_at = now() + interval '5 minutes'",
    )
    .execute(&mut database)
    .await
    .unwrap();
    let report = reconcile(&till).await;
    assert_eq!((report.settled, report.found), (1, 0), "{report:?}");
    assert_eq!(till.status(&order).await, OrderStatus::Paid);
    assert!(balances(&till).await);
    till.check_the_books().await;
}

#[tokio::test]
async fn money_for_a_payment_that_we_lost_is_missing_here_until_it_is_not() {
    let (till, gateway) = till::open().await;
    paid(&till, "1").await;
    let reference = charge_behind_our_back(&gateway, PaymentId(Uuid::from_u128(7)), 990).await;
    for found in [1, 0] {
        assert_eq!(reconcile(&till).await.found, found, "once");
        assert_eq!(open(&till).await, ["missing_here"]);
    }
    // Somebody posts it by hand.
    let mut database = till.database().await;
    testkit::sqlx::raw_sql(testkit::sqlx::AssertSqlSafe(format!(
        "BEGIN; INSERT INTO ledger_tx (id, kind, external_id) VALUES ('00000000-0000-0000-0000-000000000009', 'capture', '{reference}');
         INSERT INTO ledger_entry VALUES ('00000000-0000-0000-0000-000000000009', 1, 2, 990, 'EUR'),
            ('00000000-0000-0000-0000-000000000009', 2, 1, -990, 'EUR'); COMMIT"
    )))
    .execute(&mut database)
    .await
    .unwrap();
    assert_eq!(reconcile(&till).await.closed, 1);
    assert!(open(&till).await.is_empty());
}

#[tokio::test]
async fn another_amount_than_ours_is_found_and_closes_when_both_agree() {
    let (till, _gateway) = till::open().await;
    paid(&till, "1").await;
    let set = |minor: i64| {
        format!(
            "SET session_replication_role = replica;
             UPDATE ledger_entry SET amount_minor = sign(amount_minor) * {minor} WHERE account_id = 2"
        )
    };
    for (minor, kinds) in [(TOTAL - 90, vec!["amount"]), (TOTAL, vec![])] {
        let mut database = till.database().await;
        testkit::sqlx::raw_sql(testkit::sqlx::AssertSqlSafe(set(minor)))
            .execute(&mut database)
            .await
            .unwrap();
        reconcile(&till).await;
        assert_eq!(open(&till).await, kinds);
    }
}

#[tokio::test]
async fn a_capture_that_the_gateway_does_not_know_is_missing_there() {
    let (till, _gateway) = till::open().await;
    paid(&till, "1").await;
    let mut database = till.database().await;
    testkit::sqlx::raw_sql(
        "SET session_replication_role = replica;
         UPDATE ledger_tx SET external_id = 'pi_of_another_world' WHERE kind = 'capture';
         UPDATE payment SET gateway_ref = 'pi_of_another_world'",
    )
    .execute(&mut database)
    .await
    .unwrap();
    reconcile(&till).await;
    assert!(open(&till).await.contains(&"missing_there".to_owned()));
}

#[tokio::test]
async fn a_second_charge_is_found_and_goes_back_by_itself() {
    let (till, gateway) = till::open().await;
    let order = paid(&till, "1").await;
    charge_behind_our_back(&gateway, payment(&till).await, TOTAL).await;
    assert_eq!(reconcile(&till).await.found, 1);
    assert_eq!(open(&till).await, ["orphan_capture"]);
    till.test.shop.refunds().sweep().await.unwrap();
    till.work().await;
    assert!(open(&till).await.is_empty());
    assert_eq!(till.status(&order).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("refund").await.len(), 1);
    assert_eq!(reconcile(&till).await.found, 0);
    assert!(balances(&till).await);
    till.check_the_books().await;
}

#[tokio::test]
async fn money_given_back_at_the_gateways_own_desk_is_missing_here() {
    let (till, gateway) = till::open().await;
    paid(&till, "1").await;
    let charge: String = testkit::sqlx::query_scalar("SELECT gateway_ref FROM payment")
        .fetch_one(&mut till.database().await)
        .await
        .unwrap();
    let by_hand = Refund {
        refund: RefundId(Uuid::from_u128(3)),
        reference: charge,
        amount: eur(100),
        idempotency_key: "by-hand-at-the-desk".to_owned(),
    };
    gateway.adapter().refund(&by_hand).await.unwrap();
    assert_eq!(reconcile(&till).await.found, 1);
    assert_eq!(open(&till).await, ["missing_here"]);
}

#[tokio::test]
async fn more_than_a_page_is_compared_and_the_hour_is_shared() {
    let (till, gateway) = till::open().await;
    for number in 0..105_u128 {
        let id = PaymentId(Uuid::from_u128(1000 + number));
        charge_behind_our_back(&gateway, id, 100).await;
    }
    let reconciliation = till.test.shop.reconciliation();
    let report = reconciliation.run_if_due().await.unwrap().unwrap();
    assert_eq!((report.compared, report.found), (105, 105));
    let again = reconciliation.run_if_due().await.unwrap();
    assert_eq!(again, None, "another worker has done it");
}
