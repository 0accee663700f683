//! A shop that keeps its pages, as its visitors and its operator see it.

use std::time::Duration;

use reqwest::Response;
use shop::import::Folder;
use testkit::{TestShop, sqlx::Executor as _};
use tokio::time::Instant;

use crate::program::Program;

pub(super) const MUG: &str = "/products/enamel-mug";
/// Who asks later than this after a change sees it.
pub(super) const STALE_AT_MOST: Duration = Duration::from_secs(1);

/// A shop with a mug, and its web server.
pub(super) struct Window {
    pub(super) shop: TestShop,
    pub(super) web: Program,
}

impl Window {
    /// Open as soon as pages are kept.
    pub(super) async fn open() -> Self {
        let shop = TestShop::start().await;
        let mug = testkit::enamel_mug(20);
        let import = shop.shop.import();
        import.put(mug, &Folder::new(".")).await.unwrap();
        let web = Program::start("web", &shop.database, &[]);
        let window = Self { shop, web };
        window.wait_for("stoa_page_cache_listening 1").await;
        window
    }

    pub(super) async fn metrics(&self) -> String {
        let metrics = self.web.http.get(self.web.operations_url("/metrics"));
        metrics.send().await.unwrap().text().await.unwrap()
    }

    pub(super) async fn wait_for(&self, line: &str) {
        for _ in 0..500 {
            if self.metrics().await.lines().any(|found| found == line) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("never {line}:\n{}", self.metrics().await);
    }

    /// Asks until the page says this; how long after the change it could still have been asked for in vain.
    pub(super) async fn wait_for_page(&self, path: &str, words: &str) -> Duration {
        let changed = Instant::now();
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
    pub(super) async fn look(&self, path: &str) -> (String, String) {
        let answer = self.web.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        (from(&answer), answer.text().await.unwrap())
    }

    pub(super) async fn with(&self, path: &str, header: &str, value: &str) -> Response {
        let request = self.web.http.get(self.web.url(path)).header(header, value);
        request.send().await.unwrap()
    }

    pub(super) async fn sql(&self, statement: &'static str) {
        let mut database = self.shop.database.connect().await;
        database.execute(statement).await.unwrap();
    }
}

pub(super) fn header(answer: &Response, name: &str) -> String {
    let value = answer.headers().get(name);
    value
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

pub(super) fn from(answer: &Response) -> String {
    header(answer, "x-cache")
}
