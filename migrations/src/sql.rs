//! The list of migrations, oldest first. Each is a folder of `sql/` with `up.sql` and `down.sql`.

use sea_orm_migration::prelude::*;

pub(crate) struct Migrator;

/// Changes whenever a migration does. Tests name their template database by it.
pub fn fingerprint() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    for pair in pairs() {
        (pair.name, pair.up).hash(&mut hasher);
    }
    hasher.finish()
}

struct SqlPair {
    name: &'static str,
    up: &'static str,
    down: &'static str,
}

macro_rules! pairs {
    ($($name:literal),+ $(,)?) => {
        [$(SqlPair {
            name: $name,
            up: include_str!(concat!("../sql/", $name, "/up.sql")),
            down: include_str!(concat!("../sql/", $name, "/down.sql")),
        }),+]
    };
}

fn pairs() -> impl IntoIterator<Item = SqlPair> {
    pairs![
        "20261122090000_create_catalog",
        "20261122090100_create_stock",
        "20261122090200_create_accounts",
        "20261122090300_create_carts",
        "20261122090400_create_orders",
        "20261122090500_create_payments",
        "20261122090600_create_ledger",
        "20261122160000_notify_catalog",
        "20261122200000_follow_merged_carts",
        "20261122200100_create_trade",
        "20261122200400_log_stock_movements",
        "20261122201000_create_mails",
        "20261122201100_create_invoices",
        "20261122201200_create_shipments",
        "20261122201300_count_order_lookups",
    ]
}

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        pairs()
            .into_iter()
            .map(|pair| Box::new(pair) as Box<dyn MigrationTrait>)
            .collect()
    }
}

impl MigrationName for SqlPair {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SqlPair {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(self.up)
            .await
            .map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(self.down)
            .await
            .map(drop)
    }

    /// Half a migration is worse than none.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
