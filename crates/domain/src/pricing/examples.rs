//! Bills as a merchant would check them, by hand.

use super::*;
use crate::{
    CouponId, Currency, Money, Slug, Timestamp, VariantId,
    cart::{Quantity, ShippingRates},
    checkout::ShippingMethod,
};

const NOW: Timestamp = Timestamp::from_unix_millis(1_795_174_200_000);

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn percent(text: &str) -> Percentage {
    text.parse().unwrap()
}

fn goods(id: u128, category: &str, price: i64, quantity: u16) -> Goods {
    Goods {
        variant: VariantId(uuid::Uuid::from_u128(id)),
        product: slug(&format!("product-{id}")),
        categories: vec![slug(category), slug("everything")],
        unit_price: eur(price),
        quantity: Quantity::new(quantity).unwrap(),
    }
}

fn promotion(id: u128, name: &str, effect: Effect) -> Promotion {
    Promotion {
        coupon: CouponId(uuid::Uuid::from_u128(id)),
        name: name.to_owned(),
        code: None,
        effect,
        goods: Scope::default(),
        minimum: None,
        combines: true,
        starts_at: None,
        ends_at: None,
        limits: UseLimits::default(),
    }
}

fn ten_percent() -> Effect {
    Effect::Percent { off: percent("10") }
}

fn rules(promotions: Vec<Promotion>) -> TradeRules {
    TradeRules {
        shipping: vec![ShippingZone::from(ShippingRates {
            standard: eur(490),
            express: eur(990),
            free_from: eur(6000),
        })],
        promotions,
        ..TradeRules::default()
    }
}

fn with_vat(rules: TradeRules, taxation: Taxation) -> TradeRules {
    let rate = |class: &str, rate: &str| TaxRate {
        class: class.to_owned(),
        name: "VAT".to_owned(),
        rate: percent(rate),
    };
    TradeRules {
        taxes: vec![TaxZone {
            name: "Germany".to_owned(),
            countries: Vec::new(),
            taxation,
            shipping_class: TaxZone::USUAL_CLASS.to_owned(),
            rates: vec![rate("standard", "19"), rate("reduced", "7")],
        }],
        tax_classes: vec![TaxClass {
            name: "reduced".to_owned(),
            goods: Scope {
                categories: vec![slug("books")],
                ..Scope::default()
            },
        }],
        ..rules
    }
}

fn quote_of(rules: &TradeRules, goods: Vec<Goods>, code: Option<&str>) -> Quote {
    let code = code.map(|code| code.parse().unwrap());
    let basket = Basket {
        currency: Currency::Eur,
        goods,
        country: None,
        rate: *rules.shipping_rate(None, ShippingMethod::Standard).unwrap(),
        code: code.as_ref(),
        now: NOW,
    };
    quote(rules, &basket).unwrap()
}

fn problem(rules: &TradeRules, goods: Vec<Goods>, code: &str) -> Option<CouponProblem> {
    quote_of(rules, goods, Some(code)).coupon.unwrap().problem
}

#[test]
fn two_mugs_cost_what_they_always_did() {
    let quote = quote_of(&rules(Vec::new()), vec![goods(1, "cups", 1800, 2)], None);
    assert_eq!(quote.bill.totals.total, eur(2 * 1800 + 490));
    assert_eq!(quote.until_free_shipping, Some(eur(2400)));
    assert!(quote.bill.taxes.is_empty());
}

#[test]
fn vat_within_the_prices_is_told_and_not_added() {
    let rules = with_vat(rules(Vec::new()), Taxation::Included);
    let quote = quote_of(
        &rules,
        vec![goods(1, "cups", 1800, 1), goods(2, "books", 1070, 1)],
        None,
    );
    let totals = quote.bill.totals;
    assert_eq!(totals.total, eur(1800 + 1070 + 490));
    // 19 % of (18.00 + 4.90) / 1.19 and 7 % of 10.70 / 1.07.
    let amounts: Vec<_> = quote.bill.taxes.iter().map(|tax| tax.amount).collect();
    assert_eq!(amounts, [eur(366), eur(70)]);
    assert_eq!(quote.lines[1].tax, eur(70));
    assert_eq!(quote.lines[0].tax.minor + totals.shipping_tax.minor, 366);
}

#[test]
fn tax_on_top_of_the_prices_is_added_once_for_each_rate() {
    let rules = with_vat(rules(Vec::new()), Taxation::Added);
    let quote = quote_of(
        &rules,
        vec![goods(1, "cups", 333, 1), goods(2, "cups", 333, 1)],
        None,
    );
    // 19 % of 6.66 + 4.90 are 2.1964: two lines rounded for themselves would have paid 0.63 + 0.63 + 0.93.
    assert_eq!(quote.bill.totals.tax, eur(220));
    assert_eq!(quote.bill.totals.total, eur(666 + 490 + 220));
}

#[test]
fn ten_percent_off_is_rounded_once_and_shared_out() {
    let ten = promotion(1, "Ten off", ten_percent());
    let three = vec![
        goods(1, "cups", 335, 1),
        goods(2, "cups", 335, 1),
        goods(3, "cups", 335, 1),
    ];
    let quote = quote_of(&rules(vec![ten]), three, None);
    assert_eq!(quote.bill.totals.discount, eur(101));
    let shares: Vec<_> = quote.lines.iter().map(|line| line.discount.minor).collect();
    assert_eq!(shares, [34, 34, 33]);
    assert_eq!(quote.bill.discounts[0].name, "Ten off");
}

#[test]
fn more_off_than_the_goods_cost_is_all_that_they_cost() {
    let mut gift = promotion(1, "Gift", Effect::Amount { off: eur(5000) });
    gift.goods.categories = vec![slug("cups")];
    let quote = quote_of(
        &rules(vec![gift]),
        vec![goods(1, "cups", 1800, 1), goods(2, "pans", 900, 1)],
        None,
    );
    assert_eq!(quote.bill.totals.total, eur(900 + 490));
}

#[test]
fn of_three_mugs_the_cheapest_is_free() {
    let effect = Effect::BuyGet {
        buy: 2,
        get: 1,
        off: Percentage::WHOLE,
        gift: None,
    };
    let rules = rules(vec![promotion(1, "Three for two", effect)]);
    let saved = |goods| quote_of(&rules, goods, None).bill.totals.discount;
    assert_eq!(saved(vec![goods(1, "cups", 1800, 2)]), eur(0));
    assert_eq!(
        saved(vec![goods(1, "cups", 1800, 2), goods(2, "cups", 900, 1)]),
        eur(900)
    );
    assert_eq!(
        saved(vec![goods(1, "cups", 1800, 5), goods(2, "cups", 900, 1)]),
        eur(900 + 1800)
    );
}

#[test]
fn a_pot_brings_a_cup_at_half_its_price() {
    let effect = Effect::BuyGet {
        buy: 1,
        get: 1,
        off: percent("50"),
        gift: Some(Scope {
            categories: vec![slug("cups")],
            ..Scope::default()
        }),
    };
    let mut promotion = promotion(1, "A cup with it", effect);
    promotion.goods.categories = vec![slug("pots")];
    let rules = rules(vec![promotion]);
    let saved = |goods| quote_of(&rules, goods, None).bill.totals.discount;
    assert_eq!(saved(vec![goods(1, "cups", 1800, 2)]), eur(0));
    assert_eq!(
        saved(vec![goods(1, "cups", 1800, 2), goods(2, "pots", 4000, 1)]),
        eur(900)
    );
}

#[test]
fn promotions_that_combine_are_taken_off_one_after_the_other() {
    let five = promotion(2, "Five off", Effect::Amount { off: eur(500) });
    let quote = quote_of(
        &rules(vec![promotion(1, "Ten", ten_percent()), five]),
        vec![goods(1, "cups", 3000, 1)],
        None,
    );
    let taken: Vec<_> = quote
        .bill
        .discounts
        .iter()
        .map(|discount| discount.amount.minor)
        .collect();
    assert_eq!(taken, [300, 500]);
}

#[test]
fn one_that_does_not_combine_counts_alone_and_only_if_it_saves_more() {
    let alone = |off| Promotion {
        combines: false,
        code: Some("ALONE".parse().unwrap()),
        ..promotion(2, "Alone", Effect::Amount { off: eur(off) })
    };
    let ten = promotion(1, "Ten", ten_percent());
    let mug = || vec![goods(1, "cups", 3000, 1)];
    let better = rules(vec![ten.clone(), alone(400)]);
    let quote = quote_of(&better, mug(), Some("alone"));
    assert_eq!(quote.bill.totals.discount, eur(400));
    assert_eq!(quote.coupon.unwrap().problem, None);
    let worse = rules(vec![ten, alone(200)]);
    assert_eq!(
        quote_of(&worse, mug(), Some("alone")).bill.totals.discount,
        eur(300)
    );
    assert_eq!(
        problem(&worse, mug(), "alone"),
        Some(CouponProblem::Outdone)
    );
}

#[test]
fn a_coupon_frees_the_delivery_that_it_names() {
    let free = Promotion {
        code: Some("SHIPFREE".parse().unwrap()),
        ..promotion(
            1,
            "Free delivery",
            Effect::FreeShipping {
                methods: vec![ShippingMethod::Standard],
            },
        )
    };
    let quote = quote_of(
        &rules(vec![free]),
        vec![goods(1, "cups", 1800, 1)],
        Some("shipfree"),
    );
    assert_eq!(quote.bill.totals.total, eur(1800));
    assert_eq!(
        (quote.bill.totals.shipping, quote.bill.totals.discount),
        (eur(490), eur(490))
    );
    assert_eq!(quote.until_free_shipping, None);
}

#[test]
fn a_discount_can_take_the_cart_below_free_delivery() {
    let quote = quote_of(
        &rules(vec![promotion(1, "Ten", ten_percent())]),
        vec![goods(1, "cups", 6500, 1)],
        None,
    );
    assert_eq!(quote.bill.totals.total, eur(5850 + 490));
    assert_eq!(quote.until_free_shipping, Some(eur(150)));
}

#[test]
fn a_promotion_that_would_cost_more_in_delivery_than_it_saves_is_not_taken() {
    let two_percent = Effect::Percent { off: percent("2") };
    let rules = rules(vec![promotion(1, "Autumn", two_percent)]);
    let quote = quote_of(&rules, vec![goods(1, "mugs", 6100, 1)], None);
    assert_eq!(quote.bill.totals.total, eur(6100));
    assert!(quote.bill.discounts.is_empty());
}

#[test]
fn a_code_that_does_nothing_says_why() {
    let coupon = |change: fn(&mut Promotion)| {
        let mut promotion = promotion(1, "Spring", ten_percent());
        promotion.code = Some("SPRING".parse().unwrap());
        change(&mut promotion);
        rules(vec![promotion])
    };
    let mug = || vec![goods(1, "cups", 1800, 1)];
    let found = |change| problem(&coupon(change), mug(), "spring");
    assert_eq!(found(|_| {}), None);
    assert_eq!(
        problem(&rules(Vec::new()), mug(), "spring"),
        Some(CouponProblem::Unknown)
    );
    assert_eq!(
        found(|it| it.starts_at = Some(Timestamp::from_unix_millis(i64::MAX))),
        Some(CouponProblem::NotYet)
    );
    assert_eq!(
        found(|it| it.ends_at = Some(NOW)),
        Some(CouponProblem::Expired)
    );
    assert_eq!(
        found(|it| it.limits = UseLimits {
            at_most: Some(3),
            used: 3,
            ..UseLimits::default()
        }),
        Some(CouponProblem::UsedUp)
    );
    assert_eq!(
        found(|it| it.limits = UseLimits {
            per_customer: Some(1),
            used_by_customer: 1,
            ..UseLimits::default()
        }),
        Some(CouponProblem::UsedBefore)
    );
    assert_eq!(
        found(|it| it.minimum = Some(eur(2500))),
        Some(CouponProblem::BelowMinimum { missing: eur(700) })
    );
    assert_eq!(
        found(|it| it.goods.products = vec![slug("other")]),
        Some(CouponProblem::NothingFits)
    );
}

#[test]
fn every_country_has_its_zone_and_the_rest_the_one_that_names_none() {
    let zone = |name: &str, countries: &[&str], price| ShippingZone {
        name: name.to_owned(),
        countries: countries.iter().map(|code| code.parse().unwrap()).collect(),
        rates: vec![ShippingRate {
            method: ShippingMethod::Standard,
            price: eur(price),
            free_from: None,
            days: (1, 3),
        }],
    };
    let mut rules = TradeRules {
        shipping: vec![zone("Home", &["DE"], 400)],
        ..TradeRules::default()
    };
    let name = |rules: &TradeRules, code: Option<&str>| {
        let country = code.map(|code| code.parse().unwrap());
        rules.shipping_zone(country).map(|zone| zone.name.clone())
    };
    assert_eq!(name(&rules, None), Some("Home".to_owned()));
    assert_eq!(name(&rules, Some("US")), None);
    rules.shipping.push(zone("World", &[], 2000));
    assert_eq!(name(&rules, Some("US")), Some("World".to_owned()));
}
