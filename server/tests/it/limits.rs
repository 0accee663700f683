//! Clients that are slow or greedy.

use std::time::Duration;

use testkit::TestDatabase;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::program::Program;

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
