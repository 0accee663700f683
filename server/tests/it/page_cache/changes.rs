//! When kept pages are over.

use shop::import::Folder;
use testkit::enamel_mug;
use tokio::time::Instant;

use super::window::{MUG, STALE_AT_MOST, Window};

#[tokio::test]
async fn a_new_price_is_on_the_page_at_once() {
    let window = Window::open().await;
    for path in [MUG, "/", "/categories/kitchen", "/search?q=mug"] {
        window.look(path).await;
        assert!(window.look(path).await.1.contains("€18.00"));
    }
    window.sql("UPDATE price SET amount_minor = 2150").await;
    for path in [MUG, "/", "/categories/kitchen", "/search?q=mug"] {
        let took = window.wait_for_page(path, "€21.50").await;
        println!("{path} was old for at most {took:?}");
    }
    // Rolled back, it was never news.
    window.look(MUG).await;
    let roll_back = "BEGIN; UPDATE price SET amount_minor = 1; ROLLBACK";
    window.sql(roll_back).await;
    assert_eq!(window.look(MUG).await.0, "hit");
}

#[tokio::test]
async fn what_grace_imports_is_on_the_page_at_once() {
    let window = Window::open().await;
    assert_eq!(window.web.get("/products/kiln-mug").await.status(), 404);
    assert!(!window.look("/categories/kitchen").await.1.contains("Kiln"));
    let mut mug = enamel_mug(3);
    mug.slug = "kiln-mug".parse().unwrap();
    mug.title = "Kiln mug".to_owned();
    for (number, variant) in mug.variants.iter_mut().enumerate() {
        variant.sku = format!("MUG-KILN-{number}");
    }
    let import = window.shop.shop.import();
    import.put(mug, &Folder::new(".")).await.unwrap();
    window
        .wait_for_page("/categories/kitchen", "Kiln mug")
        .await;
    assert_eq!(window.web.get("/products/kiln-mug").await.status(), 200);
}

#[tokio::test]
async fn a_sale_drops_pages_only_where_they_say_how_many_are_left() {
    let window = Window::open().await;
    window.look(MUG).await;
    window.sql("UPDATE stock_item SET reserved = 15").await;
    window
        .sql("UPDATE stock_item SET reserved = 0, on_hand = 5")
        .await;
    // Whatever was notified before this was heard before this.
    window.sql("NOTIFY stoa_catalog, 'goods'").await;
    let heard = r#"stoa_page_cache_drops_total{cause="goods"} 1"#;
    window.wait_for(heard).await;
    let metrics = window.metrics().await;
    assert!(!metrics.contains(r#"cause="stock""#), "{metrics}");

    window.look(MUG).await;
    let sale = "UPDATE stock_item SET reserved = 2
                WHERE variant_id = (SELECT id FROM variant WHERE sku = 'MUG-ENA-CHK')";
    window.sql(sale).await;
    window.wait_for_page(MUG, "3 left").await;
    window.sql("UPDATE stock_item SET reserved = on_hand").await;
    window.wait_for_page(MUG, "Sold out").await;
    // What was held is now gone: nobody sees a difference.
    let sold = "UPDATE stock_item SET reserved = 0, on_hand = 0";
    window.sql(sold).await;
    window.sql("NOTIFY stoa_catalog, 'goods'").await;
    let heard = r#"stoa_page_cache_drops_total{cause="goods"} 2"#;
    window.wait_for(heard).await;
    let drops = r#"stoa_page_cache_drops_total{cause="stock"} 2"#;
    assert!(window.metrics().await.contains(drops));
}

#[tokio::test]
async fn a_server_that_cannot_hear_of_changes_shows_nothing_old() {
    let window = Window::open().await;
    window.look(MUG).await;
    assert_eq!(window.look(MUG).await.0, "hit");
    window
        .sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = 'stoa-changes' AND datname = current_database();
             UPDATE price SET amount_minor = 2150",
        )
        .await;
    window.wait_for_page(MUG, "€21.50").await;
    window.wait_for("stoa_page_cache_listening 1").await;
    let begun = Instant::now();
    while window.look(MUG).await.0 != "hit" {
        assert!(begun.elapsed() < STALE_AT_MOST);
    }
    window.sql("UPDATE price SET amount_minor = 2250").await;
    window.wait_for_page(MUG, "€22.50").await;
}
