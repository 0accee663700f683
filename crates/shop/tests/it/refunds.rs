//! Money on its way back: once, never more than came, whatever is lost, late or asked for twice.

use domain::{
    Money, RefundId, Refusal,
    order::{OrderKey, OrderNumber, OrderState, OrderStatus},
    refund::RefundOf,
};
use futures::future::join_all;
use serde_json::json;
use shop::{
    ShopError,
    refunds::{RequestRefund, Requested},
};

use crate::{
    payments::payment,
    scripted::{Scripted, asks_the_shopper, captured, declined},
    till::{self, CAREFUL_CARD, GOOD_CARD, Till, eur, some},
};

/// Two mugs and their delivery.
const TOTAL: i64 = 2 * 1800 + 490;

async fn number(till: &Till, key: &OrderKey) -> OrderNumber {
    till.test.shop.orders().page(key).await.unwrap().number
}

fn grace_asks(of: RefundOf, key: &str) -> RequestRefund {
    RequestRefund {
        of,
        reason: Some("One was chipped".to_owned()),
        actor: "command:grace".to_owned(),
        idempotency_key: format!("refund-of-this-test-{key}"),
    }
}

fn amount(minor: i64) -> RefundOf {
    RefundOf::Amount { amount: eur(minor) }
}

async fn refund(
    till: &Till,
    order: &OrderKey,
    of: RefundOf,
    key: &str,
) -> Result<Requested, ShopError> {
    let number = number(till, order).await;
    let refunds = till.test.shop.refunds();
    refunds.request(&number, grace_asks(of, key)).await
}

/// A paid order of two chalk mugs.
async fn paid(till: &Till) -> OrderKey {
    let key = till.buy(&till.linus(2).await, GOOD_CARD, "1").await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    key
}

async fn returned(till: &Till, order: &OrderKey) -> Vec<Money> {
    let page = till.test.shop.orders().page(order).await.unwrap();
    let back = page
        .refunds
        .iter()
        .filter(|refund| refund.returned_at.is_some());
    back.map(|refund| refund.amount).collect()
}

async fn given_back(till: &Till) -> i64 {
    let sum = "SELECT COALESCE(sum(amount_minor), 0)::bigint FROM refund WHERE state = 'succeeded'";
    till.count(sum).await
}

#[tokio::test]
async fn a_whole_order_goes_back_with_its_goods() {
    let (till, gateway) = till::open().await;
    let key = paid(&till).await;
    assert_eq!(till.shelf(till.chalk).await, (18, 0));
    let requested = refund(&till, &key, RefundOf::Rest { restock: true }, "1").await;
    let requested = requested.unwrap();
    assert_eq!((requested.amount, requested.left), (eur(TOTAL), eur(0)));
    assert_eq!(till.status(&key).await, OrderStatus::Refunding);
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Refunded);
    assert_eq!(returned(&till, &key).await, [eur(TOTAL)]);
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    assert_eq!(gateway.journal("refund").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn one_piece_of_a_line_goes_back_and_the_order_stays_paid() {
    let (till, _gateway) = till::open().await;
    let key = paid(&till).await;
    let page = till.test.shop.orders().page(&key).await.unwrap();
    let one = |restock| RefundOf::Lines {
        lines: vec![(page.lines[0].sku.clone(), some(1))],
        restock,
    };
    refund(&till, &key, one(true), "1").await.unwrap();
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(returned(&till, &key).await, [eur(1800)]);
    assert_eq!(till.shelf(till.chalk).await, (19, 0));

    refund(&till, &key, one(false), "2").await.unwrap();
    let third = refund(&till, &key, one(false), "3").await;
    assert!(matches!(
        third,
        Err(ShopError::Refused(Refusal::RefundTooMany { left: 0, .. }))
    ));
    let rest = refund(&till, &key, RefundOf::Rest { restock: true }, "4").await;
    assert_eq!(rest.unwrap().amount, eur(490), "the delivery is left");
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Refunded);
    assert_eq!(till.shelf(till.chalk).await, (19, 0));
    till.check_the_books().await;
}

#[tokio::test]
async fn of_two_refunds_of_sixty_percent_one_is_made() {
    let (till, gateway) = till::open().await;
    let key = paid(&till).await;
    let sixty = TOTAL * 6 / 10;
    let asked = (0..8).map(|i| {
        let (till, key) = (&till, &key);
        async move { refund(till, key, amount(sixty), &i.to_string()).await }
    });
    let answers = join_all(asked).await;
    let made = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(made, 1, "{answers:?}");
    for answer in answers {
        if let Err(error) = answer {
            let left = Refusal::RefundTooLarge {
                left: eur(TOTAL - sixty),
            };
            assert!(matches!(error, ShopError::Refused(refusal) if refusal == left));
        }
    }
    till.work().await;
    assert_eq!(given_back(&till).await, sixty);
    assert_eq!(gateway.journal("refund").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn the_same_request_sent_again_is_the_same_refund() {
    let (till, gateway) = till::open().await;
    let key = paid(&till).await;
    let first = refund(&till, &key, amount(500), "1").await.unwrap();
    let again = refund(&till, &key, amount(500), "1").await.unwrap();
    assert_eq!(again.refund, first.refund);
    assert!(again.replayed && !first.replayed);
    let other = refund(&till, &key, amount(600), "1").await;
    let reused = Refusal::IdempotencyKeyReused;
    assert!(matches!(other, Err(ShopError::Refused(refusal)) if refusal == reused));
    till.work().await;
    assert_eq!(gateway.journal("refund").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn an_answer_that_is_lost_after_the_money_went_costs_nothing_more() {
    for fault in ["charge_then_hang", "charge_then_500", "truncated_body"] {
        let (till, gateway) = till::open().await;
        let key = paid(&till).await;
        gateway
            .switch(json!({ "dice": { fault: 1.0 }, "times": 1 }))
            .await;
        refund(&till, &key, amount(700), "1").await.unwrap();
        till.work().await;
        assert_eq!(given_back(&till).await, 0, "{fault}: nobody knows yet");
        gateway.mend().await;
        till.let_time_pass(false).await;
        till.test.shop.refunds().sweep().await.unwrap();
        till.work().await;
        assert_eq!(given_back(&till).await, 700, "{fault}");
        assert_eq!(gateway.journal("refund").await.len(), 1, "{fault}");
        till.check_the_books().await;
    }
}

#[tokio::test]
async fn a_gateway_that_is_away_gives_back_later() {
    let (till, gateway) = till::open().await;
    let key = paid(&till).await;
    gateway.switch(json!({ "down": "refuse" })).await;
    refund(&till, &key, amount(700), "1").await.unwrap();
    till.work().await;
    gateway.mend().await;
    assert!(gateway.journal("refund").await.is_empty());
    till.let_time_pass(false).await;
    till.test.shop.refunds().sweep().await.unwrap();
    till.work().await;
    assert_eq!(given_back(&till).await, 700);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_worker_that_died_in_the_middle_is_followed_by_one_that_asks_first() {
    let (till, gateway) = till::open().await;
    let key = paid(&till).await;
    let requested = refund(&till, &key, amount(700), "1").await.unwrap();
    till.sql("DELETE FROM apalis.jobs").await;
    let charge: String = testkit::sqlx::query_scalar("SELECT gateway_ref FROM payment")
        .fetch_one(&mut till.database().await)
        .await
        .unwrap();
    // It said that it sends, it sent, and it was gone before it could write the answer down.
    till.sql("UPDATE refund SET state = 'sending', first_sent_at = now()")
        .await;
    let sent = gateways::Refund {
        refund: requested.refund,
        reference: charge,
        amount: eur(700),
        idempotency_key: key_of(&till, requested.refund).await,
    };
    gateway.adapter().refund(&sent).await.unwrap();
    till.let_time_pass(false).await;
    let swept = till.test.shop.refunds().sweep().await.unwrap();
    assert_eq!(swept.refunds, 1);
    till.work().await;
    assert_eq!(given_back(&till).await, 700);
    assert_eq!(gateway.journal("refund").await.len(), 1);
    till.check_the_books().await;
}

async fn key_of(till: &Till, refund: RefundId) -> String {
    testkit::sqlx::query_scalar("SELECT idempotency_key FROM refund WHERE id = $1")
        .bind(refund.0)
        .fetch_one(&mut till.database().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn two_workers_with_the_same_refund_send_it_once() {
    let (till, gateway) = till::open().await;
    let key = paid(&till).await;
    let requested = refund(&till, &key, amount(700), "1").await.unwrap();
    let refunds = till.test.shop.refunds();
    for done in join_all((0..8).map(|_| refunds.send(requested.refund))).await {
        done.unwrap();
    }
    assert_eq!(given_back(&till).await, 700);
    assert_eq!(gateway.journal("refund").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_refund_that_is_refused_leaves_the_order_as_it_was() {
    let gateway = Scripted::saying(captured(eur(TOTAL)));
    let till = till::open_with(gateway.clone(), 20).await;
    let key = paid(&till).await;
    gateway.give_nothing_back("charge_disputed");
    let all = RefundOf::Rest { restock: true };
    refund(&till, &key, all, "1").await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Refunding);
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(till.shelf(till.chalk).await, (18, 0));
    let left = "SELECT captured_minor - refunded_minor FROM payment";
    assert_eq!(till.count(left).await, TOTAL, "it can be tried another way");
    till.check_the_books().await;
}

#[tokio::test]
async fn nothing_is_given_back_of_an_order_that_was_not_paid() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway, 20).await;
    let key = till.buy(&till.linus(2).await, GOOD_CARD, "1").await;
    let refused = refund(&till, &key, amount(100), "1").await;
    assert!(matches!(
        refused,
        Err(ShopError::Refused(Refusal::OrderClosed))
    ));
}

#[tokio::test]
async fn money_for_goods_that_are_gone_goes_back_by_itself() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 2).await;
    let linus = till.linus(2).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    till.sql("UPDATE stock_item SET on_hand = 0").await;
    gateway.say(captured(eur(TOTAL)));
    let late = payment(&till).await;
    till.test.shop.payments().settle(late).await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::GivingBack);
    for _ in 0..3 {
        till.test.shop.refunds().sweep().await.unwrap();
        till.work().await;
    }
    assert_eq!(till.status(&key).await, OrderStatus::GivenBack);
    assert_eq!(returned(&till, &key).await, [eur(TOTAL)]);
    assert_eq!(
        gateway.refunds.load(std::sync::atomic::Ordering::Relaxed),
        1
    );
    let open = "SELECT count(*) FROM recon_break WHERE closed_at IS NULL";
    assert_eq!(till.count(open).await, 0);
    let owed = "SELECT COALESCE(sum(amount_minor), 0)::bigint FROM ledger_entry WHERE account_id IN (1, 2)";
    assert_eq!(till.count(owed).await, 0, "it came and went");
    till.check_the_books().await;
    assert_eq!(till.items_in_cart(&linus).await, 2);
}

#[tokio::test]
async fn a_payment_that_waits_for_its_shopper_can_be_called_off() {
    let gateway = Scripted::saying(asks_the_shopper());
    let till = till::open_with(gateway.clone(), 20).await;
    let key = till.buy(&till.linus(2).await, CAREFUL_CARD, "1").await;
    gateway.say(domain::payment::PaymentState::Voided);
    let number = number(&till, &key).await;
    let refunds = till.test.shop.refunds();
    let state = refunds.void(&number, "command:grace").await.unwrap();
    assert_eq!(state, OrderState::PaymentFailed);
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    let audited = "SELECT count(*) FROM audit_log WHERE action = 'payment.void'";
    assert_eq!(till.count(audited).await, 1);
    let again = refunds.void(&number, "command:grace").await;
    assert!(matches!(
        again,
        Err(ShopError::Refused(Refusal::OrderClosed))
    ));
    till.check_the_books().await;
}

#[tokio::test]
async fn money_that_is_reserved_is_taken_when_grace_says_so() {
    let (till, gateway) = till::open_reserving().await;
    let key = till.buy(&till.linus(2).await, GOOD_CARD, "1").await;
    assert_eq!(till.status(&key).await, OrderStatus::Reserved);
    assert!(gateway.journal("capture").await.is_empty());
    // Reserved goods stay reserved, however long it takes.
    till.let_time_pass(true).await;
    till.test.shop.payments().sweep().await.unwrap();
    till.work().await;
    assert_eq!(till.shelf(till.chalk).await, (20, 2));
    let number = number(&till, &key).await;
    let payments = till.test.shop.payments();
    payments.capture(&number, "command:grace").await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(till.shelf(till.chalk).await, (18, 0));
    let again = payments.capture(&number, "command:grace").await;
    assert!(matches!(
        again,
        Err(ShopError::Refused(Refusal::OrderClosed))
    ));
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn money_that_is_reserved_can_be_let_go() {
    let (till, gateway) = till::open_reserving().await;
    let key = till.buy(&till.linus(2).await, GOOD_CARD, "1").await;
    let number = number(&till, &key).await;
    let refunds = till.test.shop.refunds();
    refunds.void(&number, "command:grace").await.unwrap();
    assert!(matches!(
        till.status(&key).await,
        OrderStatus::Declined { .. }
    ));
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    assert_eq!(gateway.journal("cancel").await.len(), 1);
    assert!(gateway.journal("capture").await.is_empty());
    till.check_the_books().await;
}

#[tokio::test]
async fn the_schema_allows_the_moves_that_the_domain_allows() {
    let (till, _gateway) = till::open().await;
    for from in OrderState::ALL {
        for to in OrderState::ALL {
            let known: i64 = testkit::sqlx::query_scalar(
                "SELECT count(*) FROM order_transition WHERE from_state = $1 AND to_state = $2",
            )
            .bind(from.name())
            .bind(to.name())
            .fetch_one(&mut till.database().await)
            .await
            .unwrap();
            assert_eq!(known == 1, from.advance(to).is_ok(), "{from:?} to {to:?}");
        }
    }
}
