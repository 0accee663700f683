//! What a shopper finds by words.

use domain::{
    catalog::{ListingQuery, PublishState, Sort},
    search::{SearchQuery, SearchResults},
};
use testkit::sqlx::{Executor as _, Row as _};
use testkit::{TestShop, enamel_mug};

use crate::catalog::{mug_called, put};

async fn shop_with_mugs() -> TestShop {
    let test = TestShop::start().await;
    let mut mug = enamel_mug(10);
    mug.variants[0].gtin = Some("4006381333931".to_owned());
    mug.tags = vec!["Camping".to_owned()];
    put(&test, mug).await;
    let mut tray = mug_called("Walnut serving tray", 4900);
    tray.kind = "tray".to_owned();
    tray.brand = Some("Fjellrev".to_owned());
    tray.category = vec!["Kitchen".to_owned(), "Trays".to_owned()];
    tray.description_html = "<p>Carries a whole breakfast to the garden.</p>".to_owned();
    put(&test, tray).await;
    test
}

async fn search(test: &TestShop, words: &str) -> SearchResults {
    let query: SearchQuery = words.parse().unwrap();
    test.shop
        .search()
        .search(&query, ListingQuery::default())
        .await
        .unwrap_or_else(|error| panic!("{words:?}: {error:?}"))
}

async fn titles(test: &TestShop, words: &str) -> Vec<String> {
    let found = search(test, words).await;
    found
        .listing
        .products
        .into_iter()
        .map(|card| card.title)
        .collect()
}

#[tokio::test]
async fn goods_are_found_by_whatever_a_shopper_knows_of_them() {
    let test = shop_with_mugs().await;
    for words in [
        "enamel mug",
        "ENAMEL",
        "mugs",
        "the enamel mug",
        "enam",
        "mug havn",
        "havn",
        "camping",
        "MUG-ENA-MOS",
        "mug-ena-mos",
        "4006381333931",
        "4006381-333931",
        "moss mug",
        "enamel -tray",
        "\"enamel mug\"",
        "Enämel",
    ] {
        assert_eq!(titles(&test, words).await, ["Enamel mug"], "{words}");
    }
    for words in [
        "walnut",
        "fjellrev tray",
        "breakfast",
        "serving trays",
        "tray or trays",
    ] {
        assert_eq!(
            titles(&test, words).await,
            ["Walnut serving tray"],
            "{words}"
        );
    }
}

#[tokio::test]
async fn a_name_counts_more_than_a_mention() {
    let test = shop_with_mugs().await;
    let mut book = mug_called("Recipes for trips", 2200);
    book.description_html =
        "<p>An enamel mug, an enamel mug and an enamel mug are all you need.</p>".to_owned();
    put(&test, book).await;
    assert_eq!(
        titles(&test, "enamel mug").await,
        ["Enamel mug", "Recipes for trips"]
    );

    let query = "enamel mug".parse().unwrap();
    let dearest = ListingQuery {
        sort: Sort::PriceDown,
        ..ListingQuery::default()
    };
    let found = test.shop.search().search(&query, dearest).await.unwrap();
    assert_eq!(found.listing.products[0].title, "Recipes for trips");
    assert_eq!(found.listing.total, 2);
}

#[tokio::test]
async fn a_typo_still_finds_the_mug_and_says_what_was_searched_for() {
    let test = shop_with_mugs().await;
    for (typed, meant) in [
        ("enmael mug", "enamel mug"),
        ("enamal mug", "enamel mug"),
        ("mgu", "mug"),
        ("wallnut", "walnut"),
        ("walnt tray", "walnut tray"),
        ("serving trya", "serving tray"),
        ("Campinng", "camping"),
        ("fjelrev", "fjellrev"),
    ] {
        let found = search(&test, typed).await;
        assert_eq!(
            found.corrected.as_ref().map(SearchQuery::as_str),
            Some(meant),
            "{typed}"
        );
        assert_eq!(found.listing.total, 1, "{typed}");
        assert_eq!(found.query.as_str(), typed);
    }
}

#[tokio::test]
async fn nothing_found_offers_the_top_of_the_shop() {
    let test = shop_with_mugs().await;
    let found = search(&test, "xylophone").await;
    assert_eq!((found.listing.total, found.corrected), (0, None));
    assert_eq!(found.categories[0].title, "Kitchen");
}

#[tokio::test]
async fn a_categorys_name_offers_the_category() {
    let test = shop_with_mugs().await;
    for words in ["trays", "tray", "walnut tray"] {
        let found = search(&test, words).await;
        assert_eq!(
            found.categories.first().map(|link| link.slug.as_str()),
            Some("trays"),
            "{words}"
        );
    }
}

#[tokio::test]
async fn suggestions_come_with_the_first_letters_and_stay_few() {
    let test = shop_with_mugs().await;
    for number in 1..=12 {
        put(
            &test,
            mug_called(&format!("Enamel bowl {number}"), 900 + number),
        )
        .await;
    }
    let suggest = async |words: &str| {
        let query = words.parse().unwrap();
        test.shop.search().suggest(&query).await.unwrap()
    };
    let enamel = suggest("ena").await;
    assert_eq!(enamel.products.len(), 7);
    assert!(
        enamel
            .products
            .iter()
            .all(|row| row.title.starts_with("Enamel"))
    );
    let tray = suggest("walnut se").await;
    assert_eq!(tray.products[0].title, "Walnut serving tray");
    let kitchen = suggest("kitch").await;
    assert_eq!(kitchen.categories[0].slug.as_str(), "kitchen");
    assert_eq!(suggest("wlanut").await.products.len(), 1);
}

#[tokio::test]
async fn no_input_is_hostile_enough_to_break_a_search() {
    let test = shop_with_mugs().await;
    let long = "mug ".repeat(50);
    let same = "a".repeat(200);
    for words in [
        "'",
        "''",
        "\"",
        "\\",
        "%",
        "_",
        "*",
        ":*",
        "mug:*",
        "&",
        "|",
        "!",
        "!!",
        "<->",
        "(",
        "))((",
        "mug & ",
        "or",
        "OR or",
        "-",
        "--",
        "-mug",
        "\"unclosed",
        "'; DROP TABLE product; --",
        "mug' || 'x",
        "½",
        "ŉ",
        "№ 1",
        "mug\u{301}",
        "日本語",
        "🫖",
        "\u{202e}gum",
        "$1",
        "?",
        "a",
        "1",
        "e'\\''",
        "the",
        "the of and",
        long.trim(),
        &same,
    ] {
        search(&test, words).await;
        let query = words.parse().unwrap();
        test.shop
            .search()
            .suggest(&query)
            .await
            .unwrap_or_else(|error| panic!("{words:?}: {error:?}"));
    }
    assert_eq!(titles(&test, "mug").await, ["Enamel mug"]);
}

#[tokio::test]
async fn the_words_of_a_product_that_left_are_forgotten() {
    let test = shop_with_mugs().await;
    let mut grace = test.database.connect().await;
    let mut count = async |word: &'static str| {
        let found = grace
            .fetch_optional(
                testkit::sqlx::query("SELECT products FROM search_word WHERE word = $1").bind(word),
            )
            .await
            .unwrap();
        found.map_or(0, |row| row.get::<i32, _>("products"))
    };
    assert_eq!((count("enamel").await, count("kitchen").await), (1, 2));
    put(&test, enamel_mug(10)).await;
    assert_eq!((count("camping").await, count("kitchen").await), (0, 2));
    let mut archived = enamel_mug(10);
    archived.state = PublishState::Archived;
    put(&test, archived).await;
    assert_eq!((count("enamel").await, count("kitchen").await), (0, 1));
    assert_eq!(search(&test, "enamel").await.listing.total, 0);
}
