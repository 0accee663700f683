//! The shop while something it stands on is away: honest, and without promising what it can't keep.

use std::{net::SocketAddr, time::Duration};

use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use testkit::sqlx::Executor as _;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{program::Program, street::Street};

const MUG: &str = "/products/enamel-mug";

/// A line to the database that a test can cut.
struct Line {
    addr: SocketAddr,
    database: String,
    cut: CancellationToken,
}

impl Line {
    async fn lay(database: &Url) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = database.host_str().unwrap();
        let line = Self {
            addr: listener.local_addr().unwrap(),
            database: format!("{host}:{}", database.port().unwrap_or(5432)),
            cut: CancellationToken::new(),
        };
        line.carry(listener);
        line
    }

    fn carry(&self, listener: TcpListener) {
        let (database, cut) = (self.database.clone(), self.cut.clone());
        tokio::spawn(cut.clone().run_until_cancelled_owned(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let database = database.clone();
                tokio::spawn(cut.clone().run_until_cancelled_owned(async move {
                    let mut far = TcpStream::connect(database).await.unwrap();
                    drop(copy_bidirectional(&mut near, &mut far).await);
                }));
            }
        }));
    }

    async fn mend(&mut self) {
        self.cut = CancellationToken::new();
        self.carry(TcpListener::bind(self.addr).await.unwrap());
    }

    fn url(&self, database: &Url) -> Url {
        let mut url = database.clone();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(self.addr.port())).unwrap();
        url
    }
}

async fn comes_back(web: &Program, path: &str) {
    for _ in 0..200 {
        if web.get(path).await.status() == 200 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{path} did not come back");
}

// The line is carried by another thread than the one that waits for the program to start.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_gone_the_goods_can_be_looked_at_and_nothing_personal_can() {
    let street = Street::open("0ms").await;
    let cart = street.fill_cart().await;
    let database: Url = street.shop.database.url().parse().unwrap();
    let mut line = Line::lay(&database).await;
    let url = line.url(&database);
    let web = Program::start(
        "web",
        &street.shop.database,
        &[("DATABASE_URL", url.as_str())],
    );
    comes_back(&web, MUG).await;
    // Looked at until it is kept: that begins once changes can be heard of.
    while web.get(MUG).await.headers()["x-cache"] != "hit" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    line.cut.cancel();
    let late = loop {
        let answer = web.get(MUG).await;
        if answer.headers()["x-cache"] != "hit" {
            break answer;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(late.status(), 200);
    assert_eq!(late.headers()["x-cache"], "stale");
    assert_eq!(late.headers()["cache-control"], "no-store");
    let page = late.text().await.unwrap();
    assert!(
        page.contains("Enamel mug") && page.contains("nothing can be bought right now"),
        "{page}"
    );
    let cart = format!("__Host-stoa_cart={cart}");
    for path in ["/cart", "/checkout", "/categories/kitchen"] {
        let asked = web.http.get(web.url(path)).header("cookie", &cart);
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.status(), 503, "{path} was never kept");
        let page = answer.text().await.unwrap();
        assert!(page.contains("catching its breath"), "{path}: {page}");
    }
    let line_of_cart = json!({ "variant": uuid::Uuid::nil(), "quantity": 1 });
    let write = web
        .post("/api/v1/cart/lines")
        .json(&line_of_cart)
        .send()
        .await
        .unwrap();
    assert_eq!(write.status(), 503);
    assert!(write.headers().contains_key("retry-after"));

    line.mend().await;
    comes_back(&web, "/categories/kitchen").await;
    let fresh = web.get(MUG).await;
    assert_ne!(fresh.headers()["x-cache"], "stale");
    assert!(
        !fresh
            .text()
            .await
            .unwrap()
            .contains("nothing can be bought right now")
    );
}

#[tokio::test]
async fn while_the_database_only_reads_nothing_is_acknowledged_that_is_not_kept() {
    let street = Street::open("0ms").await;
    let cart = street.fill_cart().await;
    only_reads(&street, true).await;
    comes_back(&street.web, MUG).await;
    let order = street.order(&cart, "pm_card_visa", "a-key-of-linus-0003");
    let refused = order.send().await.unwrap();
    assert_eq!(refused.status(), 503);
    assert!(refused.headers().contains_key("retry-after"));

    only_reads(&street, false).await;
    comes_back(&street.web, MUG).await;
    let order = street.order(&cart, "pm_card_visa", "a-key-of-linus-0003");
    let placed = order.send().await.unwrap();
    assert_eq!(placed.status(), 201);
    let placed: Value = placed.json().await.unwrap();
    let _worker = street.worker();
    let key = placed["key"].as_str().unwrap();
    street.wait_for(key, "paid", Duration::from_secs(20)).await;
    assert_eq!(street.charges().await, 1);
}

/// As after a failover to a standby: the connections break, and the next ones can't write.
async fn only_reads(street: &Street, on: bool) {
    let mut admin = street.database().await;
    let name: String = sqlx::query_scalar("SELECT current_database()")
        .fetch_one(&mut admin)
        .await
        .unwrap();
    let setting = if on { "on" } else { "off" };
    for statement in [
        "SET default_transaction_read_only = off".to_owned(),
        format!("ALTER DATABASE {name} SET default_transaction_read_only = {setting}"),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()".to_owned(),
    ] {
        admin.execute(AssertSqlSafe(statement)).await.unwrap();
    }
}

#[tokio::test]
async fn while_nobody_collects_traces_the_shop_sells() {
    let street = Street::open_traced("http://127.0.0.1:9").await;
    let _worker = street.worker();
    let order = street.place("pm_card_visa").await;
    street
        .wait_for(&order, "paid", Duration::from_secs(20))
        .await;
}
