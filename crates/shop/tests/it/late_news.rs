//! News of money that comes late, twice, wrong or in the wrong order: what the gateway knows becomes
//! what the books say, once.

use std::sync::atomic::Ordering;

use domain::order::OrderStatus;

use crate::{
    payments::payment,
    scripted::{REFERENCE, Scripted, asks_the_shopper, captured, declined},
    till::{self, CAREFUL_CARD, GOOD_CARD, eur},
};

/// One mug and its delivery.
const TOTAL: i64 = 1800 + 490;

#[tokio::test]
async fn news_of_a_failure_never_undoes_a_capture() {
    let gateway = Scripted::saying(captured(eur(TOTAL)));
    let till = till::open_with(gateway.clone(), 20).await;
    let key = till.buy(&till.linus(1).await, GOOD_CARD, "1").await;
    for late in [declined(), asks_the_shopper(), captured(eur(TOTAL))] {
        gateway.say(late);
        till.test
            .shop
            .payments()
            .settle(payment(&till).await)
            .await
            .unwrap();
        assert_eq!(till.status(&key).await, OrderStatus::Paid);
        assert_eq!(till.shelf(till.chalk).await, (19, 0));
    }
    assert_eq!(gateway.charges(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn an_answer_that_was_overtaken_on_its_way_changes_nothing() {
    let gateway = Scripted::saying(asks_the_shopper());
    let till = till::open_with(gateway.clone(), 20).await;
    let key = till.buy(&till.linus(1).await, CAREFUL_CARD, "1").await;
    let payment = payment(&till).await;
    gateway.say(declined());
    let on_its_way = gateway.delay_next_answer();
    let shop = till.test.shop.clone();
    let slow = tokio::spawn(async move { shop.payments().settle(payment).await });
    while !gateway.was_asked() {
        tokio::task::yield_now().await;
    }
    gateway.say(captured(eur(TOTAL)));
    till.test.shop.payments().settle(payment).await.unwrap();
    on_its_way.notify_one();
    slow.await.unwrap().unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(till.shelf(till.chalk).await, (19, 0));
    let captured = till.count("SELECT captured_minor FROM payment").await;
    assert_eq!(captured, TOTAL);
    till.check_the_books().await;
}

#[tokio::test]
async fn money_that_arrives_after_a_failure_buys_the_goods_if_they_are_still_there() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 20).await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    assert_eq!(till.items_in_cart(&linus).await, 1);
    gateway.say(captured(eur(TOTAL)));
    let late = payment(&till).await;
    till.test.shop.payments().settle(late).await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(
        till.items_in_cart(&linus).await,
        0,
        "what is paid is not offered again"
    );
    assert_eq!(till.shelf(till.chalk).await, (19, 0));
    till.check_the_books().await;
}

#[tokio::test]
async fn money_for_goods_that_are_gone_is_noted_once_and_never_doubled() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 1).await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    till.sql("UPDATE stock_item SET on_hand = 0").await;
    gateway.say(captured(eur(TOTAL)));
    let late = payment(&till).await;
    for _ in 0..2 {
        till.test.shop.payments().settle(late).await.unwrap();
    }
    assert_eq!(till.status(&key).await, OrderStatus::GivingBack);
    let noted = till
        .count("SELECT count(*) FROM recon_break WHERE kind = 'orphan_capture'")
        .await;
    assert_eq!(noted, 1);
    till.sql("UPDATE stock_item SET on_hand = 5").await;
    let again = till
        .test
        .shop
        .checkout()
        .retry(&key, GOOD_CARD.into(), "key-of-the-retry-1".into())
        .await;
    assert!(again.is_err(), "the same goods are not charged twice");
    till.check_the_books().await;
}

#[tokio::test]
async fn an_amount_that_nobody_asked_for_is_noted_and_nothing_is_sent() {
    let gateway = Scripted::saying(captured(eur(1)));
    let till = till::open_with(gateway.clone(), 20).await;
    let key = till.buy(&till.linus(1).await, GOOD_CARD, "1").await;
    assert_eq!(till.status(&key).await, OrderStatus::WaitingForGateway);
    assert_eq!(
        till.count("SELECT count(*) FROM recon_break WHERE kind = 'amount'")
            .await,
        1
    );
    assert_eq!(till.count("SELECT count(*) FROM ledger_tx").await, 0);
    assert_eq!(till.shelf(till.chalk).await, (20, 1));
    till.check_the_books().await;
}

#[tokio::test]
async fn a_shopper_who_convinces_their_bank_has_paid() {
    let gateway = Scripted::saying(asks_the_shopper());
    let till = till::open_with(gateway.clone(), 20).await;
    let key = till.buy(&till.linus(1).await, CAREFUL_CARD, "1").await;
    assert_eq!(
        till.status(&key).await,
        OrderStatus::NeedsAuthentication {
            url: "http://127.0.0.1:9/3ds".into()
        }
    );
    gateway.say(captured(eur(TOTAL)));
    till.test.shop.payments().settle_order(&key).await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(gateway.charges(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_bank_that_says_yes_in_the_last_second_is_believed() {
    let gateway = Scripted::saying(asks_the_shopper());
    let till = till::open_with(gateway.clone(), 20).await;
    let key = till.buy(&till.linus(1).await, CAREFUL_CARD, "1").await;
    gateway.say(captured(eur(TOTAL)));
    till.let_time_pass(true).await;
    till.test.shop.payments().sweep().await.unwrap();
    assert_eq!(gateway.cancels.load(Ordering::Relaxed), 1);
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    till.check_the_books().await;
}

#[tokio::test]
async fn the_gateways_reference_stays_with_the_payment() {
    let gateway = Scripted::saying(captured(eur(TOTAL)));
    let till = till::open_with(gateway, 20).await;
    till.buy(&till.linus(1).await, GOOD_CARD, "1").await;
    let kept: String =
        testkit::sqlx::query_scalar("SELECT external_id FROM ledger_tx WHERE kind = 'capture'")
            .fetch_one(&mut till.database().await)
            .await
            .unwrap();
    assert_eq!(kept, REFERENCE);
}
