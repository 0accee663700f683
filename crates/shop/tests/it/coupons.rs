//! Coupons: used as often as they may be, given back when nothing came of it, and never a surprise.

use domain::{Refusal, checkout::CheckoutForm, order::OrderStatus, pricing::CouponProblem};
use futures::future::join_all;
use shop::Visitor;

use crate::{
    till::{self, BAD_CARD, CAREFUL_CARD, GOOD_CARD, eur},
    trade::{SPRING, check_the_bills, decide, enter, problem, refused, sold, uses},
};

#[tokio::test]
async fn linus_saves_five_euros_and_the_books_say_so() {
    let (till, gateway) = till::open().await;
    decide(&till, SPRING).await;
    let linus = till.linus(2).await;
    let cart = enter(&till, &linus, "spring").await.unwrap();
    assert_eq!(cart.totals.total, eur(2 * 1800 - 500 + 490));
    assert_eq!(cart.discounts[0].name, "Five off");

    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let page = till.test.shop.orders().page(&key).await.unwrap();
    assert_eq!(page.status, OrderStatus::Paid);
    assert_eq!(page.totals.total, eur(3590));
    assert_eq!(page.lines[0].discount, eur(500));
    assert_eq!(page.discounts[0].code.as_ref().unwrap().as_str(), "SPRING");
    assert_eq!(gateway.journal("capture").await[0]["amount"], 3590);
    let posted = [
        ("customer_receivable", 3590),
        ("sales", -3600),
        ("shipping_income", -490),
        ("discounts", 500),
    ];
    assert_eq!(
        sold(&till).await,
        posted.map(|(account, amount)| (account.to_owned(), amount))
    );
    assert_eq!(uses(&till).await, (1, 1));
    check_the_bills(&till).await;
}

#[tokio::test]
async fn of_twenty_shoppers_with_the_last_coupon_one_gets_it() {
    let (till, _gateway) = till::open().await;
    decide(&till, SPRING).await;
    let mut orders = Vec::new();
    for number in 0..20 {
        let shopper = till.linus(1).await;
        enter(&till, &shopper, "SPRING").await.unwrap();
        let order = till.order(&shopper, GOOD_CARD, &number.to_string()).await;
        orders.push((shopper, order));
    }
    let checkout = till.test.shop.checkout();
    let placed = orders
        .iter()
        .map(|(shopper, order)| checkout.place(shopper, order.clone()));
    let (bought, turned_away): (Vec<_>, Vec<_>) =
        join_all(placed).await.into_iter().partition(Result::is_ok);
    assert_eq!(bought.len(), 1);
    for result in turned_away {
        assert_eq!(refused(result), Refusal::Coupon(CouponProblem::UsedUp));
    }
    assert_eq!(uses(&till).await, (1, 1));
    till.work().await;
    assert_eq!(till.shelf(till.chalk).await, (19, 0));
    check_the_bills(&till).await;
}

#[tokio::test]
async fn a_coupon_comes_back_with_the_goods_of_an_order_that_was_not_paid() {
    let (till, _gateway) = till::open().await;
    decide(&till, SPRING).await;
    let linus = till.linus(1).await;
    enter(&till, &linus, "SPRING").await.unwrap();
    till.buy(&linus, BAD_CARD, "declined").await;
    assert_eq!(uses(&till).await, (0, 0));
    check_the_bills(&till).await;

    till.buy(&linus, CAREFUL_CARD, "left at the bank").await;
    assert_eq!(uses(&till).await, (1, 1));
    till.let_time_pass(true).await;
    assert_eq!(till.test.shop.payments().sweep().await.unwrap().expired, 1);
    assert_eq!(uses(&till).await, (0, 0));
    assert_eq!(till.shelf(till.chalk).await, (20, 0));

    let key = till.buy(&linus, GOOD_CARD, "paid").await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(uses(&till).await, (1, 1));
    check_the_bills(&till).await;
}

#[tokio::test]
async fn a_declined_order_is_not_tried_again_with_a_coupon_that_somebody_else_used_up() {
    let (till, gateway) = till::open().await;
    decide(&till, SPRING).await;
    let linus = till.linus(1).await;
    enter(&till, &linus, "SPRING").await.unwrap();
    let key = till.buy(&linus, BAD_CARD, "declined").await;
    let other = till.linus(1).await;
    enter(&till, &other, "SPRING").await.unwrap();
    till.buy(&other, GOOD_CARD, "other").await;

    let checkout = till.test.shop.checkout();
    let again = checkout.retry(&key, GOOD_CARD.to_owned(), "key-of-another-try".to_owned());
    assert_eq!(refused(again.await), Refusal::Coupon(CouponProblem::UsedUp));
    assert_eq!(problem(&till, &linus).await, Some(CouponProblem::UsedUp));
    let key = till.buy(&linus, GOOD_CARD, "at the full price").await;
    let page = till.test.shop.orders().page(&key).await.unwrap();
    assert_eq!(
        (page.status, page.totals.total),
        (OrderStatus::Paid, eur(2290))
    );
    assert_eq!(gateway.journal("capture").await.len(), 2);
    check_the_bills(&till).await;
}

#[tokio::test]
async fn once_for_each_customer_is_once_whatever_follows_the_plus() {
    let (till, _gateway) = till::open().await;
    let welcome = r#"
        [[promotion]]
        name = "Welcome"
        percent = "10"
        codes = ["HELLO"]
        uses_per_customer = 1
    "#;
    decide(&till, welcome).await;
    let first = till.linus(1).await;
    enter(&till, &first, "HELLO").await.unwrap();
    till.buy(&first, GOOD_CARD, "1").await;

    let again = till.linus(1).await;
    assert_eq!(
        refused(enter(&till, &again, "HELLO").await),
        Refusal::Coupon(CouponProblem::UsedBefore)
    );
    // He tells who he is only after the coupon is in the cart.
    let stranger = Visitor {
        cart: Some(till.test.shop.new_token()),
        viewer: None,
    };
    till.add(&stranger, till.chalk, 1).await;
    enter(&till, &stranger, "HELLO").await.unwrap();
    let with_a_plus = CheckoutForm {
        email: "Linus+2@example.com".to_owned(),
        ..testkit::linus()
    };
    till.fill_in(&stranger, &with_a_plus).await;
    assert_eq!(
        problem(&till, &stranger).await,
        Some(CouponProblem::UsedBefore)
    );
    let mut order = till.order(&stranger, GOOD_CARD, "2").await;
    assert_eq!(order.expected_total, eur(2290));
    order.expected_total = eur(1620 + 490);
    let placed = till.test.shop.checkout().place(&stranger, order).await;
    assert_eq!(refused(placed), Refusal::Coupon(CouponProblem::UsedBefore));
    check_the_bills(&till).await;
}

#[tokio::test]
async fn two_tabs_of_one_customer_share_what_each_customer_may_use_once() {
    let (till, _gateway) = till::open().await;
    decide(&till, "[[promotion]]\nname = \"Welcome\"\npercent = \"10\"\ncodes = [\"HELLO\"]\nuses_per_customer = 1").await;
    let mut orders = Vec::new();
    for number in 0..6 {
        let tab = till.linus(1).await;
        enter(&till, &tab, "HELLO").await.unwrap();
        orders.push((till.order(&tab, GOOD_CARD, &number.to_string()).await, tab));
    }
    let checkout = till.test.shop.checkout();
    let placed = orders
        .iter()
        .map(|(order, tab)| checkout.place(tab, order.clone()));
    let placed = join_all(placed).await;
    assert_eq!(placed.into_iter().filter(Result::is_ok).count(), 1);
    assert_eq!(uses(&till).await, (1, 1));
    check_the_bills(&till).await;
}

#[tokio::test]
async fn a_coupon_that_ends_while_linus_types_is_said_before_he_pays() {
    let (till, _gateway) = till::open().await;
    decide(&till, SPRING).await;
    let linus = till.linus(1).await;
    enter(&till, &linus, "SPRING").await.unwrap();
    let order = till.order(&linus, GOOD_CARD, "1").await;
    decide(&till, &format!("{SPRING}\n ends = \"2020-01-01\"")).await;
    let checkout = till.test.shop.checkout();
    assert_eq!(
        refused(checkout.place(&linus, order).await),
        Refusal::Coupon(CouponProblem::Expired)
    );
    assert_eq!(problem(&till, &linus).await, Some(CouponProblem::Expired));
    let order = till.order(&linus, GOOD_CARD, "2").await;
    assert_eq!(order.expected_total, eur(2290));
    checkout.place(&linus, order).await.unwrap();
    assert_eq!(uses(&till).await, (0, 0));
}

#[tokio::test]
async fn codes_that_are_good_for_nothing_are_refused_and_one_that_waits_says_for_what() {
    let (till, _gateway) = till::open().await;
    let rules = r#"
        [[promotion]]
        name = "Over"
        percent = "10"
        codes = ["OVER"]
        ends = "2020-01-01"

        [[promotion]]
        name = "Ten from fifty on"
        amount = "10"
        codes = ["FIFTY"]
        minimum = "50.00"
    "#;
    decide(&till, rules).await;
    let linus = till.linus(2).await;
    let refusal = |problem| Refusal::Coupon(problem);
    assert_eq!(
        refused(enter(&till, &linus, "NOSUCH").await),
        refusal(CouponProblem::Unknown)
    );
    assert_eq!(
        refused(enter(&till, &linus, "OVER").await),
        refusal(CouponProblem::Expired)
    );
    let cart = enter(&till, &linus, "FIFTY").await.unwrap();
    assert_eq!(cart.totals.total, eur(3600 + 490));
    let missing = eur(1400);
    assert_eq!(
        problem(&till, &linus).await,
        Some(CouponProblem::BelowMinimum { missing })
    );
    till.add(&linus, till.moss, 1).await;
    assert_eq!(problem(&till, &linus).await, None);
    let cart = till.test.shop.cart().drop_coupon(&linus).await.unwrap();
    assert_eq!((cart.coupon, cart.totals.discount), (None, eur(0)));
}

#[tokio::test]
async fn what_does_not_combine_gives_way_to_what_saves_more() {
    let (till, _gateway) = till::open().await;
    let rules = r#"
        [[promotion]]
        name = "Ten percent"
        percent = "10"

        [[promotion]]
        name = "Friends"
        amount = "2.00"
        codes = ["FRIEND"]
        combines = false
    "#;
    decide(&till, rules).await;
    let linus = till.linus(2).await;
    let cart = enter(&till, &linus, "FRIEND").await.unwrap();
    assert_eq!(cart.totals.discount, eur(360));
    assert_eq!(problem(&till, &linus).await, Some(CouponProblem::Outdone));
}

#[tokio::test]
async fn a_coupon_for_all_of_it_leaves_nothing_to_pay() {
    let (till, gateway) = till::open().await;
    decide(&till, "[[promotion]]\nname = \"On us\"\npercent = \"100\"\ncodes = [\"ON-US\"]\n[[promotion]]\nname = \"Delivered\"\nfree_shipping = []").await;
    let linus = till.linus(1).await;
    enter(&till, &linus, "ON-US").await.unwrap();
    let placed = till.place(&linus, "", "1").await.unwrap();
    assert_eq!(till.status(&placed.key).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 0);
    assert_eq!(uses(&till).await, (1, 1));
    check_the_bills(&till).await;
}
