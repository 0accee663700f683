//! Changing one's mind: nothing is kept, and nothing is charged after all.

use std::sync::Arc;

use domain::{Refusal, order::OrderStatus};
use shop::ShopError;

use crate::{
    scripted::{Scripted, asks_the_shopper, captured},
    till::{self, BAD_CARD, CAREFUL_CARD, GOOD_CARD, eur},
};

fn refusal<T: std::fmt::Debug>(outcome: Result<T, ShopError>) -> Refusal {
    match outcome {
        Err(ShopError::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, not {other:?}"),
    }
}

#[tokio::test]
async fn an_order_that_was_not_charged_yet_can_be_called_off_and_never_is() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(2).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    let orders = till.test.shop.orders();
    assert!(orders.page(&placed.key).await.unwrap().can_cancel);
    orders.cancel(&placed.key).await.unwrap();
    orders.cancel(&placed.key).await.unwrap();
    till.work().await;
    let page = orders.page(&placed.key).await.unwrap();
    assert_eq!(page.status, OrderStatus::Cancelled);
    assert!(!page.can_cancel);
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    assert_eq!(gateway.journal("intent").await.len(), 0);
    assert_eq!(till.test.post.letters(), []);
    let by = "SELECT count(*) FROM order_event WHERE to_state = 'cancelled' AND actor = 'shopper'";
    assert_eq!(till.count(by).await, 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn while_the_bank_waits_the_charge_is_called_off_there_first() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, CAREFUL_CARD, "1").await;
    let orders = till.test.shop.orders();
    orders.cancel(&key).await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Cancelled);
    assert_eq!(gateway.journal("cancel").await.len(), 1);
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    till.test.shop.payments().settle_order(&key).await.unwrap();
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Cancelled);
    till.check_the_books().await;
}

#[tokio::test]
async fn without_a_word_from_the_gateway_the_order_is_not_called_off() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, CAREFUL_CARD, "1").await;
    gateway.switch(serde_json::json!({"down": "refuse"})).await;
    let orders = till.test.shop.orders();
    assert_eq!(refusal(orders.cancel(&key).await), Refusal::PaymentUnderWay);
    assert_eq!(till.shelf(till.chalk).await, (20, 1));
    gateway.mend().await;
    orders.cancel(&key).await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Cancelled);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_declined_order_can_be_called_off_and_not_paid_again() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, BAD_CARD, "1").await;
    let orders = till.test.shop.orders();
    orders.cancel(&key).await.unwrap();
    assert_eq!(till.status(&key).await, OrderStatus::Cancelled);
    let checkout = till.test.shop.checkout();
    let again = checkout.retry(&key, GOOD_CARD.to_owned(), "a-key-of-this-test".to_owned());
    assert_eq!(refusal(again.await), Refusal::OrderClosed);
    assert_eq!(gateway.journal("capture").await.len(), 0);
    till.check_the_books().await;
}

#[tokio::test]
async fn what_is_paid_can_t_be_called_off() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let orders = till.test.shop.orders();
    assert_eq!(refusal(orders.cancel(&key).await), Refusal::OrderClosed);
    assert!(!orders.page(&key).await.unwrap().can_cancel);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_payment_that_the_bank_confirmed_a_moment_ago_stands() {
    let gateway = Scripted::saying(asks_the_shopper());
    let till = till::open_with(gateway.clone(), 20).await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, CAREFUL_CARD, "1").await;
    gateway.say(captured(eur(2290)));
    let orders = till.test.shop.orders();
    assert_eq!(refusal(orders.cancel(&key).await), Refusal::OrderClosed);
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    till.check_the_books().await;
}

#[tokio::test]
async fn called_off_and_charged_at_the_same_moment_it_is_one_or_the_other() {
    let (till, gateway) = till::open().await;
    let till = Arc::new(till);
    let mut paid = 0;
    let mut cancelled = 0;
    for round in 0..12 {
        let linus = till.linus(1).await;
        let placed = till
            .place(&linus, GOOD_CARD, &round.to_string())
            .await
            .unwrap();
        let payment = crate::payments::payment(&till).await;
        let charging = {
            let till = till.clone();
            // A head start that differs from round to round, so that the two meet at every step.
            let delay = std::time::Duration::from_millis(round % 6 * 2);
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                till.test.shop.payments().charge(payment).await
            })
        };
        let delay = std::time::Duration::from_millis((5 - round % 6) * 2);
        tokio::time::sleep(delay).await;
        let said = till.test.shop.orders().cancel(&placed.key).await;
        charging.await.unwrap().unwrap();
        till.work().await;
        match till.status(&placed.key).await {
            OrderStatus::Paid => {
                assert!(said.is_err(), "it was said to be off");
                paid += 1;
            }
            OrderStatus::Cancelled => {
                said.unwrap();
                cancelled += 1;
            }
            other => panic!("{other:?} is neither"),
        }
        till.check_the_books().await;
    }
    assert_eq!(gateway.journal("capture").await.len(), paid);
    assert_eq!(
        till.shelf(till.chalk).await,
        (20 - i32::try_from(paid).unwrap(), 0)
    );
    assert_eq!(paid + cancelled, 12);
}
