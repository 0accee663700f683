//! Comparing our books with the gateway's, charge by charge and refund by refund.
//!
//! What can be put right by asking is put right; what can't becomes a row that a person looks at, and
//! closes itself when both sides agree again.

use std::time::Duration;

use domain::Timestamp;
use serde::Serialize;

use crate::{Shop, ShopError};

mod charges;
mod refunds;

/// What a comparison came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ReconciliationReport {
    /// Charges and refunds that were compared.
    pub compared: u64,
    /// Those of somebody else: the account takes money for more than this shop.
    pub foreign: u64,
    /// Those that were found to have moved, and were settled.
    pub settled: u64,
    /// New differences.
    pub found: u64,
    /// Differences that are none any more.
    pub closed: u64,
}

/// See the module.
pub struct Reconciliation<'shop> {
    shop: &'shop Shop,
}

/// The name of the full comparison among the routines.
pub const RECONCILIATION: &str = "reconciliation";
/// How often all workers together compare everything recent.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// How far the hourly comparison looks back: far enough for a weekend without workers.
const WINDOW: Duration = Duration::from_secs(3 * 24 * 60 * 60);

impl Shop {
    pub fn reconciliation(&self) -> Reconciliation<'_> {
        Reconciliation { shop: self }
    }
}

impl Reconciliation<'_> {
    /// Compares everything that the gateway made since then.
    pub async fn run(&self, since: Timestamp) -> Result<ReconciliationReport, ShopError> {
        let mut report = ReconciliationReport::default();
        charges::compare(self.shop, since, &mut report).await?;
        refunds::compare(self.shop, since, &mut report).await?;
        let db = self.shop.parts.database.reader();
        let told = serde_json::to_value(report).map_err(ShopError::internal)?;
        store::routines::end(db, RECONCILIATION, told).await?;
        Ok(report)
    }

    /// The same for the last days, if no worker has done it within the hour.
    pub async fn run_if_due(&self) -> Result<Option<ReconciliationReport>, ShopError> {
        let db = self.shop.parts.database.reader();
        if !store::routines::begin(db, RECONCILIATION, EVERY).await? {
            return Ok(None);
        }
        let since = self.shop.parts.clock.now().minus(WINDOW);
        self.run(since).await.map(Some)
    }
}

/// The gateway could not be asked; the next run asks again.
fn unanswered(error: gateways::GatewayError) -> ShopError {
    ShopError::internal(error)
}
