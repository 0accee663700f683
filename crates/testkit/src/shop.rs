//! A shop for one test.

use std::{sync::Arc, time::Duration};

use domain::Currency;
use shop::{Parts, Settings, Shop};
use store::{Database, PoolSettings};

use crate::{SeededRandomness, StandingClock, TestDatabase};

pub struct TestShop {
    pub shop: Shop,
    pub clock: Arc<StandingClock>,
    pub database: TestDatabase,
}

impl TestShop {
    pub async fn start() -> Self {
        let database = TestDatabase::create().await;
        let clock = Arc::new(StandingClock::starting_now());
        let pool = PoolSettings {
            max_connections: 10,
            // Hundreds of buyers queue for ten connections in these tests; none may be turned away.
            acquire_timeout: Duration::from_secs(30),
            statement_timeout: Duration::from_secs(20),
            lock_timeout: Duration::from_secs(20),
            idle_in_transaction_timeout: Duration::from_secs(20),
            application_name: "stoa-test",
        };
        let shop = Shop::new(Parts {
            database: Database::connect(&database.url(), &pool)
                .await
                .expect("the test database accepts connections"),
            clock: clock.clone(),
            randomness: Arc::new(SeededRandomness::new(1)),
            settings: Settings {
                currency: Currency::Eur,
            },
        });
        Self {
            shop,
            clock,
            database,
        }
    }
}
