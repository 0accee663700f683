//! A shop for one test.

use std::{sync::Arc, time::Duration};

use domain::{Currency, Money, cart::ShippingRates, invoice::Seller};
use gateways::Gateway;
use object_store::{ObjectStore, memory::InMemory};
use shop::{Parts, Settings, Shop};
use store::{Database, PoolSettings};

use crate::{PostBox, SeededRandomness, SilentGateway, StandingClock, TestDatabase};

/// From this subtotal on standard delivery is free, unless a test says otherwise.
const FREE_FROM: Money = Money::new(6000, Currency::Eur);

pub struct TestShop {
    pub shop: Shop,
    pub clock: Arc<StandingClock>,
    pub post: Arc<PostBox>,
    pub database: TestDatabase,
}

impl TestShop {
    /// For tests that don't pay.
    pub async fn start() -> Self {
        Self::start_with(Arc::new(SilentGateway)).await
    }

    pub async fn start_with(gateway: Arc<dyn Gateway>) -> Self {
        Self::start_delivering(gateway, FREE_FROM).await
    }

    /// With free delivery from another sum on.
    pub async fn start_delivering(gateway: Arc<dyn Gateway>, free_from: Money) -> Self {
        Self::open(gateway, free_from, Arc::new(InMemory::new())).await
    }

    /// With pictures in a place of their own.
    pub async fn start_keeping(objects: Arc<dyn ObjectStore>) -> Self {
        Self::open(Arc::new(SilentGateway), FREE_FROM, objects).await
    }

    async fn open(
        gateway: Arc<dyn Gateway>,
        free_from: Money,
        objects: Arc<dyn ObjectStore>,
    ) -> Self {
        let database = TestDatabase::create().await;
        let clock = Arc::new(StandingClock::starting_now());
        let post = Arc::new(PostBox::default());
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
            gateway,
            objects,
            post: post.clone(),
            settings: Settings {
                currency: Currency::Eur,
                rates: rates(free_from),
                public_url: "http://127.0.0.1:3000".to_owned(),
                seller: Seller {
                    name: "Stoa".to_owned(),
                    ..Seller::default()
                },
            },
        });
        Self {
            shop,
            clock,
            post,
            database,
        }
    }
}

/// €4.90, or €9.90 for tomorrow.
fn rates(free_from: Money) -> ShippingRates {
    let eur = |minor| Money::new(minor, Currency::Eur);
    ShippingRates {
        standard: eur(490),
        express: eur(990),
        free_from,
    }
}
