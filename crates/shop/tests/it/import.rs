//! Grace brings her products from another shop.

use std::path::PathBuf;

use domain::{
    Currency, Money,
    catalog::{Availability, Product, ProductLookup},
};
use shop::import::{CsvOptions, Folder, ImportError, ImportReport};
use testkit::TestShop;
use testkit::sqlx::{Executor as _, Row as _};

use crate::pictures::png;

/// Beside the files that are checked in, pictures that are made here.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("stoa-import-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("pictures")).unwrap();
        std::fs::write(folder.join("pictures/oat.png"), png(400, 500)).unwrap();
        std::fs::write(folder.join("pictures/rust.png"), png(401, 500)).unwrap();
        Self(folder)
    }

    async fn import(&self, test: &TestShop, file: &str, dry_run: bool) -> ImportReport {
        self.try_import(test, file, dry_run).await.unwrap()
    }

    async fn try_import(
        &self,
        test: &TestShop,
        file: &str,
        dry_run: bool,
    ) -> Result<ImportReport, ImportError> {
        let options = CsvOptions {
            dry_run,
            currency: Currency::Eur,
        };
        let folder = Folder::new(&self.0);
        test.shop
            .import()
            .shopify_csv(file.as_bytes(), options, &folder, |_| {})
            .await
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

const OLD: &str = include_str!("../fixtures/old.csv");
const NEW: &str = include_str!("../fixtures/new.csv");
const MISTAKES: &str = include_str!("../fixtures/mistakes.csv");

async fn product(test: &TestShop, address: &str) -> Option<Product> {
    match test.shop.catalog().product(&address.parse().unwrap()).await {
        Ok(ProductLookup::Found(product)) => Some(*product),
        _ => None,
    }
}

#[tokio::test]
async fn a_products_rows_become_one_product() {
    let test = TestShop::start().await;
    let desk = Desk::new("rows");
    let report = desk.import(&test, OLD, false).await;
    assert_eq!(
        report,
        ImportReport {
            rows: 4,
            created: 2,
            ..ImportReport::default()
        }
    );

    let apron = product(&test, "linen-apron").await.unwrap();
    assert_eq!(apron.brand.as_deref(), Some("Tidemark"));
    assert_eq!(apron.categories[0].title, "Aprons");
    assert_eq!(apron.description_html, "<p>Washed <b>linen</b>.</p>");
    let names: Vec<_> = apron
        .options
        .iter()
        .map(|option| option.name.as_str())
        .collect();
    assert_eq!(names, ["Colour", "Size"]);
    let skus: Vec<_> = apron
        .variants
        .iter()
        .map(|variant| variant.sku.as_str())
        .collect();
    assert_eq!(skus, ["APR-OAT-S", "APR-OAT-M", "linen-apron-3"]);
    assert_eq!(apron.variants[0].gtin.as_deref(), Some("4006381333931"));
    assert_eq!(
        apron.variants[0].compare_at,
        Some(Money::new(5600, Currency::Eur))
    );
    assert_eq!(apron.variants[1].compare_at, None);
    assert_eq!(apron.variants[1].availability, Availability::SoldOut);
    assert_eq!(apron.variants[2].picture, Some(1));
    let alts: Vec<_> = apron
        .pictures
        .iter()
        .map(|picture| picture.alt.as_str())
        .collect();
    assert_eq!(alts, ["An apron the colour of oats", "Linen apron"]);
    assert!(
        product(&test, "beech-brush").await.is_none(),
        "it is not published"
    );
}

#[tokio::test]
async fn both_dialects_say_the_same() {
    let test = TestShop::start().await;
    let desk = Desk::new("dialects");
    desk.import(&test, OLD, false).await;
    let report = desk.import(&test, NEW, false).await;
    assert_eq!(
        report,
        ImportReport {
            rows: 4,
            unchanged: 2,
            ..ImportReport::default()
        }
    );
}

#[tokio::test]
async fn good_rows_go_in_and_each_bad_one_is_explained() {
    let test = TestShop::start().await;
    let desk = Desk::new("mistakes");
    let report = desk.import(&test, MISTAKES, false).await;
    let errors: Vec<_> = report
        .errors
        .iter()
        .map(|error| {
            (
                error.line,
                error.column.as_deref().unwrap_or("-"),
                error.reason.as_str(),
            )
        })
        .collect();
    assert_eq!(
        errors,
        [
            (
                2,
                "Image Src",
                "pictures/nowhere.png: there is no such picture"
            ),
            (3, "Variant Inventory Qty", "\"ten\" is no number of units"),
            (4, "Variant Price", "\"12.345\" is no price in EUR"),
            (5, "Option1 Value", "Colour has no value"),
            (
                6,
                "Option1 Value",
                "another row of this product has the same options"
            ),
            (
                7,
                "Variant SKU",
                "another row of this product has the SKU TOW-BLU"
            ),
            (8, "Title", "the row has neither a handle nor a title"),
            (9, "Title", "a new product needs a title"),
            (11, "Variant Barcode", "\"hello\" is no GTIN"),
            (
                12,
                "Image Src",
                "../../../../etc/passwd: a picture's path leads out of the folder"
            ),
            (13, "-", "the SKU TOW-BLU belongs to another product"),
            (
                14,
                "Status",
                "\"sleeping\" is none of active, draft and archived"
            ),
            (15, "-", "the row has 6 cells where the header has 11"),
            (
                16,
                "Image Src",
                "/etc/hostname: a picture's path leads out of the folder"
            ),
        ]
    );
    assert_eq!((report.rows, report.created), (15, 3));
    let towel = product(&test, "tea-towel").await.unwrap();
    assert_eq!(towel.variants.len(), 1);
    for in_shop in ["cloth", "bucket"] {
        assert!(
            product(&test, in_shop).await.unwrap().pictures.is_empty(),
            "{in_shop}"
        );
    }
}

#[tokio::test]
async fn a_dry_run_says_the_same_and_writes_nothing() {
    let test = TestShop::start().await;
    let desk = Desk::new("dry");
    for file in [OLD, MISTAKES] {
        let foreseen = desk.import(&test, file, true).await;
        let mut grace = test.database.connect().await;
        let rows = grace
            .fetch_one("SELECT (SELECT count(*) FROM product) + (SELECT count(*) FROM category) + (SELECT count(*) FROM brand) AS n")
            .await
            .unwrap();
        assert_eq!(rows.get::<i64, _>("n"), 0);
        let other = TestShop::start().await;
        assert_eq!(desk.import(&other, file, false).await, foreseen);
    }
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let test = TestShop::start().await;
    let desk = Desk::new("twice");
    let first = desk.import(&test, MISTAKES, false).await;
    let second = desk.import(&test, MISTAKES, false).await;
    assert_eq!(
        (second.created, second.updated, second.unchanged),
        (0, 0, first.created)
    );
    assert_eq!(first.errors, second.errors);
}

#[tokio::test]
async fn a_file_that_lists_no_products_is_refused_as_a_whole() {
    let test = TestShop::start().await;
    let desk = Desk::new("header");
    for file in [
        "",
        "Name,Amount\nMug,3\n",
        "Title,title\nMug,Mug\n",
        "Title,Option1 Name\nMug,Colour\n",
    ] {
        let refused = desk.try_import(&test, file, false).await;
        assert!(
            matches!(refused, Err(ImportError::Header(_))),
            "{file:?}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn a_mug_that_is_sold_while_its_description_is_imported_stays_sold() {
    let test = TestShop::start().await;
    let folder = Folder::new(".");
    let import = test.shop.import();
    import.put(testkit::enamel_mug(10), &folder).await.unwrap();
    let mut till = test.database.connect().await;
    let mut onlooker = test.database.connect().await;
    till.execute("BEGIN; UPDATE stock_item SET on_hand = on_hand - 1")
        .await
        .unwrap();

    let mut reworded = testkit::enamel_mug(0);
    reworded.description_html = "<p>Also for the train.</p>".to_owned();
    for variant in &mut reworded.variants {
        variant.stock = None;
    }
    let mut importing = std::pin::pin!(import.put(reworded, &folder));
    let held_up = async {
        let waiting = "SELECT count(*) FROM pg_stat_activity
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while onlooker.fetch_one(waiting).await.unwrap().get::<i64, _>(0) == 0 {
            tokio::task::yield_now().await;
        }
    };
    // As far as it can get while the mug is being sold.
    let imported = tokio::select! {
        imported = &mut importing => Some(imported),
        () = held_up => None,
    };
    till.execute("COMMIT").await.unwrap();
    match imported {
        Some(imported) => imported.unwrap(),
        None => importing.await.unwrap(),
    };
    let left = onlooker
        .fetch_all("SELECT on_hand FROM stock_item")
        .await
        .unwrap();
    let left: Vec<i32> = left.iter().map(|row| row.get(0)).collect();
    assert_eq!(left, [9, 9]);
}
