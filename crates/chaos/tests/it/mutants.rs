//! A small honest history of three orders, and every way to spoil it that the checker must see.

use chaos::{
    checker::{self, movement},
    journal::{Entry, Outcome},
    mutants,
};
use domain::{PaymentId, VariantId, cart::Quantity};
use shop::{Visitor, checkout::PlaceOrder, import::Folder};
use testkit::{
    TestGateway, TestShop,
    sqlx::{self, Executor as _, PgConnection},
};

#[tokio::test]
async fn every_spoilt_history_is_called_broken_and_an_honest_one_is_not() {
    let gateway = TestGateway::start().await;
    let test = TestShop::start_with(gateway.adapter()).await;
    let mug = testkit::enamel_mug(20);
    test.shop
        .import()
        .put(mug, &Folder::new("."))
        .await
        .unwrap();
    let mut admin = test.database.connect().await;
    admin
        .execute("CREATE TABLE stock_initial AS SELECT variant_id, location_id, on_hand AS quantity FROM stock_item")
        .await
        .unwrap();
    let mut heard = Vec::new();
    for (number, card) in ["pm_card_visa", "pm_card_visa", "pm_card_chargeDeclined"]
        .iter()
        .enumerate()
    {
        heard.push(buy(&test, &mut admin, card, number).await);
    }

    let mut moved = Vec::new();
    for kind in ["capture", "refund"] {
        moved.extend(gateway.journal(kind).await.iter().filter_map(movement));
    }
    assert_eq!(moved.len(), 2);
    checker::load(&mut admin, &heard, &moved).await.unwrap();
    let caught = mutants::must_all_be_caught(&mut admin).await.unwrap();
    assert!(25 < caught, "{caught}");
}

/// Linus buys a mug with this card, and the worker does its part.
async fn buy(test: &TestShop, admin: &mut PgConnection, card: &str, number: usize) -> Entry {
    let linus = Visitor {
        cart: Some(test.shop.new_token()),
        viewer: None,
    };
    let mug: VariantId = VariantId(
        sqlx::query_scalar("SELECT id FROM variant ORDER BY sku LIMIT 1")
            .fetch_one(&mut *admin)
            .await
            .unwrap(),
    );
    let one = Quantity::new(1).unwrap();
    test.shop.cart().add_line(&linus, mug, one).await.unwrap();
    test.shop
        .checkout()
        .save_form(&linus, &testkit::linus())
        .await
        .unwrap();
    let page = test.shop.checkout().page(&linus).await.unwrap();
    let request = format!("an-order-of-linus-{number}");
    let wanted = PlaceOrder {
        form: testkit::linus(),
        payment_method: card.to_owned(),
        idempotency_key: request.clone(),
        expected_total: page.total,
        trace_parent: None,
    };
    let placed = test.shop.checkout().place(&linus, wanted).await.unwrap();
    let payment = sqlx::query_scalar("SELECT id FROM payment WHERE state = 'created'")
        .fetch_one(admin)
        .await
        .unwrap();
    test.shop
        .payments()
        .charge(PaymentId(payment))
        .await
        .unwrap();
    Entry {
        at_ms: 0,
        client: 0,
        op: "place",
        request,
        outcome: Outcome::Ok,
        order: Some(placed.key.to_string()),
        code: None,
    }
}
