//! The shelf of the demo shop, seen by someone who walks along it.

use std::collections::HashSet;

use demo::{good, goods};
use domain::catalog::ProductDraft;

const SEED: u64 = 7;

fn words(html: &str) -> usize {
    html.replace("<p>", " ")
        .replace("</p>", " ")
        .split_whitespace()
        .count()
}

#[test]
fn the_first_product_is_always_the_enamel_mug() {
    for seed in [0, 7, u64::MAX] {
        let mug = good(seed, 0);
        assert_eq!(mug.slug.as_str(), "enamel-mug");
        assert_eq!(mug.title, "Enamel mug");
        assert_eq!(mug.options, ["Colour"]);
        let colours: Vec<_> = mug
            .variants
            .iter()
            .map(|variant| variant.options[0].as_str())
            .collect();
        assert_eq!(colours[..3], ["Chalk", "Ink", "Moss"]);
        assert_eq!(mug.variants[0].sku, "MUG-ENA-CHK");
        for variant in &mug.variants {
            assert_eq!(
                (variant.price.minor, variant.compare_at, variant.stock),
                (1800, None, Some(40))
            );
        }
    }
}

#[test]
fn the_same_seed_fills_the_same_shelf_and_another_seed_another() {
    let shelf = |seed| goods(seed, 300).collect::<Vec<_>>();
    assert_eq!(shelf(SEED), shelf(SEED));
    assert_ne!(shelf(SEED)[1..], shelf(SEED + 1)[1..]);
}

#[test]
fn a_longer_shelf_begins_with_the_shorter_one() {
    let short: Vec<_> = goods(SEED, 150).collect();
    let long: Vec<_> = goods(SEED, 10_000).take(150).collect();
    assert_eq!(short, long);
}

#[test]
fn no_two_products_share_a_slug_a_sku_or_a_gtin() {
    let (mut slugs, mut skus, mut gtins) = (HashSet::new(), HashSet::new(), HashSet::new());
    for product in goods(SEED, 20_000) {
        assert!(
            slugs.insert(product.slug.as_str().to_owned()),
            "{} twice",
            product.title
        );
        for variant in product.variants {
            assert!(skus.insert(variant.sku.clone()), "{} twice", variant.sku);
            assert!(
                gtins.insert(variant.gtin),
                "the GTIN of {} twice",
                variant.sku
            );
        }
    }
}

#[test]
fn names_far_down_the_shelf_are_still_new() {
    let late: HashSet<_> = (990_000..992_000)
        .map(|index| good(SEED, index).slug)
        .collect();
    assert_eq!(late.len(), 2_000);
    let early: HashSet<_> = (0..2_000).map(|index| good(SEED, index).slug).collect();
    assert!(late.is_disjoint(&early));
}

#[test]
fn every_gtin_is_in_the_in_store_range_and_adds_up() {
    for variant in goods(SEED, 500).flat_map(|product| product.variants) {
        let gtin = variant.gtin.expect("every variant is numbered");
        assert!(gtin.len() == 13 && gtin.starts_with('2'), "{gtin}");
        let sum: u32 = gtin
            .bytes()
            .zip([1, 3].into_iter().cycle())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        assert_eq!(sum % 10, 0, "{gtin}");
    }
}

#[test]
fn prices_are_those_of_a_real_shop() {
    for product in goods(SEED, 2_000) {
        for variant in &product.variants {
            let cents = variant.price.minor;
            assert!(
                (300..=60_000).contains(&cents),
                "{} costs {cents}",
                variant.sku
            );
            assert!(
                cents % 50 == 0 || cents % 100 == 90,
                "{} costs {cents}",
                variant.sku
            );
            assert!(
                variant.compare_at.is_none_or(|before| cents < before.minor),
                "{}",
                variant.sku
            );
        }
    }
}

#[test]
fn some_goods_are_reduced_and_a_few_are_sold_out() {
    let shelf: Vec<_> = goods(SEED, 5_000).collect();
    let share = |holds: fn(&ProductDraft) -> bool| {
        shelf.iter().filter(|product| holds(product)).count() as f64 / shelf.len() as f64
    };
    let reduced = share(|product| {
        product
            .variants
            .iter()
            .any(|variant| variant.compare_at.is_some())
    });
    let sold_out = share(|product| {
        product
            .variants
            .iter()
            .all(|variant| variant.stock == Some(0))
    });
    let partly = share(|product| {
        product
            .variants
            .iter()
            .any(|variant| variant.stock == Some(0))
    });
    assert!((0.10..0.14).contains(&reduced), "{reduced}");
    assert!((0.05..0.085).contains(&sold_out), "{sold_out}");
    assert!(sold_out + 0.05 < partly, "{partly}");
}

#[test]
fn every_text_is_long_enough_and_filled_in() {
    for product in goods(SEED, 2_000) {
        let text = &product.description_html;
        assert!(
            (60..=120).contains(&words(text)),
            "{} words: {text}",
            words(text)
        );
        assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
    }
}

#[test]
fn neighbours_of_one_kind_do_not_open_with_the_same_sentence() {
    let shelf: Vec<_> = goods(SEED, 150).collect();
    let openings: HashSet<_> = shelf
        .iter()
        .map(|product| product.description_html.split(['.', ':']).next())
        .collect();
    assert_eq!(openings.len(), shelf.len());
}

#[test]
fn variants_are_told_apart_and_show_a_picture_that_exists() {
    for product in goods(SEED, 1_000) {
        assert!(
            (1..=12).contains(&product.variants.len()),
            "{}",
            product.title
        );
        let choices: HashSet<_> = product
            .variants
            .iter()
            .map(|variant| &variant.options)
            .collect();
        assert_eq!(choices.len(), product.variants.len(), "{}", product.title);
        for variant in &product.variants {
            assert_eq!(variant.options.len(), product.options.len());
            assert!(
                variant
                    .picture
                    .is_some_and(|at| at < product.pictures.len())
            );
        }
    }
}

#[test]
fn the_first_hundred_and_fifty_stand_on_eight_shelves() {
    let shelves: HashSet<_> = goods(SEED, 150).map(|product| product.category).collect();
    assert_eq!(shelves.len(), 8);
}
