//! Clients that are slow or greedy.

use std::time::Duration;

use testkit::TestDatabase;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{program::Program, street::Street};

#[tokio::test]
async fn a_client_that_dawdles_over_its_headers_is_cut_off() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let mut silent = TcpStream::connect(program.addr()).await.unwrap();
    let mut slow = TcpStream::connect(program.addr()).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: shop\r\n")
        .await
        .unwrap();
    for stream in [&mut silent, &mut slow] {
        let mut answer = Vec::new();
        let cut =
            tokio::time::timeout(Duration::from_secs(8), stream.read_to_end(&mut answer)).await;
        assert!(cut.is_ok(), "the connection was kept");
    }
}

#[tokio::test]
async fn a_body_that_no_form_has_is_refused() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let huge = vec![b' '; 300 * 1024];
    let answer = program
        .post("/api/v1/cart/lines")
        .header("content-type", "application/json")
        .body(huge)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 413);
}

#[tokio::test]
async fn one_address_can_t_take_all_connections() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[("STOA_CLIENT_CONNECTIONS", "3")]);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(TcpStream::connect(program.addr()).await.unwrap());
    }
    let mut one_more = TcpStream::connect(program.addr()).await.unwrap();
    let mut nothing = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(2), one_more.read_to_end(&mut nothing));
    assert!(closed.await.is_ok(), "it was served");
    assert!(nothing.is_empty());

    drop(held);
    let served = async {
        while program
            .http
            .get(program.url("/api/v1/cart"))
            .send()
            .await
            .is_err()
        {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), served)
        .await
        .expect("those who left make room");
}

#[tokio::test]
async fn whoever_watches_too_many_orders_at_once_is_told_each_status_and_to_ask_again() {
    let street = Street::open("0ms").await;
    let order = street.place("pm_card_visa").await;
    let address = format!("/orders/{order}/events");
    let mut watching = Vec::new();
    for _ in 0..16 {
        watching.push(street.web.get(&address).await);
    }
    let told = street.web.get(&address).await.text().await.unwrap();
    assert!(told.contains(r#"data: {"status":"confirming"}"#), "{told}");
    assert!(told.contains("retry: 3000"), "{told}");
    assert!(!told.contains("event: end"), "{told}");
    drop(watching);
}
