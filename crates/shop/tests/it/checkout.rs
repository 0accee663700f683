//! From a cart to an order: once, at the price that was seen, with goods that are there.

use std::collections::HashSet;

use domain::{
    Refusal,
    checkout::{CheckoutForm, Field, FieldProblem},
    order::OrderStatus,
    payment::DeclineReason,
};
use futures::future::join_all;
use shop::{ShopError, Visitor};
use testkit::TestGateway;

use crate::till::{self, BAD_CARD, GOOD_CARD, eur};

fn refused(result: Result<impl std::fmt::Debug, ShopError>) -> Refusal {
    match result {
        Err(ShopError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn linus_buys_two_mugs_and_the_books_balance() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(2).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    assert_eq!(till.status(&placed.key).await, OrderStatus::Confirming);
    assert_eq!(till.shelf(till.chalk).await, (20, 2));
    assert_eq!(till.items_in_cart(&linus).await, 0);

    till.work().await;
    let page = till.test.shop.orders().page(&placed.key).await.unwrap();
    assert_eq!(page.status, OrderStatus::Paid);
    assert_eq!(page.totals.total, eur(2 * 1800 + 490));
    assert_eq!(page.lines[0].options, [("Colour".into(), "Chalk".into())]);
    assert_eq!(page.email, "linus@example.com");
    assert!(page.can_create_account);
    assert_eq!(till.shelf(till.chalk).await, (18, 0));
    let captures = gateway.journal("capture").await;
    assert_eq!(captures.len(), 1);
    assert_eq!(captures[0]["amount"], 4090);
    till.check_the_books().await;
}

#[tokio::test]
async fn two_hundred_buyers_for_twenty_mugs_buy_exactly_twenty() {
    let (till, gateway) = till::open().await;
    let mut buyers = Vec::new();
    for number in 0..200 {
        let buyer = till.linus(1).await;
        let order = till.order(&buyer, GOOD_CARD, &number.to_string()).await;
        buyers.push((buyer, order));
    }
    let checkout = till.test.shop.checkout();
    let results = join_all(
        buyers
            .iter()
            .map(|(buyer, order)| checkout.place(buyer, order.clone())),
    )
    .await;
    let (bought, turned_away): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(bought.len(), 20);
    for result in turned_away {
        let refusal = refused(result);
        assert!(
            matches!(refusal, Refusal::NotEnoughStock { available: 0, .. }),
            "{refusal:?}"
        );
    }
    assert_eq!(till.shelf(till.chalk).await, (20, 20));
    till.work().await;
    assert_eq!(till.shelf(till.chalk).await, (0, 0));
    assert_eq!(gateway.journal("capture").await.len(), 20);
    assert_eq!(till.count("SELECT count(*) FROM orders").await, 20);
    till.check_the_books().await;
}

#[tokio::test]
async fn the_same_order_posted_twenty_times_at_once_is_one_order() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let order = till.order(&linus, GOOD_CARD, "same").await;
    let checkout = till.test.shop.checkout();
    let results = join_all((0..20).map(|_| checkout.place(&linus, order.clone()))).await;
    let placed: Vec<_> = results.into_iter().map(Result::unwrap).collect();
    assert_eq!(placed.iter().filter(|placed| !placed.replayed).count(), 1);
    let keys: HashSet<_> = placed.iter().map(|placed| placed.key.as_str()).collect();
    assert_eq!(keys.len(), 1);
    till.work().await;
    assert_eq!(gateway.journal("capture").await.len(), 1);
    assert_eq!(till.shelf(till.chalk).await, (19, 0));
    till.check_the_books().await;
}

#[tokio::test]
async fn paying_from_twenty_tabs_at_once_is_one_order() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let checkout = till.test.shop.checkout();
    let mut orders = Vec::new();
    for tab in 0..20 {
        orders.push(till.order(&linus, GOOD_CARD, &tab.to_string()).await);
    }
    let results = join_all(
        orders
            .into_iter()
            .map(|order| checkout.place(&linus, order)),
    )
    .await;
    let placed: Vec<_> = results.into_iter().map(Result::unwrap).collect();
    assert_eq!(placed.iter().filter(|placed| !placed.replayed).count(), 1);
    till.work().await;
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_key_that_stood_for_another_request_is_refused() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    till.place(&linus, GOOD_CARD, "1").await.unwrap();
    till.add(&linus, till.moss, 1).await;
    till.fill_in(&linus, &testkit::linus()).await;
    let again = till.place(&linus, BAD_CARD, "1").await;
    assert_eq!(refused(again), Refusal::IdempotencyKeyReused);
}

#[tokio::test]
async fn a_declined_card_gives_the_goods_back_and_keeps_the_cart() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(3).await;
    let key = till.buy(&linus, BAD_CARD, "1").await;
    assert_eq!(
        till.status(&key).await,
        OrderStatus::Declined {
            reason: DeclineReason::CardDeclined
        }
    );
    assert_eq!(till.shelf(till.chalk).await, (20, 0));
    assert_eq!(till.items_in_cart(&linus).await, 3);
    assert_eq!(gateway.journal("capture").await.len(), 0);
    till.check_the_books().await;

    // With another card, from the cart: it is still the same order.
    let again = till.place(&linus, GOOD_CARD, "2").await.unwrap();
    assert_eq!(again.key, key);
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(till.items_in_cart(&linus).await, 0);
    assert_eq!(till.shelf(till.chalk).await, (17, 0));
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn after_a_decline_another_cart_is_another_order_and_the_old_one_is_off() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(1).await;
    let first = till.buy(&linus, BAD_CARD, "1").await;
    till.add(&linus, till.moss, 1).await;
    let second = till.buy(&linus, GOOD_CARD, "2").await;
    assert_ne!(first, second);
    assert_eq!(till.status(&first).await, OrderStatus::Cancelled);
    assert_eq!(till.status(&second).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn an_order_is_paid_again_from_its_page_and_leaves_what_was_added_since() {
    let (till, gateway) = till::open().await;
    let linus = till.linus(2).await;
    let key = till.buy(&linus, BAD_CARD, "1").await;
    till.add(&linus, till.moss, 1).await;
    let checkout = till.test.shop.checkout();
    let retry = || checkout.retry(&key, GOOD_CARD.into(), "key-of-the-retry-1".into());
    let twice = join_all([retry(), retry()]).await;
    assert!(twice.iter().all(Result::is_ok), "{twice:?}");
    till.work().await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    let cart = till.test.shop.cart().find(&linus).await.unwrap();
    let left: Vec<_> = cart.lines.iter().map(|line| line.variant).collect();
    assert_eq!(left, [till.moss]);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    let closed = checkout
        .retry(&key, GOOD_CARD.into(), "key-of-the-retry-2".into())
        .await;
    assert_eq!(refused(closed), Refusal::OrderClosed);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_new_cart_takes_the_goods_of_a_declined_order_without_doubling_them() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(2).await;
    till.place(&linus, BAD_CARD, "1").await.unwrap();
    till.add(&linus, till.chalk, 1).await;
    till.add(&linus, till.moss, 1).await;
    till.work().await;
    let cart = till.test.shop.cart().find(&linus).await.unwrap();
    let mut held: Vec<_> = cart
        .lines
        .iter()
        .map(|line| (line.variant, line.quantity.get()))
        .collect();
    held.sort_unstable();
    let mut expected = [(till.chalk, 2), (till.moss, 1)];
    expected.sort_unstable();
    assert_eq!(held, expected);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_price_that_moved_must_be_seen_before_it_is_paid() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let order = till.order(&linus, GOOD_CARD, "1").await;
    till.sql("UPDATE price SET amount_minor = 1700").await;
    let checkout = till.test.shop.checkout();
    assert_eq!(
        refused(checkout.place(&linus, order).await),
        Refusal::CartChanged
    );
    let order = till.order(&linus, GOOD_CARD, "2").await;
    assert_eq!(order.expected_total, eur(1700 + 490));
    till.sql("UPDATE product SET state = 'archived'").await;
    assert_eq!(
        refused(checkout.place(&linus, order).await),
        Refusal::CartChanged
    );
    assert_eq!(till.count("SELECT count(*) FROM orders").await, 0);
    assert_eq!(till.count("SELECT count(*) FROM http_idempotency").await, 0);
    till.check_the_books().await;
}

#[tokio::test]
async fn an_order_that_costs_nothing_is_paid_at_once() {
    let gateway = TestGateway::start().await;
    // Free from €0.00 on.
    let till = till::open_generous(gateway.adapter()).await;
    till.sql("UPDATE price SET amount_minor = 0").await;
    let linus = till.linus(2).await;
    let placed = till.place(&linus, "", "1").await.unwrap();
    assert_eq!(till.status(&placed.key).await, OrderStatus::Paid);
    assert_eq!(till.shelf(till.chalk).await, (18, 0));
    assert_eq!(till.count("SELECT count(*) FROM payment").await, 0);
    assert_eq!(till.count("SELECT count(*) FROM ledger_tx").await, 0);
    till.check_the_books().await;
}

#[tokio::test]
async fn an_order_that_costs_something_needs_a_card() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let Err(ShopError::Invalid(errors)) = till.place(&linus, "", "1").await else {
        panic!("nothing was missing")
    };
    assert_eq!(errors[0].field, Field::Card);
    assert_eq!(till.items_in_cart(&linus).await, 1);
}

#[tokio::test]
async fn a_form_is_told_its_mistakes_and_shown_again_as_it_was_typed() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let checkout = till.test.shop.checkout();
    let page = checkout.page(&linus).await.unwrap();
    assert_eq!(page.total, eur(1800 + 490));
    let form = CheckoutForm {
        email: "linus".into(),
        country: "AQ".into(),
        shipping: "express".into(),
        ..testkit::linus()
    };
    let Err(ShopError::Invalid(errors)) = checkout.save_form(&linus, &form).await else {
        panic!("two mistakes were not found")
    };
    let found: Vec<_> = errors.iter().map(|e| (e.field, e.problem)).collect();
    assert_eq!(
        found,
        [
            (Field::Email, FieldProblem::Malformed),
            (Field::Country, FieldProblem::Unsupported)
        ]
    );
    let page = checkout.page(&linus).await.unwrap();
    assert_eq!(page.form, form);
    assert_eq!(page.total, eur(1800 + 990));
    let order = till.order(&linus, GOOD_CARD, "1").await;
    assert!(matches!(
        checkout.place(&linus, order).await,
        Err(ShopError::Invalid(_))
    ));
}

#[tokio::test]
async fn a_member_finds_the_form_filled_in_and_the_order_in_the_history() {
    let (till, _gateway) = till::open().await;
    let accounts = till.test.shop.accounts();
    let session = accounts
        .sign_up("Ada Lovelace", "ada@example.com", "correct horse battery")
        .await
        .unwrap();
    accounts
        .save_address(session.viewer.account, None, &testkit::ada())
        .await
        .unwrap();
    let ada = Visitor {
        cart: None,
        viewer: Some(session.viewer.clone()),
    };
    till.add(&ada, till.moss, 1).await;
    let page = till.test.shop.checkout().page(&ada).await.unwrap();
    assert_eq!(page.form.city, "London");
    assert_eq!(page.form.email, "ada@example.com");
    till.fill_in(&ada, &page.form).await;
    let key = till.buy(&ada, GOOD_CARD, "1").await;
    let history = till
        .test
        .shop
        .orders()
        .history(session.viewer.account)
        .await;
    let history = history.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!((&history[0].key, history[0].items), (&key, 1));
    assert_eq!(history[0].status, OrderStatus::Paid);
}
