//! The BEGIN guard of `store::database`: a `begin()` that is dropped half-way must not leave its
//! connection inside a transaction, where the next visitor's writes would vanish.

use std::{future::Future as _, task::Poll, time::Duration};

use futures::future::poll_fn;
use sea_orm::TransactionTrait as _;
use sqlx::Row as _;
use store::{Database, PoolSettings};
use testkit::TestDatabase;

#[tokio::test]
async fn a_visitor_who_leaves_during_begin_takes_nobodys_writes_along() {
    let test = TestDatabase::create().await;
    let only_one = PoolSettings {
        max_connections: 1,
        acquire_timeout: Duration::from_secs(5),
        statement_timeout: Duration::from_secs(5),
        lock_timeout: Duration::from_secs(5),
        idle_in_transaction_timeout: Duration::from_secs(5),
        application_name: "stoa-test",
    };
    let database = Database::connect(&test.url(), &only_one).await.unwrap();
    let mut witness = test.connect().await;
    for visitor in 0..VISITORS {
        // How long a whole begin takes changes with the machine's mood, so it is measured every time.
        let whole = leave_after(&database, u32::MAX).await;
        leave_after(&database, whole * visitor / VISITORS).await;
        let word = visitor.to_string();
        sqlx::query("INSERT INTO search_word (word, products) VALUES ($1, 1)")
            .bind(&word)
            .execute(database.pool())
            .await
            .unwrap();
        let kept: i64 = sqlx::query("SELECT count(*) FROM search_word WHERE word = $1")
            .bind(&word)
            .fetch_one(&mut witness)
            .await
            .unwrap()
            .get(0);
        assert_eq!(kept, 1, "the write after visitor {visitor} is gone");
    }
}

const VISITORS: u32 = 200;

/// Begins a transaction and drops the future after that many polls, somewhere between the first byte
/// and the answer. Says how many it took if it came to its end.
async fn leave_after(database: &Database, polls: u32) -> u32 {
    let mut begin = Box::pin(database.reader().begin());
    for poll in 0..polls {
        let done = poll_fn(|context| Poll::Ready(begin.as_mut().poll(context).is_ready())).await;
        if done {
            return poll;
        }
        tokio::task::yield_now().await;
    }
    polls
}
