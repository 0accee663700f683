//! Charges that the gateway has lost, denies, or answers with the same error for ever: nobody's goods
//! are kept for them, and nobody is told a story.

use domain::{Refusal, order::OrderStatus, payment::DeclineReason};
use shop::ShopError;

use crate::{
    payments::payment,
    scripted::{Scripted, asks_the_shopper, captured, declined},
    till::{self, CAREFUL_CARD, GOOD_CARD, Till, eur},
};

/// One mug and its delivery.
const TOTAL: i64 = 1800 + 490;

fn given_up() -> OrderStatus {
    OrderStatus::Declined {
        reason: DeclineReason::ProcessingError,
    }
}

async fn sweep(till: &Till) {
    till.test.shop.payments().sweep().await.unwrap();
    till.work().await;
}

#[tokio::test]
async fn a_charge_that_the_gateway_denies_holds_goods_for_a_while_only_and_an_operator_hears_of_it()
{
    let gateway = Scripted::saying(asks_the_shopper());
    let till = till::open_with(gateway.clone(), 20).await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, CAREFUL_CARD, "1").await;
    gateway.deny_everything();
    for _ in 0..2 {
        till.let_time_pass(false).await;
        sweep(&till).await;
        assert_eq!(
            till.shelf(till.chalk).await,
            (20, 1),
            "the wait has just begun"
        );
    }
    let noted = "SELECT count(*) FROM recon_break WHERE kind = 'missing_there' AND gateway_ref = 'pi_scripted'";
    assert_eq!(till.count(noted).await, 1);

    till.let_time_pass(true).await;
    sweep(&till).await;
    assert!(matches!(
        till.status(&key).await,
        OrderStatus::Declined { .. }
    ));
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    assert_eq!(till.items_in_cart(&linus).await, 1);
    till.check_the_books().await;

    gateway.say(captured(eur(TOTAL)));
    let late = payment(&till).await;
    till.test.shop.payments().settle(late).await.unwrap();
    assert_eq!(
        till.status(&key).await,
        OrderStatus::Paid,
        "money outweighs what we believed"
    );
    till.check_the_books().await;
}

#[tokio::test]
async fn one_order_that_can_t_be_cancelled_does_not_keep_the_others_goods_from_the_shelf() {
    let gateway = Scripted::saying(asks_the_shopper());
    let till = till::open_with(gateway.clone(), 500).await;
    for number in 0..3 {
        till.buy(&till.linus(1).await, CAREFUL_CARD, &number.to_string())
            .await;
    }
    gateway.fall_silent();
    till.let_time_pass(true).await;
    sweep(&till).await;
    let waiting = "SELECT count(*) FROM reservation WHERE state = 'held' AND now() < expires_at";
    assert_eq!(
        till.count(waiting).await,
        3,
        "each has gone to the back of the line"
    );
}

#[tokio::test]
async fn an_error_that_the_gateway_keeps_repeating_ends_the_attempt_and_another_card_can_pay() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 20).await;
    let linus = till.linus(1).await;
    gateway.repeat_an_error();
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    till.let_time_pass(false).await;
    sweep(&till).await;
    assert_eq!(
        till.status(&key).await,
        OrderStatus::WaitingForGateway,
        "its search may not show yet what it did"
    );
    till.sql("UPDATE payment SET first_sent_at = now() - interval '3 minutes'")
        .await;
    till.let_time_pass(false).await;
    sweep(&till).await;
    assert_eq!(till.status(&key).await, given_up());
    assert_eq!(till.shelf(till.chalk).await, (20, 0));

    gateway.say(captured(eur(TOTAL)));
    let checkout = till.test.shop.checkout();
    checkout
        .retry(&key, GOOD_CARD.into(), "key-of-the-retry-1".into())
        .await
        .unwrap();
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    till.check_the_books().await;
}

#[tokio::test]
async fn while_the_gateway_hangs_one_look_at_a_time_is_due() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 20).await;
    gateway.fall_silent();
    till.buy(&till.linus(1).await, GOOD_CARD, "1").await;
    for _ in 0..6 {
        till.let_time_pass(false).await;
        till.sql("UPDATE apalis.jobs SET run_at = now() WHERE status = 'Pending'")
            .await;
        till.test.shop.payments().sweep().await.unwrap();
        till.work().await;
    }
    let pending = "SELECT count(*) FROM apalis.jobs WHERE status = 'Pending'";
    assert!(till.count(pending).await <= 1, "looks have multiplied");
}

#[tokio::test]
async fn a_declined_order_whose_cart_was_taken_into_an_account_takes_its_goods_out_of_there() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 20).await;
    let linus = till.linus(2).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let ada = till.sign_up(&linus).await;
    assert_eq!(till.items_in_cart(&ada).await, 2);

    let checkout = till.test.shop.checkout();
    checkout
        .retry(&key, GOOD_CARD.into(), "key-of-the-retry-1".into())
        .await
        .unwrap();
    assert_eq!(
        till.items_in_cart(&ada).await,
        0,
        "what is being paid is not offered again"
    );
    till.work().await;
    assert_eq!(
        till.items_in_cart(&ada).await,
        2,
        "declined again: back where she sees it"
    );
    till.check_the_books().await;
}

#[tokio::test]
async fn goods_that_were_ordered_from_the_account_are_not_paid_with_the_old_order_as_well() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 20).await;
    let linus = till.linus(1).await;
    let old = till.buy(&linus, GOOD_CARD, "1").await;
    let ada = till.sign_up(&linus).await;
    till.fill_in(&ada, &testkit::ada()).await;
    gateway.say(captured(eur(TOTAL)));
    let new = till.buy(&ada, GOOD_CARD, "2").await;
    assert_eq!(till.status(&new).await, OrderStatus::Paid);

    let checkout = till.test.shop.checkout();
    let again = checkout
        .retry(&old, GOOD_CARD.into(), "key-of-the-retry-1".into())
        .await;
    assert!(
        matches!(again, Err(ShopError::Refused(Refusal::OrderClosed))),
        "{again:?}"
    );
    assert_eq!(
        gateway.charges(),
        2,
        "the declined one, and the one that paid"
    );
}

#[tokio::test]
async fn an_order_goes_where_its_own_page_said_whatever_another_tab_says_meanwhile() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let order = till.order(&linus, GOOD_CARD, "1").await;
    till.fill_in(&linus, &testkit::ada()).await;
    let placed = till
        .test
        .shop
        .checkout()
        .place(&linus, order)
        .await
        .unwrap();
    let page = till.test.shop.orders().page(&placed.key).await.unwrap();
    assert_eq!(page.address.city, "Helsinki");
    assert_eq!(page.email, "linus@example.com");
}

async fn first_payment(till: &Till) -> domain::PaymentId {
    let first = "SELECT id FROM payment ORDER BY created_at, attempt LIMIT 1";
    let id = testkit::sqlx::query_scalar(first)
        .fetch_one(&mut till.database().await)
        .await
        .unwrap();
    domain::PaymentId(id)
}

#[tokio::test]
async fn money_that_was_called_an_orphan_goes_back_and_never_buys_anything_after_all() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 20).await;
    let key = till.buy(&till.linus(1).await, GOOD_CARD, "1").await;
    gateway.say(asks_the_shopper());
    let checkout = till.test.shop.checkout();
    let retry = checkout.retry(&key, CAREFUL_CARD.into(), "key-of-the-retry-1".into());
    retry.await.unwrap();
    till.work().await;
    let (first, second) = (first_payment(&till).await, payment(&till).await);
    assert_ne!(first, second);

    gateway.say(captured(eur(TOTAL)));
    let payments = till.test.shop.payments();
    payments.settle(first).await.unwrap();
    gateway.say(declined());
    payments.settle(second).await.unwrap();
    gateway.say(captured(eur(TOTAL)));
    // The gateway tells of the same charge again and again: when it is paid, and when it goes back.
    for _ in 0..2 {
        payments.settle(first).await.unwrap();
        assert_eq!(till.status(&key).await, OrderStatus::GivingBack);
        till.test.shop.refunds().sweep().await.unwrap();
    }
    till.work().await;
    payments.settle(first).await.unwrap();
    assert!(matches!(
        till.status(&key).await,
        OrderStatus::Declined { .. }
    ));
    assert_eq!(
        gateway.refunds.load(std::sync::atomic::Ordering::Relaxed),
        1
    );
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    till.check_the_books().await;
}

#[tokio::test]
async fn a_capture_that_comes_late_goes_back_when_its_goods_were_bought_with_another_order() {
    let gateway = Scripted::saying(declined());
    let till = till::open_with(gateway.clone(), 20).await;
    let linus = till.linus(1).await;
    let old = till.buy(&linus, GOOD_CARD, "1").await;
    let late = first_payment(&till).await;
    let ada = till.sign_up(&linus).await;
    till.fill_in(&ada, &testkit::ada()).await;
    gateway.say(captured(eur(TOTAL)));
    let new = till.buy(&ada, GOOD_CARD, "2").await;
    assert_eq!(till.status(&new).await, OrderStatus::Paid);

    till.test.shop.payments().settle(late).await.unwrap();
    assert_eq!(till.status(&old).await, OrderStatus::GivingBack);
    till.test.shop.refunds().sweep().await.unwrap();
    till.work().await;
    assert_eq!(till.status(&old).await, OrderStatus::GivenBack);
    assert_eq!(till.shelf(till.chalk).await, (19, 0), "one mug, once");
    till.check_the_books().await;
}
