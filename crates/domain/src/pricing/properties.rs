//! What holds for every order, tried with random ones in currencies of 0, 2 and 3 decimals.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;
use crate::{
    CouponId, Currency, Money, Slug, Timestamp, VariantId, cart::Quantity, checkout::ShippingMethod,
};

const CATEGORIES: [&str; 3] = ["cups", "books", "pans"];
const CURRENCIES: [Currency; 3] = [Currency::Jpy, Currency::Eur, Currency::Kwd];
/// As many kinds of goods as there are categories of tax and more.
const DEAREST: i64 = 10_000_000;

#[derive(Debug, Clone)]
struct Case {
    rules: TradeRules,
    goods: Vec<Goods>,
    currency: Currency,
}

impl Case {
    fn quote(&self, goods: Vec<Goods>) -> Quote {
        let basket = Basket {
            currency: self.currency,
            goods,
            country: None,
            rate: self.rules.shipping[0].rates[0],
            code: None,
            now: Timestamp::from_unix_millis(0),
        };
        quote(&self.rules, &basket).unwrap()
    }
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn percentage() -> impl Strategy<Value = Percentage> {
    (0_u32..=1_000_000).prop_map(|millionths| millionths.try_into().unwrap())
}

fn scope() -> impl Strategy<Value = Scope> {
    option::of(select(&CATEGORIES[..])).prop_map(|category| Scope {
        categories: category.into_iter().map(slug).collect(),
        ..Scope::default()
    })
}

fn effect(currency: Currency) -> impl Strategy<Value = Effect> {
    prop_oneof![
        percentage().prop_map(|off| Effect::Percent { off }),
        (0..DEAREST).prop_map(move |off| Effect::Amount {
            off: Money::new(off, currency)
        }),
        Just(Effect::FreeShipping {
            methods: Vec::new()
        }),
        (0_u16..4, 0_u16..3, percentage(), option::of(scope())).prop_map(
            |(buy, get, off, gift)| Effect::BuyGet {
                buy,
                get,
                off,
                gift
            }
        ),
    ]
}

fn promotion(currency: Currency) -> impl Strategy<Value = Promotion> {
    (
        any::<u128>(),
        effect(currency),
        scope(),
        option::of(0..DEAREST),
        any::<bool>(),
    )
        .prop_map(move |(id, effect, goods, minimum, combines)| Promotion {
            coupon: CouponId(uuid::Uuid::from_u128(id)),
            name: "Some promotion".to_owned(),
            code: None,
            effect,
            goods,
            minimum: minimum.map(|minor| Money::new(minor, currency)),
            combines,
            starts_at: None,
            ends_at: None,
            limits: UseLimits::default(),
        })
}

fn tax_zone() -> impl Strategy<Value = TaxZone> {
    (any::<bool>(), percentage(), percentage()).prop_map(|(included, standard, reduced)| TaxZone {
        name: "Here".to_owned(),
        countries: Vec::new(),
        taxation: if included {
            Taxation::Included
        } else {
            Taxation::Added
        },
        shipping_class: TaxZone::USUAL_CLASS.to_owned(),
        rates: [("standard", standard), ("reduced", reduced)]
            .map(|(class, rate)| TaxRate {
                class: class.to_owned(),
                name: "Tax".to_owned(),
                rate,
            })
            .to_vec(),
    })
}

fn goods(currency: Currency) -> impl Strategy<Value = Vec<Goods>> {
    let line = (0..DEAREST, 1_u16..=99, select(&CATEGORIES[..]));
    vec(line, 1..12).prop_map(move |lines| {
        let numbered = lines.into_iter().enumerate();
        numbered
            .map(|(id, (price, quantity, category))| Goods {
                variant: VariantId(uuid::Uuid::from_u128(id as u128)),
                product: slug(&format!("product-{id}")),
                categories: vec![slug(category)],
                unit_price: Money::new(price, currency),
                quantity: Quantity::new(quantity).unwrap(),
            })
            .collect()
    })
}

fn case() -> impl Strategy<Value = Case> {
    select(&CURRENCIES[..]).prop_flat_map(|currency| {
        let promotions = vec(promotion(currency), 0..5);
        let shipping = (0..DEAREST, option::of(0..DEAREST * 10));
        (
            promotions,
            option::of(tax_zone()),
            shipping,
            goods(currency),
        )
            .prop_map(move |(promotions, tax, (price, free_from), goods)| {
                let rate = ShippingRate {
                    method: ShippingMethod::Standard,
                    price: Money::new(price, currency),
                    free_from: free_from.map(|minor| Money::new(minor, currency)),
                    days: (2, 4),
                };
                let zone = ShippingZone {
                    name: "Here".to_owned(),
                    countries: Vec::new(),
                    rates: vec![rate],
                };
                let books = Scope {
                    categories: vec![slug("books")],
                    ..Scope::default()
                };
                let rules = TradeRules {
                    shipping: vec![zone],
                    taxes: tax.into_iter().collect(),
                    tax_classes: vec![TaxClass {
                        name: "reduced".to_owned(),
                        goods: books,
                    }],
                    promotions,
                };
                Case {
                    rules,
                    goods,
                    currency,
                }
            })
    })
}

proptest! {
    #[test]
    fn every_bill_adds_up_and_so_do_its_lines(case in case()) {
        let Quote { bill, lines, .. } = case.quote(case.goods.clone());
        let totals = bill.totals;
        let full: i64 = case.goods.iter().map(|line| line.unit_price.minor * i64::from(line.quantity.get())).sum();
        prop_assert_eq!(totals.subtotal.minor, full);
        let added = match totals.taxation {
            Taxation::Included => 0,
            Taxation::Added => totals.tax.minor,
        };
        prop_assert_eq!(
            totals.total.minor,
            totals.subtotal.minor - totals.discount.minor + totals.shipping.minor + added
        );
        prop_assert_eq!(bill.discounts.iter().map(|by| by.amount.minor).sum::<i64>(), totals.discount.minor);
        prop_assert_eq!(bill.taxes.iter().map(|tax| tax.amount.minor).sum::<i64>(), totals.tax.minor);
        let taxed: i64 = lines.iter().map(|line| line.tax.minor).sum();
        prop_assert_eq!(taxed + totals.shipping_tax.minor, totals.tax.minor);
        let off_goods: i64 = lines.iter().map(|line| line.discount.minor).sum();
        let off_shipping = totals.discount.minor - off_goods;
        prop_assert!(off_goods <= totals.subtotal.minor);
        prop_assert!(off_shipping == 0 || off_shipping == totals.shipping.minor);
    }

    #[test]
    fn the_books_take_the_bill_and_add_up_to_zero(case in case()) {
        let totals = case.quote(case.goods.clone()).bill.totals;
        let sale = SalePostings::of(totals).unwrap();
        prop_assert_eq!(sale.receivable, totals.total);
        let entries = [sale.receivable, sale.discounts, sale.sales, sale.shipping_income, sale.tax_payable];
        prop_assert_eq!(Money::sum(case.currency, entries), Ok(Money::zero(case.currency)));
        prop_assert!(sale.sales.minor <= 0 && sale.shipping_income.minor <= 0);
    }

    #[test]
    fn nothing_is_negative_and_no_line_loses_more_than_it_costs(case in case()) {
        let Quote { bill, lines, .. } = case.quote(case.goods.clone());
        let totals = bill.totals;
        for amount in [totals.subtotal, totals.discount, totals.shipping, totals.tax, totals.shipping_tax, totals.total] {
            prop_assert!(0 <= amount.minor);
            prop_assert_eq!(amount.currency, case.currency);
        }
        for (line, goods) in lines.iter().zip(&case.goods) {
            let price = goods.unit_price.minor * i64::from(goods.quantity.get());
            prop_assert!((0..=price).contains(&line.discount.minor));
            prop_assert!((0..=price - line.discount.minor).contains(&line.tax.minor));
        }
    }

    #[test]
    fn the_order_of_the_lines_makes_no_difference(case in case(), turn in 0_usize..12) {
        let straight = case.quote(case.goods.clone());
        let turn = turn % case.goods.len();
        let mut turned = case.goods.clone();
        turned.rotate_left(turn);
        let turned = case.quote(turned);
        prop_assert_eq!(&turned.bill, &straight.bill);
        let mut lines = straight.lines;
        lines.rotate_left(turn);
        prop_assert_eq!(turned.lines, lines);
    }

    #[test]
    fn a_promotion_never_makes_the_goods_dearer(case in case()) {
        let plain = Case { rules: TradeRules { promotions: Vec::new(), taxes: Vec::new(), ..case.rules.clone() }, ..case.clone() };
        let without_tax = Case { rules: TradeRules { taxes: Vec::new(), ..case.rules.clone() }, ..case.clone() };
        let goods = |quote: Quote| quote.bill.totals.total.minor - quote.bill.totals.shipping.minor;
        prop_assert!(goods(without_tax.quote(case.goods.clone())) <= goods(plain.quote(case.goods.clone())));
    }

    #[test]
    fn tax_within_prices_is_the_part_that_their_net_would_have_had_added(case in case()) {
        for tax in case.quote(case.goods.clone()).bill.taxes {
            let again = tax.rate.of(tax.net.minor);
            // Half a unit lost in the net is at most half a unit in the tax again.
            prop_assert!((again - tax.amount.minor).abs() <= 1);
        }
    }
}
