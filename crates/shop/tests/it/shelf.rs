//! A shop with the enamel mug on its shelf.

use domain::VariantId;
use shop::import::Folder;
use testkit::TestShop;

/// The shop, and the mug in chalk and in moss.
pub(crate) async fn stocked(count: u32) -> (TestShop, VariantId, VariantId) {
    let test = TestShop::start().await;
    let (chalk, moss) = stock(&test, count).await;
    (test, chalk, moss)
}

/// Puts the mug on the shelf of a shop that runs already.
pub(crate) async fn stock(test: &TestShop, count: u32) -> (VariantId, VariantId) {
    test.shop
        .import()
        .put(testkit::enamel_mug(count), &Folder::new("."))
        .await
        .unwrap();
    let domain::catalog::ProductLookup::Found(mug) = test
        .shop
        .catalog()
        .product(&"enamel-mug".parse().unwrap())
        .await
        .unwrap()
    else {
        panic!("the mug was just put on the shelf")
    };
    let of = |sku: &str| mug.variant(sku).unwrap().id;
    (of("MUG-ENA-CHK"), of("MUG-ENA-MOS"))
}
