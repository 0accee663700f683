//! A small honest history with every kind of end, and every way to spoil it that the checker must see.

use chaos::{
    checker::{self, movement},
    journal::{Entry, Outcome},
    mutants,
};
use domain::{
    MailId, Money, PaymentId, VariantId, cart::Quantity, order::OrderNumber, refund::RefundOf,
};
use shop::{Visitor, checkout::PlaceOrder, import::Folder, refunds::RequestRefund};
use testkit::{
    TestGateway, TestShop,
    sqlx::{self, Executor as _, PgConnection},
};
use uuid::Uuid;

const RULES: &str = r#"
[[promotion]]
name = "A first order"
amount = "1.00"
codes = ["FIRST"]
uses = 5
"#;

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
    test.shop.trade().import(RULES).await.unwrap();
    let mut admin = test.database.connect().await;
    admin
        .execute("CREATE TABLE stock_initial AS SELECT variant_id, location_id, on_hand AS quantity FROM stock_item")
        .await
        .unwrap();
    let mut heard = Vec::new();
    for (number, card) in [
        "pm_card_visa",
        "pm_card_visa",
        "pm_card_chargeDeclined",
        "pm_card_visa",
        "pm_card_visa",
    ]
    .iter()
    .enumerate()
    {
        heard.push(buy(&test, &mut admin, card, number).await);
    }
    let some = RefundOf::Amount {
        amount: Money::new(100, domain::Currency::Eur),
    };
    let all = RefundOf::Rest { restock: true };
    for (number, of) in [(3, some), (4, all)] {
        let order = heard[number].order.clone().unwrap();
        heard.push(give_back(&test, &mut admin, &order, of).await);
    }
    let mails: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM mail")
        .fetch_all(&mut admin)
        .await
        .unwrap();
    for mail in mails {
        test.shop.mails().send(MailId(mail)).await.unwrap();
    }

    let mut moved = Vec::new();
    for kind in ["capture", "refund"] {
        moved.extend(gateway.journal(kind).await.iter().filter_map(movement));
    }
    assert_eq!(moved.len(), 6);
    let letters: Vec<_> = test.post.letters().into_iter().map(|one| one.id).collect();
    checker::load(&mut admin, &heard, &moved, &letters)
        .await
        .unwrap();
    let caught = mutants::must_all_be_caught(&mut admin).await.unwrap();
    assert!(55 < caught, "{caught}");
}

/// Linus buys a mug with this card and a coupon, and the worker does its part.
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
    let cart = test.shop.cart();
    cart.add_line(&linus, mug, one).await.unwrap();
    let code = "FIRST".parse().unwrap();
    cart.use_coupon(&linus, &code, "127.0.0.1").await.unwrap();
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
    heard("place", request, placed.key.to_string())
}

/// Grace gives money back, and the worker sends it.
async fn give_back(test: &TestShop, admin: &mut PgConnection, key: &str, of: RefundOf) -> Entry {
    let number: String = sqlx::query_scalar("SELECT number FROM orders WHERE key = $1")
        .bind(key)
        .fetch_one(admin)
        .await
        .unwrap();
    let number: OrderNumber = number.parse().unwrap();
    let request = format!("a-refund-of-{number}");
    let wanted = RequestRefund {
        of,
        reason: None,
        actor: "command:grace".to_owned(),
        idempotency_key: request.clone(),
    };
    let refunds = test.shop.refunds();
    let requested = refunds.request(&number, wanted).await.unwrap();
    refunds.send(requested.refund).await.unwrap();
    heard("refund", request, requested.refund.to_string())
}

fn heard(op: &'static str, request: String, became: String) -> Entry {
    Entry {
        at_ms: 0,
        client: 0,
        op,
        request,
        outcome: Outcome::Ok,
        order: Some(became),
        code: None,
    }
}
