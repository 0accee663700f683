//! What a shopper finds on the shelves.

use domain::{
    Currency, Money, Slug,
    catalog::{
        Availability, ListingQuery, PageNumber, Product, ProductDraft, ProductLookup, PublishState,
        Sort,
    },
};
use shop::{
    ShopError,
    import::{Folder, PutError, PutOutcome},
};
use testkit::sqlx::Executor as _;
use testkit::{TestShop, enamel_mug};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// Like the enamel mug, under another name and price.
pub(crate) fn mug_called(title: &str, minor: i64) -> ProductDraft {
    let mut draft = enamel_mug(10);
    draft.slug = Slug::from_title(title).unwrap();
    draft.title = title.to_owned();
    for (number, variant) in draft.variants.iter_mut().enumerate() {
        variant.sku = format!("{}-{number}", draft.slug).to_uppercase();
        variant.price = Money::new(minor, Currency::Eur);
    }
    draft
}

pub(crate) async fn put(test: &TestShop, draft: ProductDraft) -> PutOutcome {
    test.shop
        .import()
        .put(draft, &Folder::new("no-pictures-here"))
        .await
        .unwrap()
}

async fn product(test: &TestShop, address: &str) -> Product {
    match test.shop.catalog().product(&slug(address)).await.unwrap() {
        ProductLookup::Found(product) => *product,
        other => panic!("not found: {other:?}"),
    }
}

#[tokio::test]
async fn the_mug_stands_on_its_own_shelf_and_on_every_shelf_above() {
    let test = TestShop::start().await;
    put(&test, enamel_mug(3)).await;

    let tree = test.shop.catalog().category_tree().await.unwrap();
    assert_eq!(tree.len(), 1);
    assert_eq!(tree[0].link.title, "Kitchen");
    assert_eq!((tree[0].products, tree[0].children[0].products), (1, 1));

    let query = ListingQuery::default();
    let kitchen = test
        .shop
        .catalog()
        .category(&slug("kitchen"), query)
        .await
        .unwrap();
    assert_eq!(kitchen.listing.total, 1);
    assert_eq!(kitchen.children[0].link.slug, slug("cups-bowls"));
    let cups = test
        .shop
        .catalog()
        .category(&slug("cups-bowls"), query)
        .await
        .unwrap();
    assert_eq!(cups.ancestors, [kitchen.category]);
    assert_eq!(cups.listing.products, kitchen.listing.products);
}

#[tokio::test]
async fn the_tile_of_the_mug_adds_its_colours_up() {
    let test = TestShop::start().await;
    let mut draft = enamel_mug(2);
    draft.variants[1].price = Money::new(2000, Currency::Eur);
    draft.variants[0].compare_at = Some(Money::new(2400, Currency::Eur));
    put(&test, draft).await;

    let home = test.shop.catalog().home().await.unwrap();
    let tile = &home.newest[0];
    assert_eq!(tile.brand.as_deref(), Some("Havn"));
    assert_eq!(tile.price, Money::new(1800, Currency::Eur));
    assert!(tile.price_varies);
    assert_eq!(tile.compare_at, Some(Money::new(2400, Currency::Eur)));
    assert_eq!(tile.availability, Availability::LowStock { left: 4 });
    let swatches: Vec<_> = tile
        .swatches
        .iter()
        .map(|swatch| (swatch.name.as_str(), swatch.colour.as_str()))
        .collect();
    assert_eq!(swatches, [("Chalk", "#efece4"), ("Moss", "#5b6b4a")]);
    assert_eq!(home.reduced, home.newest);
}

#[tokio::test]
async fn a_product_page_has_everything_the_draft_said() {
    let test = TestShop::start().await;
    put(&test, enamel_mug(10)).await;
    put(&test, mug_called("Milk jug", 2600)).await;

    let mug = product(&test, "enamel-mug").await;
    assert_eq!(mug.title, "Enamel mug");
    let path: Vec<_> = mug
        .categories
        .iter()
        .map(|link| link.title.as_str())
        .collect();
    assert_eq!(path, ["Kitchen", "Cups & bowls"]);
    assert_eq!(mug.options[0].values[1].value, "Moss");
    assert_eq!(
        mug.options[0].values[1].colour.as_ref().unwrap().as_str(),
        "#5b6b4a"
    );
    assert_eq!(mug.attributes[0].value.display(), "350 ml");
    assert_eq!(
        mug.variant("MUG-ENA-CHK").unwrap().availability,
        Availability::InStock
    );
    assert_eq!(mug.related.len(), 1);
    assert_eq!(mug.related[0].title, "Milk jug");
}

#[tokio::test]
async fn a_long_shelf_is_shown_page_by_page_and_in_the_asked_order() {
    let test = TestShop::start().await;
    for number in 1..=30 {
        put(&test, mug_called(&format!("Mug {number}"), 1000 + number)).await;
    }
    let catalog = test.shop.catalog();
    let first = ListingQuery {
        sort: Sort::PriceDown,
        page: PageNumber::default(),
    };
    let page = catalog.category(&slug("kitchen"), first).await.unwrap();
    assert_eq!((page.listing.products.len(), page.listing.total), (24, 30));
    assert_eq!(page.listing.products[0].title, "Mug 30");
    let more = page.listing.more().unwrap();
    let page = catalog.category(&slug("kitchen"), more).await.unwrap();
    assert_eq!(page.listing.products.len(), 30);
    assert_eq!(page.listing.products[29].title, "Mug 1");
    assert_eq!(page.listing.more(), None);

    let home = catalog.home().await.unwrap();
    assert_eq!(
        (home.featured.len(), home.newest.len(), home.reduced.len()),
        (8, 8, 0)
    );
    assert_eq!(home, catalog.home().await.unwrap());
}

#[tokio::test]
async fn an_address_tells_moved_from_gone_from_never_there() {
    let test = TestShop::start().await;
    put(&test, enamel_mug(1)).await;
    let catalog = test.shop.catalog();
    catalog
        .rename(&slug("enamel-mug"), &slug("camp-mug"))
        .await
        .unwrap();
    let lookup = catalog.product(&slug("enamel-mug")).await.unwrap();
    assert_eq!(lookup, ProductLookup::Moved(slug("camp-mug")));
    assert_eq!(product(&test, "camp-mug").await.title, "Enamel mug");

    let mut archived = mug_called("Tin mug", 900);
    archived.state = PublishState::Archived;
    put(&test, archived).await;
    assert_eq!(
        catalog.product(&slug("tin-mug")).await.unwrap(),
        ProductLookup::Gone
    );

    let mut draft = mug_called("Secret mug", 900);
    draft.state = PublishState::Draft;
    put(&test, draft).await;
    for never in ["secret-mug", "no-such-mug"] {
        let lookup = catalog.product(&slug(never)).await;
        assert!(matches!(lookup, Err(ShopError::NotFound)), "{never}");
    }
    let tree = catalog.category_tree().await.unwrap();
    assert_eq!(tree[0].products, 1);
}

#[tokio::test]
async fn the_same_draft_again_changes_nothing() {
    let test = TestShop::start().await;
    assert_eq!(put(&test, enamel_mug(10)).await, PutOutcome::Created);
    let before = product(&test, "enamel-mug").await;
    assert_eq!(put(&test, enamel_mug(10)).await, PutOutcome::Unchanged);
    assert_eq!(product(&test, "enamel-mug").await, before);
    assert_eq!(put(&test, enamel_mug(11)).await, PutOutcome::Updated);
}

#[tokio::test]
async fn a_variant_that_is_no_longer_made_leaves_the_shelf_and_may_come_back_as_itself() {
    let test = TestShop::start().await;
    put(&test, enamel_mug(10)).await;
    let moss = product(&test, "enamel-mug")
        .await
        .variant("MUG-ENA-MOS")
        .unwrap()
        .id;

    let mut draft = enamel_mug(10);
    draft.variants.pop();
    put(&test, draft).await;
    assert!(
        product(&test, "enamel-mug")
            .await
            .variant("MUG-ENA-MOS")
            .is_none()
    );

    // It comes back with the other's colour, and the other with its: nothing collides half-way.
    let mut draft = enamel_mug(10);
    draft.variants[0].options = vec!["Moss".to_owned()];
    draft.variants[1].options = vec!["Chalk".to_owned()];
    put(&test, draft).await;
    let mug = product(&test, "enamel-mug").await;
    assert_eq!(mug.variant("MUG-ENA-MOS").unwrap().id, moss);
    assert_eq!(mug.variant("MUG-ENA-MOS").unwrap().options, ["Chalk"]);
}

#[tokio::test]
async fn an_import_never_takes_away_what_is_held_for_an_order() {
    let test = TestShop::start().await;
    put(&test, enamel_mug(10)).await;
    let mut grace = test.database.connect().await;
    grace
        .execute("UPDATE stock_item SET reserved = 4")
        .await
        .unwrap();

    put(&test, enamel_mug(1)).await;
    let mug = product(&test, "enamel-mug").await;
    assert!(
        mug.variants
            .iter()
            .all(|variant| variant.availability.is_sold_out())
    );

    // A draft that says nothing about stock leaves it as it is.
    let mut silent = enamel_mug(1);
    silent.variants[0].stock = None;
    silent.variants[1].stock = Some(7);
    put(&test, silent).await;
    let mug = product(&test, "enamel-mug").await;
    assert_eq!(mug.variants[0].availability, Availability::SoldOut);
    assert_eq!(
        mug.variants[1].availability,
        Availability::LowStock { left: 3 }
    );
}

#[tokio::test]
async fn a_number_on_two_products_is_refused_and_nothing_is_written() {
    let test = TestShop::start().await;
    put(&test, enamel_mug(10)).await;
    let mut thief = mug_called("Tin mug", 900);
    thief.variants[1].sku = "MUG-ENA-CHK".to_owned();
    let refused = test.shop.import().put(thief, &Folder::new("nowhere")).await;
    assert!(matches!(refused, Err(PutError::Draft(_))), "{refused:?}");
    let lookup = test.shop.catalog().product(&slug("tin-mug")).await;
    assert!(matches!(lookup, Err(ShopError::NotFound)));
    assert_eq!(product(&test, "enamel-mug").await.variants.len(), 2);
}

#[tokio::test]
async fn a_product_without_a_price_in_the_shops_currency_is_not_for_sale() {
    let test = TestShop::start().await;
    let mut draft = enamel_mug(10);
    for variant in &mut draft.variants {
        variant.price = Money::new(1800, Currency::Usd);
    }
    put(&test, draft).await;
    assert!(test.shop.catalog().home().await.unwrap().newest.is_empty());
    let lookup = test.shop.catalog().product(&slug("enamel-mug")).await;
    assert!(matches!(lookup, Err(ShopError::NotFound)));
}
