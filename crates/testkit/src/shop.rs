//! A shop for one test.

use std::{sync::Arc, time::Duration};

use domain::{Currency, Money, cart::ShippingRates};
use shop::{Parts, Settings, Shop};
use store::{Database, PoolSettings};

use crate::{SeededRandomness, SilentGateway, StandingClock, TestDatabase};

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
            gateway: Arc::new(SilentGateway),
            objects: Arc::new(object_store::memory::InMemory::new()),
            settings: Settings {
                currency: Currency::Eur,
                rates: rates(),
                public_url: "http://127.0.0.1:3000".to_owned(),
            },
        });
        Self {
            shop,
            clock,
            database,
        }
    }
}

/// €4.90, or €9.90 for tomorrow; free from €60.00 on.
fn rates() -> ShippingRates {
    let eur = |minor| Money::new(minor, Currency::Eur);
    ShippingRates {
        standard: eur(490),
        express: eur(990),
        free_from: eur(6000),
    }
}
