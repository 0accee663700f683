//! A cart through prices that move, shelves that empty, and two people in one browser.

use domain::{
    Money, Refusal, VariantId,
    account::Viewer,
    cart::{CartNotice, Quantity},
};
use shop::{ShopError, Visitor};
use testkit::TestShop;
use testkit::sqlx::Executor as _;

use crate::shelf::stocked;

fn guest(test: &TestShop) -> Visitor {
    Visitor {
        cart: Some(test.shop.new_token()),
        viewer: None,
    }
}

fn member(viewer: &Viewer) -> Visitor {
    Visitor {
        cart: None,
        viewer: Some(viewer.clone()),
    }
}

fn some(count: u16) -> Quantity {
    Quantity::new(count).unwrap()
}

#[tokio::test]
async fn linus_finds_his_cart_again_and_nobody_else_does() {
    let (test, chalk, _) = stocked(40).await;
    let linus = guest(&test);
    let cart = test
        .shop
        .cart()
        .add_line(&linus, chalk, some(2))
        .await
        .unwrap();
    assert_eq!(
        (cart.totals.items, cart.totals.subtotal.to_string().as_str()),
        (2, "€36.00")
    );
    assert_eq!(
        cart.totals.until_free_shipping.unwrap().to_string(),
        "€24.00"
    );

    assert_eq!(test.shop.cart().find(&linus).await.unwrap(), cart);
    assert_eq!(test.shop.cart().count(&linus).await.unwrap(), 2);
    assert!(
        test.shop
            .cart()
            .find(&guest(&test))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn adding_again_adds_up_and_removing_twice_is_fine() {
    let (test, chalk, moss) = stocked(40).await;
    let linus = guest(&test);
    test.shop
        .cart()
        .add_line(&linus, chalk, some(2))
        .await
        .unwrap();
    let cart = test
        .shop
        .cart()
        .add_line(&linus, chalk, some(3))
        .await
        .unwrap();
    assert_eq!(cart.lines[0].quantity, some(5));
    test.shop
        .cart()
        .add_line(&linus, moss, some(1))
        .await
        .unwrap();
    test.shop.cart().remove_line(&linus, chalk).await.unwrap();
    let cart = test.shop.cart().remove_line(&linus, chalk).await.unwrap();
    assert_eq!(
        cart.lines
            .iter()
            .map(|line| line.variant)
            .collect::<Vec<_>>(),
        [moss]
    );
}

#[tokio::test]
async fn a_refusal_changes_nothing_and_says_what_is_left() {
    let (test, chalk, _) = stocked(3).await;
    let linus = guest(&test);
    test.shop
        .cart()
        .add_line(&linus, chalk, some(2))
        .await
        .unwrap();
    let refused = test
        .shop
        .cart()
        .add_line(&linus, chalk, some(2))
        .await
        .unwrap_err();
    assert!(
        matches!(
            refused,
            ShopError::Refused(Refusal::NotEnoughStock { available: 3, .. })
        ),
        "{refused:?}"
    );
    assert_eq!(test.shop.cart().count(&linus).await.unwrap(), 2);
    let unknown = VariantId(uuid::Uuid::nil());
    assert!(matches!(
        test.shop.cart().add_line(&linus, unknown, some(1)).await,
        Err(ShopError::NotFound)
    ));
}

#[tokio::test]
async fn a_price_that_moved_is_announced_once() {
    let (test, chalk, _) = stocked(40).await;
    let linus = guest(&test);
    test.shop
        .cart()
        .add_line(&linus, chalk, some(1))
        .await
        .unwrap();
    test.database
        .connect()
        .await
        .execute("UPDATE price SET amount_minor = 2000")
        .await
        .unwrap();

    let cart = test.shop.cart().find(&linus).await.unwrap();
    let eur = |minor| Money::new(minor, domain::Currency::Eur);
    assert_eq!(
        cart.notices,
        [CartNotice::PriceChanged {
            title: "Enamel mug".into(),
            was: eur(1800),
            now: eur(2000)
        }]
    );
    assert_eq!(cart.totals.subtotal, eur(2000));
    assert_eq!(test.shop.cart().find(&linus).await.unwrap().notices, []);
}

#[tokio::test]
async fn a_shelf_that_emptied_shrinks_the_cart_and_says_so() {
    let (test, chalk, moss) = stocked(40).await;
    let linus = guest(&test);
    test.shop
        .cart()
        .add_line(&linus, chalk, some(5))
        .await
        .unwrap();
    test.clock.advance(std::time::Duration::from_secs(1));
    test.shop
        .cart()
        .add_line(&linus, moss, some(1))
        .await
        .unwrap();
    let mut database = test.database.connect().await;
    database
        .execute(
            testkit::sqlx::query("UPDATE stock_item SET on_hand = 2 WHERE variant_id = $1")
                .bind(chalk.0),
        )
        .await
        .unwrap();
    database
        .execute(
            testkit::sqlx::query("UPDATE stock_item SET on_hand = 0 WHERE variant_id = $1")
                .bind(moss.0),
        )
        .await
        .unwrap();

    let cart = test.shop.cart().find(&linus).await.unwrap();
    assert_eq!(
        cart.notices,
        [
            CartNotice::StockReduced {
                title: "Enamel mug".into(),
                wanted: some(5),
                available: 2
            },
            CartNotice::SoldOut {
                title: "Enamel mug".into()
            },
        ]
    );
    assert_eq!(cart.lines[0].quantity, some(2));
    assert!(!cart.is_orderable(), "what is sold out can't be ordered");
}

#[tokio::test]
async fn goods_taken_out_of_the_shop_leave_the_cart_with_a_word() {
    let (test, chalk, _) = stocked(40).await;
    let linus = guest(&test);
    test.shop
        .cart()
        .add_line(&linus, chalk, some(1))
        .await
        .unwrap();
    test.database
        .connect()
        .await
        .execute("UPDATE product SET state = 'archived'")
        .await
        .unwrap();

    let cart = test.shop.cart().find(&linus).await.unwrap();
    assert_eq!(
        cart.notices,
        [CartNotice::Gone {
            title: "Enamel mug".into()
        }]
    );
    assert!(
        test.shop
            .cart()
            .find(&linus)
            .await
            .unwrap()
            .notices
            .is_empty()
    );
}

#[tokio::test]
async fn signing_in_brings_the_guests_cart_along_without_loss_or_doubling() {
    let (test, chalk, moss) = stocked(40).await;
    let session = test
        .shop
        .accounts()
        .sign_up("Ada", "ada@example.com", "correct horse battery")
        .await
        .unwrap();
    let ada = member(&session.viewer);
    test.shop
        .cart()
        .add_line(&ada, chalk, some(3))
        .await
        .unwrap();

    let before = guest(&test);
    test.shop
        .cart()
        .add_line(&before, chalk, some(2))
        .await
        .unwrap();
    test.shop
        .cart()
        .add_line(&before, moss, some(1))
        .await
        .unwrap();
    let token = before.cart.clone().unwrap();
    for _ in 0..2 {
        test.shop
            .cart()
            .merge_guest(&token, session.viewer.account)
            .await
            .unwrap();
    }

    let cart = test.shop.cart().find(&ada).await.unwrap();
    let held: Vec<_> = cart
        .lines
        .iter()
        .map(|line| (line.variant, line.quantity))
        .collect();
    assert_eq!(held.len(), 2);
    assert!(
        held.contains(&(chalk, some(3))) && held.contains(&(moss, some(1))),
        "{held:?}"
    );
    assert!(test.shop.cart().find(&before).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_cart_is_kept_for_thirty_days_and_then_forgotten() {
    let (test, chalk, _) = stocked(40).await;
    let linus = guest(&test);
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    test.shop
        .cart()
        .add_line(&linus, chalk, some(1))
        .await
        .unwrap();
    test.clock.advance(day * 29);
    assert_eq!(test.shop.cart().count(&linus).await.unwrap(), 1);
    test.clock.advance(day * 2);
    assert_eq!(test.shop.cart().count(&linus).await.unwrap(), 0);
    let cart = test
        .shop
        .cart()
        .add_line(&linus, chalk, some(1))
        .await
        .unwrap();
    assert_eq!(cart.totals.items, 1);
}

#[tokio::test]
async fn twenty_clicks_at_once_open_one_cart() {
    let (test, chalk, _) = stocked(40).await;
    let linus = guest(&test);
    let clicks = (0..20).map(|_| {
        let (shop, linus) = (test.shop.clone(), linus.clone());
        tokio::spawn(async move { shop.cart().add_line(&linus, chalk, some(1)).await.map(drop) })
    });
    for click in clicks.collect::<Vec<_>>() {
        click.await.unwrap().unwrap();
    }
    assert_eq!(test.shop.cart().count(&linus).await.unwrap(), 20);
}

#[tokio::test]
async fn the_same_addition_sent_twice_adds_once_and_another_under_its_key_is_refused() {
    let till = crate::till::open_with(std::sync::Arc::new(testkit::SilentGateway), 20).await;
    let cart = till.test.shop.cart();
    let linus = till.linus(1).await;
    let two = crate::till::some(2);
    let key = "an-addition-of-linus";
    let adding = (0..5).map(|_| cart.add_line_once(&linus, till.moss, two, key));
    for added in futures::future::join_all(adding).await {
        assert_eq!(added.unwrap().totals.items, 3);
    }
    let other = cart.add_line_once(&linus, till.chalk, two, key).await;
    assert!(
        matches!(
            other,
            Err(ShopError::Refused(Refusal::IdempotencyKeyReused))
        ),
        "{other:?}"
    );
    assert_eq!(till.items_in_cart(&linus).await, 3);
}
