//! Pages that are kept for everybody: who gets them, who never does, and when they are over.

use std::{
    io::Read as _,
    time::{Duration, Instant as Clock},
};

use futures::future::join_all;
use reqwest::Response;
use testkit::{TestShop, sqlx::Executor as _};

use crate::program::Program;

const MUG: &str = "/products/enamel-mug";
const FLASH: &str = "__Host-stoa_flash=added~0199-aa~2";
/// Who asks later than this after a change sees it.
const STALE_AT_MOST: Duration = Duration::from_secs(1);

/// A shop with a mug, and its web server.
struct Street {
    shop: TestShop,
    web: Program,
}

impl Street {
    async fn open() -> Self {
        let street = Self::open_with(&[]).await;
        street.wait_for("stoa_page_cache_listening 1").await;
        street
    }

    async fn open_with(settings: &[(&str, &str)]) -> Self {
        let shop = TestShop::start().await;
        put_mug(&shop, 20).await;
        let web = Program::start("web", &shop.database, settings);
        Self { shop, web }
    }

    async fn metrics(&self) -> String {
        let metrics = self.web.http.get(self.web.operations_url("/metrics"));
        metrics.send().await.unwrap().text().await.unwrap()
    }

    async fn wait_for(&self, line: &str) {
        for _ in 0..500 {
            if self.metrics().await.lines().any(|found| found == line) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("never {line}:\n{}", self.metrics().await);
    }

    /// Asks until the page says this; how long after the change it could still have been asked for in vain.
    async fn wait_for_page(&self, path: &str, words: &str) -> Duration {
        let changed = now();
        loop {
            let asked = changed.elapsed();
            let page = self.web.get(path).await.text().await.unwrap();
            if page.contains(words) {
                return asked;
            }
            assert!(asked < STALE_AT_MOST, "no {words} on {path}");
        }
    }

    /// The page, and whether it was kept.
    async fn look(&self, path: &str) -> (String, String) {
        let answer = self.web.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        (from(&answer), answer.text().await.unwrap())
    }

    async fn with(&self, path: &str, header: &str, value: &str) -> Response {
        let request = self.web.http.get(self.web.url(path)).header(header, value);
        request.send().await.unwrap()
    }

    async fn sql(&self, statement: &'static str) {
        let mut database = self.shop.database.connect().await;
        database.execute(statement).await.unwrap();
    }
}

async fn put_mug(shop: &TestShop, stock: u32) {
    let mug = testkit::enamel_mug(stock);
    let folder = shop::import::Folder::new(".");
    shop.shop.import().put(mug, &folder).await.unwrap();
}

#[expect(clippy::disallowed_methods, reason = "a test measures the real time")]
fn now() -> Clock {
    Clock::now()
}

fn header(answer: &Response, name: &str) -> String {
    let value = answer.headers().get(name);
    value
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

fn from(answer: &Response) -> String {
    header(answer, "x-cache")
}

#[tokio::test]
async fn the_second_visitor_gets_the_same_page_without_waiting_for_it() {
    let street = Street::open().await;
    for path in ["/", "/categories/kitchen", MUG, "/search?q=mug"] {
        let (cold, first) = street.look(path).await;
        let (warm, second) = street.look(path).await;
        assert_eq!((&*cold, &*warm), ("miss", "hit"), "{path}");
        assert!(first == second && first.contains("Enamel mug"), "{path}");
    }
    let answer = street.web.get(MUG).await;
    assert_eq!(header(&answer, "cache-control"), "no-cache");
    assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
    assert!(header(&answer, "content-security-policy").contains("'sha256-"));
    assert_eq!(from(&street.web.get("/cart").await), "");
}

#[tokio::test]
async fn a_member_s_cookies_change_nothing_about_the_page() {
    let street = Street::open().await;
    let (_, page) = street.look(MUG).await;
    let cookies = "__Host-stoa_cart=x; __Host-stoa_session=y; theme=dark";
    let member = street.with(MUG, "cookie", cookies).await;
    assert_eq!(from(&member), "hit");
    assert!(!member.headers().contains_key("set-cookie"));
    assert_eq!(member.text().await.unwrap(), page);
}

#[tokio::test]
async fn a_new_price_is_on_the_page_at_once() {
    let street = Street::open().await;
    for path in [MUG, "/", "/categories/kitchen", "/search?q=mug"] {
        street.look(path).await;
        assert!(street.look(path).await.1.contains("€18.00"));
    }
    street.sql("UPDATE price SET amount_minor = 2150").await;
    for path in [MUG, "/", "/categories/kitchen", "/search?q=mug"] {
        let took = street.wait_for_page(path, "€21.50").await;
        println!("{path} was old for at most {took:?}");
    }
    // Rolled back, it was never news.
    street.look(MUG).await;
    let roll_back = "BEGIN; UPDATE price SET amount_minor = 1; ROLLBACK";
    street.sql(roll_back).await;
    assert_eq!(street.look(MUG).await.0, "hit");
}

#[tokio::test]
async fn what_grace_imports_is_on_the_page_at_once() {
    let street = Street::open().await;
    assert_eq!(street.web.get("/products/kiln-mug").await.status(), 404);
    assert!(!street.look("/categories/kitchen").await.1.contains("Kiln"));
    let mut mug = testkit::enamel_mug(3);
    mug.slug = "kiln-mug".parse().unwrap();
    mug.title = "Kiln mug".to_owned();
    for (number, variant) in mug.variants.iter_mut().enumerate() {
        variant.sku = format!("MUG-KILN-{number}");
    }
    let folder = shop::import::Folder::new(".");
    let import = street.shop.shop.import();
    import.put(mug, &folder).await.unwrap();
    street
        .wait_for_page("/categories/kitchen", "Kiln mug")
        .await;
    assert_eq!(street.web.get("/products/kiln-mug").await.status(), 200);
}

#[tokio::test]
async fn a_sale_drops_pages_only_where_they_say_how_many_are_left() {
    let street = Street::open().await;
    street.look(MUG).await;
    street.sql("UPDATE stock_item SET reserved = 15").await;
    street
        .sql("UPDATE stock_item SET reserved = 0, on_hand = 5")
        .await;
    // Whatever was notified before this was heard before this.
    street.sql("NOTIFY stoa_catalog, 'goods'").await;
    let heard = r#"stoa_page_cache_drops_total{cause="goods"} 1"#;
    street.wait_for(heard).await;
    let metrics = street.metrics().await;
    assert!(!metrics.contains(r#"cause="stock""#), "{metrics}");

    street.look(MUG).await;
    let sale = "UPDATE stock_item SET reserved = 2
                WHERE variant_id = (SELECT id FROM variant WHERE sku = 'MUG-ENA-CHK')";
    street.sql(sale).await;
    street.wait_for_page(MUG, "3 left").await;
    street.sql("UPDATE stock_item SET reserved = on_hand").await;
    street.wait_for_page(MUG, "Sold out").await;
    // What was held is now gone: nobody sees a difference.
    let sold = "UPDATE stock_item SET reserved = 0, on_hand = 0";
    street.sql(sold).await;
    street.sql("NOTIFY stoa_catalog, 'goods'").await;
    let heard = r#"stoa_page_cache_drops_total{cause="goods"} 2"#;
    street.wait_for(heard).await;
    let drops = r#"stoa_page_cache_drops_total{cause="stock"} 2"#;
    assert!(street.metrics().await.contains(drops));
}

#[tokio::test]
async fn fifty_visitors_of_a_cold_page_cause_one_render() {
    let street = Street::open().await;
    let visits = join_all((0..50).map(|_| street.look(MUG))).await;
    let (_, page) = &visits[0];
    assert!(visits.iter().all(|(_, same)| same == page));
    let metrics = street.metrics().await;
    let once = r#"stoa_page_cache_renders_total{kept="yes"} 1"#;
    assert!(metrics.lines().any(|line| line == once), "{metrics}");
}

#[tokio::test]
async fn who_has_to_be_told_something_gets_a_page_of_their_own() {
    let street = Street::open().await;
    for _ in 0..2 {
        let told = street.with(MUG, "cookie", FLASH).await;
        assert_eq!(from(&told), "bypass");
        assert!(header(&told, "set-cookie").starts_with("__Host-stoa_flash=;"));
    }
    let returned = "theme=dark; __Host-stoa_form=x";
    let returned = street.with(MUG, "cookie", returned).await;
    assert_eq!(from(&returned), "bypass");
    // They left nothing behind for anybody else, and find nothing of anybody else's.
    let other = street.web.get(MUG).await;
    assert_eq!(from(&other), "miss");
    assert!(!other.headers().contains_key("set-cookie"));
    let told = street.with(MUG, "cookie", FLASH).await;
    assert_eq!(from(&told), "bypass");
    assert!(told.headers().contains_key("set-cookie"));
}

#[tokio::test]
async fn a_page_is_the_same_in_every_encoding() {
    let street = Street::open().await;
    let (_, page) = street.look(MUG).await;
    let brotli = street.with(MUG, "accept-encoding", "gzip, br").await;
    assert_eq!(header(&brotli, "content-encoding"), "br");
    let brotli = brotli.bytes().await.unwrap();
    let mut decoded = String::new();
    brotli::Decompressor::new(&*brotli, 4096)
        .read_to_string(&mut decoded)
        .unwrap();
    assert!(decoded == page && brotli.len() < page.len() / 3);

    let gzip = street.with(MUG, "accept-encoding", "gzip").await;
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
    let street = Street::open().await;
    let etag = header(&street.web.get(MUG).await, "etag");
    let compressed = street.with(MUG, "accept-encoding", "br").await;
    assert_ne!(header(&compressed, "etag"), etag);
    let policy = header(&compressed, "content-security-policy");

    let again = street.with(MUG, "if-none-match", &etag).await;
    assert_eq!(again.status(), 304);
    // A browser takes the headers over: without the page's own policy its scripts would stop.
    assert_eq!(header(&again, "content-security-policy"), policy);
    assert_eq!(header(&again, "etag"), etag);
    assert!(again.bytes().await.unwrap().is_empty());
    let weak = format!("\"other\", W/{etag}");
    let weak = street.with(MUG, "if-none-match", &weak).await;
    assert_eq!(weak.status(), 304);

    street.sql("UPDATE price SET amount_minor = 2150").await;
    street.wait_for_page(MUG, "€21.50").await;
    let changed = street.with(MUG, "if-none-match", &etag).await;
    assert_eq!(changed.status(), 200);
    assert_ne!(header(&changed, "etag"), etag);
}

#[tokio::test]
async fn parameters_that_no_page_reads_share_a_page_and_others_do_not() {
    let street = Street::open().await;
    let plain = Program::start("web", &street.shop.database, &[("STOA_PAGE_CACHE_MB", "0")]);
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
        let (found, page) = street.look(path).await;
        assert_eq!(found, wanted, "{path}");
        let uncached = plain.get(path).await;
        assert_eq!(from(&uncached), "", "{path}");
        assert!(page == uncached.text().await.unwrap(), "{path} differs");
    }
}

#[tokio::test]
async fn what_is_no_page_is_never_kept() {
    let street = Street::open().await;
    street
        .sql(
            "INSERT INTO product_slug_history (slug, product_id) SELECT 'tin-mug', id FROM product",
        )
        .await;
    for _ in 0..2 {
        // Programs that take anything too, or the first of them would decide for browsers.
        let moved = street.web.get("/products/tin-mug").await;
        assert_eq!((moved.status().as_u16(), &*from(&moved)), (301, "miss"));
        assert_eq!(header(&moved, "location"), MUG);
        let missing = street.web.get("/products/no-mug").await;
        assert_eq!((missing.status().as_u16(), &*from(&missing)), (404, "miss"));
    }
    street.sql("UPDATE product SET state = 'archived'").await;
    let begun = now();
    while street.web.get(MUG).await.status() != 410 {
        assert!(begun.elapsed() < STALE_AT_MOST);
    }
    let metrics = street.metrics().await;
    assert!(metrics.contains(r#"renders_total{kept="no"}"#), "{metrics}");
}

#[tokio::test]
async fn a_server_that_cannot_hear_of_changes_shows_nothing_old() {
    let street = Street::open().await;
    street.look(MUG).await;
    assert_eq!(street.look(MUG).await.0, "hit");
    street
        .sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = 'stoa-changes' AND datname = current_database();
             UPDATE price SET amount_minor = 2150",
        )
        .await;
    street.wait_for_page(MUG, "€21.50").await;
    street.wait_for("stoa_page_cache_listening 1").await;
    let begun = now();
    while street.look(MUG).await.0 != "hit" {
        assert!(begun.elapsed() < STALE_AT_MOST);
    }
    street.sql("UPDATE price SET amount_minor = 2250").await;
    street.wait_for_page(MUG, "€22.50").await;
}
