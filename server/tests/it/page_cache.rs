//! Pages that are kept for everybody: who gets them, and who never does.

use std::io::Read as _;

use futures::future::join_all;
use tokio::time::Instant;

use crate::program::Program;

mod changes;
mod window;

use window::{MUG, STALE_AT_MOST, Window, from, header};

const FLASH: &str = "__Host-stoa_flash=added~0199-aa~2";

#[tokio::test]
async fn the_second_visitor_gets_the_same_page_without_waiting_for_it() {
    let window = Window::open().await;
    for path in ["/", "/categories/kitchen", MUG, "/search?q=mug"] {
        let (cold, first) = window.look(path).await;
        let (warm, second) = window.look(path).await;
        assert_eq!((&*cold, &*warm), ("miss", "hit"), "{path}");
        assert!(first == second && first.contains("Enamel mug"), "{path}");
    }
    let answer = window.web.get(MUG).await;
    assert_eq!(header(&answer, "cache-control"), "no-cache");
    assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
    assert!(header(&answer, "content-security-policy").contains("'sha256-"));
    assert_eq!(from(&window.web.get("/cart").await), "");
}

#[tokio::test]
async fn a_member_s_cookies_change_nothing_about_the_page() {
    let window = Window::open().await;
    let (_, page) = window.look(MUG).await;
    let cookies = "__Host-stoa_cart=x; __Host-stoa_session=y; theme=dark";
    let member = window.with(MUG, "cookie", cookies).await;
    assert_eq!(from(&member), "hit");
    assert!(!member.headers().contains_key("set-cookie"));
    assert_eq!(member.text().await.unwrap(), page);
}

#[tokio::test]
async fn fifty_visitors_of_a_cold_page_cause_one_render() {
    let window = Window::open().await;
    let visits = join_all((0..50).map(|_| window.look(MUG))).await;
    let (_, page) = &visits[0];
    assert!(visits.iter().all(|(_, same)| same == page));
    let metrics = window.metrics().await;
    let once = r#"stoa_page_cache_renders_total{kept="yes"} 1"#;
    assert!(metrics.lines().any(|line| line == once), "{metrics}");
}

#[tokio::test]
async fn who_has_to_be_told_something_gets_a_page_of_their_own() {
    let window = Window::open().await;
    for _ in 0..2 {
        let told = window.with(MUG, "cookie", FLASH).await;
        assert_eq!(from(&told), "bypass");
        assert!(header(&told, "set-cookie").starts_with("__Host-stoa_flash=;"));
    }
    let returned = "theme=dark; __Host-stoa_form=x";
    let returned = window.with(MUG, "cookie", returned).await;
    assert_eq!(from(&returned), "bypass");
    // They left nothing behind for anybody else, and find nothing of anybody else's.
    let other = window.web.get(MUG).await;
    assert_eq!(from(&other), "miss");
    assert!(!other.headers().contains_key("set-cookie"));
    let told = window.with(MUG, "cookie", FLASH).await;
    assert_eq!(from(&told), "bypass");
    assert!(told.headers().contains_key("set-cookie"));
}

#[tokio::test]
async fn a_page_is_the_same_in_every_encoding() {
    let window = Window::open().await;
    let (_, page) = window.look(MUG).await;
    let brotli = window.with(MUG, "accept-encoding", "gzip, br").await;
    assert_eq!(header(&brotli, "content-encoding"), "br");
    let brotli = brotli.bytes().await.unwrap();
    let mut decoded = String::new();
    brotli::Decompressor::new(&*brotli, 4096)
        .read_to_string(&mut decoded)
        .unwrap();
    assert!(decoded == page && brotli.len() < page.len() / 3);

    let gzip = window.with(MUG, "accept-encoding", "gzip").await;
    assert_eq!(header(&gzip, "content-encoding"), "gzip");
    assert_eq!(header(&gzip, "vary"), "accept-encoding");
    let gzip = gzip.bytes().await.unwrap();
    decoded.clear();
    flate2::read::GzDecoder::new(&*gzip)
        .read_to_string(&mut decoded)
        .unwrap();
    assert!(decoded == page);
    println!(
        "{} bytes, gzip {}, brotli {}",
        page.len(),
        gzip.len(),
        brotli.len()
    );
}

#[tokio::test]
async fn who_has_the_page_is_told_so_until_it_changes() {
    let window = Window::open().await;
    let etag = header(&window.web.get(MUG).await, "etag");
    let compressed = window.with(MUG, "accept-encoding", "br").await;
    assert_ne!(header(&compressed, "etag"), etag);
    let policy = header(&compressed, "content-security-policy");

    let again = window.with(MUG, "if-none-match", &etag).await;
    assert_eq!(again.status(), 304);
    // A browser takes the headers over: without the page's own policy its scripts would stop.
    assert_eq!(header(&again, "content-security-policy"), policy);
    assert_eq!(header(&again, "etag"), etag);
    assert!(again.bytes().await.unwrap().is_empty());
    let weak = format!("\"other\", W/{etag}");
    let weak = window.with(MUG, "if-none-match", &weak).await;
    assert_eq!(weak.status(), 304);

    window.sql("UPDATE price SET amount_minor = 2150").await;
    window.wait_for_page(MUG, "€21.50").await;
    let changed = window.with(MUG, "if-none-match", &etag).await;
    assert_eq!(changed.status(), 200);
    assert_ne!(header(&changed, "etag"), etag);
}

#[tokio::test]
async fn parameters_that_no_page_reads_share_a_page_and_others_do_not() {
    let window = Window::open().await;
    let plain = Program::start("web", &window.shop.database, &[("STOA_PAGE_CACHE_MB", "0")]);
    let moss = "/products/enamel-mug?variant=MUG-ENA-MOS";
    let tracked = "/products/enamel-mug?gclid=1&variant=MUG-ENA-MOS&utm_source=mail";
    let sorted = "/categories/kitchen?sort=price-up";
    let spelt = "/categories/kitchen?x=%FF&sort=price%2Dup&page=1";
    let odd = "/search?q=50%25%20mug&sort=newest";
    let visits = [
        (MUG, "miss"),
        (moss, "miss"),
        (tracked, "hit"),
        ("/categories/kitchen", "miss"),
        (sorted, "miss"),
        (spelt, "hit"),
        (odd, "bypass"),
        ("/search?q=m%C3%BCg%20%26%20tea", "miss"),
        ("/search?q=m%C3%BCg+%26+tea", "hit"),
        ("/search?sort=newest&q=", "miss"),
    ];
    for (path, wanted) in visits {
        let (found, page) = window.look(path).await;
        assert_eq!(found, wanted, "{path}");
        let uncached = plain.get(path).await;
        assert_eq!(from(&uncached), "", "{path}");
        assert!(page == uncached.text().await.unwrap(), "{path} differs");
    }
}

#[tokio::test]
async fn what_is_no_page_is_never_kept() {
    let window = Window::open().await;
    window
        .sql(
            "INSERT INTO product_slug_history (slug, product_id) SELECT 'tin-mug', id FROM product",
        )
        .await;
    for _ in 0..2 {
        // Programs that take anything too, or the first of them would decide for browsers.
        let moved = window.web.get("/products/tin-mug").await;
        assert_eq!((moved.status().as_u16(), &*from(&moved)), (301, "miss"));
        assert_eq!(header(&moved, "location"), MUG);
        let missing = window.web.get("/products/no-mug").await;
        assert_eq!((missing.status().as_u16(), &*from(&missing)), (404, "miss"));
    }
    window.sql("UPDATE product SET state = 'archived'").await;
    let begun = Instant::now();
    while window.web.get(MUG).await.status() != 410 {
        assert!(begun.elapsed() < STALE_AT_MOST);
    }
    let metrics = window.metrics().await;
    assert!(metrics.contains(r#"renders_total{kept="no"}"#), "{metrics}");
}
