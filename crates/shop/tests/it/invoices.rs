//! The bill: numbered without a gap, and there as soon as money has moved.

use futures::future::join_all;
use shop::ShopError;
use testkit::TestGateway;

use crate::till::{self, BAD_CARD, GOOD_CARD};

#[tokio::test]
async fn an_order_has_its_invoice_once_it_is_paid_and_not_before() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let orders = till.test.shop.orders();
    let key = till.buy(&linus, BAD_CARD, "1").await;
    let refused = orders.invoice(&key).await;
    assert!(matches!(refused, Err(ShopError::NotFound)));
    assert_eq!(orders.page(&key).await.unwrap().invoice, None);
    let key = till.buy(&linus, GOOD_CARD, "2").await;
    let invoice = orders.invoice(&key).await.unwrap();
    assert_eq!(invoice.number.to_string(), "000001");
    assert_eq!(invoice.seller.name, "Stoa");
    assert_eq!(
        orders.page(&key).await.unwrap().invoice,
        Some(invoice.number)
    );
    till.check_the_books().await;
}

#[tokio::test]
async fn orders_that_are_paid_at_the_same_moment_are_numbered_one_after_the_other() {
    let (till, _gateway) = till::open().await;
    for round in 0..8 {
        let card = if round % 4 == 3 { BAD_CARD } else { GOOD_CARD };
        let linus = till.linus(1).await;
        till.place(&linus, card, &round.to_string()).await.unwrap();
    }
    let ids: Vec<uuid::Uuid> = testkit::sqlx::query_scalar("SELECT id FROM payment")
        .fetch_all(&mut till.database().await)
        .await
        .unwrap();
    let payments = till.test.shop.payments();
    for done in join_all(ids.into_iter().map(|id| payments.charge(id.into()))).await {
        done.unwrap();
    }
    till.work().await;
    assert_eq!(till.count("SELECT count(*) FROM invoice").await, 6);
    assert_eq!(till.count("SELECT max(number) FROM invoice").await, 6);
    till.check_the_books().await;
}

#[tokio::test]
async fn an_order_that_costs_nothing_is_confirmed_and_billed_too() {
    let gateway = TestGateway::start().await;
    let till = till::open_generous(gateway.adapter()).await;
    till.sql("UPDATE price SET amount_minor = 0").await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, "", "1").await;
    let invoice = till.test.shop.orders().invoice(&key).await.unwrap();
    assert!(invoice.order.totals.total.is_zero());
    let letters = till.test.post.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text.contains("There is nothing to pay."));
    till.check_the_books().await;
}
