//! What an order costs: promotions and their coupons, delivery and tax by country, and that the books take it.

use domain::{
    Refusal, VariantId,
    checkout::{CheckoutForm, Field, ShippingMethod},
    order::OrderStatus,
    pricing::CouponProblem,
};
use shop::{ShopError, Visitor};
use testkit::sqlx::{self, Row as _};

use crate::till::{self, GOOD_CARD, Till, eur, some};

pub(crate) const SPRING: &str = r#"
    [[promotion]]
    name = "Five off"
    amount = "5.00"
    codes = ["SPRING"]
    uses = 1
"#;

const VAT: &str = r#"
    [[tax]]
    zone = "European Union"
    countries = ["FI", "DE"]
    prices = "include_tax"
    rate = [{ name = "VAT", percent = "24" }, { class = "reduced", name = "VAT", percent = "10" }]

    [[tax]]
    zone = "America"
    countries = ["US"]
    prices = "exclude_tax"
    rate = [{ name = "Sales tax", percent = "8.875" }]
"#;

/// Grace puts rules in force.
pub(crate) async fn decide(till: &Till, rules: &str) {
    let report = till.test.shop.trade().import(rules).await.unwrap();
    assert_eq!(report.mistakes, []);
}

async fn mistakes(till: &Till, rules: &str) -> Vec<String> {
    let report = till.test.shop.trade().import(rules).await.unwrap();
    let mistakes = report.mistakes.into_iter();
    mistakes
        .map(|mistake| format!("{}: {}", mistake.place, mistake.reason))
        .collect()
}

pub(crate) async fn enter(
    till: &Till,
    visitor: &Visitor,
    code: &str,
) -> Result<domain::cart::Cart, ShopError> {
    till.test
        .shop
        .cart()
        .use_coupon(visitor, &code.parse().unwrap(), "203.0.113.9")
        .await
}

pub(crate) async fn problem(till: &Till, visitor: &Visitor) -> Option<CouponProblem> {
    let cart = till.test.shop.cart().find(visitor).await.unwrap();
    cart.coupon.and_then(|coupon| coupon.problem)
}

pub(crate) fn refused(result: Result<impl std::fmt::Debug, ShopError>) -> Refusal {
    match result {
        Err(ShopError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

pub(crate) async fn uses(till: &Till) -> (i64, i64) {
    let counted = till
        .count("SELECT COALESCE(sum(used), 0)::bigint FROM coupon")
        .await;
    (counted, till.count("SELECT count(*) FROM coupon_use").await)
}

/// The entries of every sale, by account.
pub(crate) async fn sold(till: &Till) -> Vec<(String, i64)> {
    let rows = sqlx::query(
        "SELECT a.code, e.amount_minor FROM ledger_entry e JOIN ledger_tx t ON t.id = e.tx_id AND t.kind = 'sale'
         JOIN ledger_account a ON a.id = e.account_id ORDER BY a.id",
    );
    let rows = rows.fetch_all(&mut till.database().await).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

pub(crate) async fn check_the_bills(till: &Till) {
    till.check_the_books().await;
    let promises = [
        "SELECT count(*) FROM coupon c WHERE used <> (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id)",
        "SELECT count(*) FROM coupon WHERE max_uses < used",
        "SELECT count(*) FROM orders o WHERE tax_minor <> shipping_tax_minor + (SELECT sum(tax_minor) FROM order_line l WHERE l.order_id = o.id)
            OR tax_minor <> (SELECT COALESCE(sum(amount_minor), 0) FROM order_tax t WHERE t.order_id = o.id)
            OR discount_minor <> (SELECT COALESCE(sum(amount_minor), 0) FROM order_discount d WHERE d.order_id = o.id)
            OR subtotal_minor <> (SELECT sum(total_minor) FROM order_line l WHERE l.order_id = o.id)",
        "SELECT count(*) FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.amount_minor <> o.total_minor",
        "SELECT count(*) FROM ledger_tx t JOIN orders o ON o.id = t.order_id WHERE t.kind = 'sale' AND o.total_minor <>
            (SELECT amount_minor FROM ledger_entry e WHERE e.tx_id = t.id AND e.account_id = 1)",
    ];
    for promise in promises {
        assert_eq!(till.count(promise).await, 0, "{promise}");
    }
}

#[tokio::test]
async fn delivery_that_became_dearer_is_said_before_he_pays() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let order = till.order(&linus, GOOD_CARD, "1").await;
    decide(&till, "[[shipping]]\nzone = \"All\"\nrate = [{ method = \"standard\", price = \"7\", days = [3, 5] }]").await;
    let placed = till.test.shop.checkout().place(&linus, order).await;
    assert_eq!(
        refused(placed),
        Refusal::TotalChanged {
            was: eur(2290),
            now: eur(2500)
        }
    );
}

#[tokio::test]
async fn delivery_is_free_by_promotion_and_of_three_mugs_one_is() {
    let (till, _gateway) = till::open().await;
    let rules = r#"
        [[promotion]]
        name = "Three for two"
        buy = 2
        get = 1
        categories = ["cups-bowls"]

        [[promotion]]
        name = "Free delivery"
        free_shipping = ["standard"]
        codes = ["SHIPFREE"]
    "#;
    decide(&till, rules).await;
    let linus = till.linus(2).await;
    till.add(&linus, till.moss, 1).await;
    let cart = enter(&till, &linus, "SHIPFREE").await.unwrap();
    assert_eq!(cart.totals.total, eur(2 * 1800));
    let names: Vec<_> = cart
        .discounts
        .iter()
        .map(|by| (by.name.as_str(), by.amount))
        .collect();
    assert_eq!(
        names,
        [("Three for two", eur(1800)), ("Free delivery", eur(490))]
    );
    // The code frees the standard delivery only.
    let express = CheckoutForm {
        shipping: "express".to_owned(),
        ..testkit::linus()
    };
    till.fill_in(&linus, &express).await;
    let page = till.test.shop.checkout().page(&linus).await.unwrap();
    assert_eq!(page.total, eur(2 * 1800 + 990));
    till.fill_in(&linus, &testkit::linus()).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let page = till.test.shop.orders().page(&key).await.unwrap();
    assert_eq!(
        (page.status, page.totals.total),
        (OrderStatus::Paid, eur(3600))
    );
    check_the_bills(&till).await;
}

#[tokio::test]
async fn tax_is_within_the_price_at_home_and_on_top_of_it_elsewhere() {
    let (till, _gateway) = till::open().await;
    let reduced =
        format!("{VAT}\n [[tax_class]]\n name = \"reduced\"\n products = [\"enamel-mug\"]");
    decide(&till, &reduced).await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let page = till.test.shop.orders().page(&key).await.unwrap();
    assert_eq!(page.totals.total, eur(2290));
    let taxes: Vec<_> = page
        .taxes
        .iter()
        .map(|tax| (tax.rate.to_string(), tax.amount))
        .collect();
    // 24 % within the delivery's 4.90, 10 % within the mug's 18.00.
    assert_eq!(
        taxes,
        [("24".to_owned(), eur(95)), ("10".to_owned(), eur(164))]
    );
    let posted = [
        ("customer_receivable", 2290),
        ("sales", -(1800 - 164)),
        ("shipping_income", -(490 - 95)),
        ("tax_payable", -(95 + 164)),
    ];
    assert_eq!(
        sold(&till).await,
        posted.map(|(account, amount)| (account.to_owned(), amount))
    );
    check_the_bills(&till).await;

    decide(&till, VAT).await;
    let abroad = till.linus(1).await;
    let form = CheckoutForm {
        country: "US".to_owned(),
        ..testkit::linus()
    };
    till.fill_in(&abroad, &form).await;
    let key = till.buy(&abroad, GOOD_CARD, "2").await;
    let page = till.test.shop.orders().page(&key).await.unwrap();
    // 8.875 % of 22.90 are 2.032375; nothing of the mug is in a class with a rate.
    assert_eq!(page.totals.total, eur(2290 + 203));
    assert_eq!(
        page.lines[0].tax.minor + page.totals.shipping_tax.minor,
        203
    );
    check_the_bills(&till).await;
}

#[tokio::test]
async fn every_zone_has_its_rates_and_days_and_nobody_is_promised_what_has_none() {
    let (till, _gateway) = till::open().await;
    let rules = r#"
        [[shipping]]
        zone = "Finland"
        countries = ["FI"]
        rate = [
            { method = "standard", price = "3.50", free_from = "30.00", days = [1, 2] },
            { method = "express", price = "8.00", days = [1, 1] },
        ]

        [[shipping]]
        zone = "Germany"
        countries = ["DE"]
        rate = [{ method = "standard", price = "12", days = [3, 6] }]
    "#;
    decide(&till, rules).await;
    let linus = till.linus(1).await;
    let checkout = till.test.shop.checkout();
    let page = checkout.page(&linus).await.unwrap();
    assert_eq!(page.total, eur(1800 + 350));
    assert_eq!(page.cart.totals.until_free_shipping, Some(eur(1200)));
    assert_eq!(page.countries.len(), 2);
    let german = CheckoutForm {
        country: "DE".to_owned(),
        ..testkit::linus()
    };
    till.fill_in(&linus, &german).await;
    let offer = checkout.offer(&linus).await.unwrap();
    assert_eq!(offer.shipping.len(), 1);
    assert_eq!(offer.shipping[0].method, ShippingMethod::Standard);
    assert_eq!(offer.shipping[0].bill.totals.total, eur(1800 + 1200));
    let wrong = |country: &str, shipping: &str| CheckoutForm {
        country: country.to_owned(),
        shipping: shipping.to_owned(),
        ..testkit::linus()
    };
    for (form, field) in [
        (wrong("DE", "express"), Field::Shipping),
        (wrong("SE", ""), Field::Country),
    ] {
        let Err(ShopError::Invalid(errors)) = checkout.save_form(&linus, &form).await else {
            panic!("nobody delivers there like that")
        };
        assert_eq!(errors[0].field, field);
    }
}

#[tokio::test]
async fn a_file_with_mistakes_changes_nothing_and_names_them_all() {
    let (till, _gateway) = till::open().await;
    let rules = r#"
        [[shipping]]
        zone = "Home"
        countries = ["DE", "Germany"]

        [[promotion]]
        name = "Half"
        percent = "50,0"
        categories = ["no-such-shelf"]
        codes = ["A"]

        [[promotion]]
        name = "Nothing"
    "#;
    let found = mistakes(&till, rules).await;
    assert_eq!(found.len(), 6, "{found:#?}");
    assert!(found[0].starts_with("shipping zone \"Home\": a zone needs at least one rate"));
    assert!(
        found
            .iter()
            .any(|mistake| mistake.contains("no-such-shelf"))
    );
    assert!(
        found
            .iter()
            .any(|mistake| mistake.contains("it takes one of"))
    );
    let misspelt = mistakes(&till, "[[promotion]]\nname = \"x\"\npercentage = \"5\"").await;
    assert!(
        misspelt[0].starts_with("line 3: unknown field"),
        "{misspelt:?}"
    );
    assert_eq!(till.count("SELECT count(*) FROM promotion").await, 0);
}

#[tokio::test]
async fn what_is_shown_can_be_imported_again_and_is_the_same() {
    let (till, _gateway) = till::open().await;
    decide(&till, &format!("{VAT}{SPRING}")).await;
    let gift = r#"
        [[promotion]]
        name = "A mug with it"
        buy = 1
        get = 1
        percent = "50"
        gift_products = ["enamel-mug"]
        starts = "2026-01-01"
        ends = "2036-01-01T12:00:00Z"
        combines = false
        codes = ["MUG-1", "MUG-2"]
    "#;
    decide(&till, gift).await;
    let linus = till.linus(1).await;
    enter(&till, &linus, "SPRING").await.unwrap();
    till.buy(&linus, GOOD_CARD, "1").await;
    let trade = till.test.shop.trade();
    let shown = trade.show().await.unwrap();
    assert!(shown.ends_with("# SPRING: used 1 of 1\n"), "{shown}");
    decide(&till, &shown).await;
    let again = trade.show().await.unwrap();
    let rules = |text: &str| {
        text.lines()
            .filter(|line| !line.starts_with('#'))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(&again), rules(&shown));
    assert_eq!(uses(&till).await, (1, 1));
    let taken = mistakes(
        &till,
        "[[promotion]]\nname = \"Other\"\npercent = \"5\"\ncodes = [\"spring\"]",
    )
    .await;
    assert_eq!(
        taken,
        ["promotion \"Other\": the code SPRING belongs to another promotion"]
    );
}

#[tokio::test]
async fn a_cart_of_a_hundred_lines_and_two_promotions_is_still_one_sum() {
    let (till, _gateway) = till::open().await;
    decide(&till, "[[promotion]]\nname = \"Ten\"\npercent = \"10\"\n[[promotion]]\nname = \"Three for two\"\nbuy = 2\nget = 1").await;
    let linus = till.linus(1).await;
    till.sql(
        "INSERT INTO variant (id, product_id, position, sku, options)
         SELECT gen_random_uuid(), (SELECT id FROM product LIMIT 1), n, 'MUG-' || n, ARRAY['No. ' || n] FROM generate_series(10, 107) n",
    )
    .await;
    till.sql(
        "INSERT INTO price SELECT id, 'EUR', 100 + length(sku) FROM variant WHERE position >= 10",
    )
    .await;
    till.sql("INSERT INTO stock_item (variant_id, location_id, on_hand) SELECT id, 1, 50 FROM variant WHERE position >= 10").await;
    till.sql(
        "INSERT INTO cart_line (cart_id, variant_id, quantity, seen_price_minor, added_at)
         SELECT c.id, v.id, 3, p.amount_minor, now() FROM cart c, variant v JOIN price p ON p.variant_id = v.id WHERE v.position >= 10",
    )
    .await;
    let variant: uuid::Uuid = sqlx::query_scalar("SELECT id FROM variant WHERE position = 50")
        .fetch_one(&mut till.database().await)
        .await
        .unwrap();
    let cart = till
        .test
        .shop
        .cart()
        .set_quantity(&linus, VariantId(variant), some(5))
        .await
        .unwrap();
    assert_eq!(cart.lines.len(), 99);
    let off: i64 = cart.discounts.iter().map(|by| by.amount.minor).sum();
    assert_eq!(off, cart.totals.discount.minor);
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    check_the_bills(&till).await;
}
