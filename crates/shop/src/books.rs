//! Whether the books balance: what was captured, sold and given back, in our tables, in the ledger and
//! at the gateway.

use domain::Timestamp;
use serde_json::json;
use store::books::{Finding, OpenBreak};

use crate::{Shop, ShopError};

/// What was looked at, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BooksReport {
    pub as_of: Timestamp,
    /// Our own books contradict each other: a bug, or somebody wrote into the tables.
    pub findings: Vec<Finding>,
    /// Ours and the gateway's differ, and nobody has dealt with it yet.
    pub breaks: Vec<OpenBreak>,
}

/// See the module.
pub struct Books<'shop> {
    shop: &'shop Shop,
}

/// The name of the check among the routines.
pub const BOOKS: &str = "books";

impl Shop {
    pub fn books(&self) -> Books<'_> {
        Books { shop: self }
    }
}

impl Books<'_> {
    /// Looks at everything now.
    pub async fn check(&self) -> Result<BooksReport, ShopError> {
        let db = self.shop.parts.database.reader();
        let report = BooksReport {
            as_of: store::books::as_of(db).await?,
            findings: store::books::findings(db).await?,
            breaks: store::books::open_breaks(db).await?,
        };
        let counts = json!({ "findings": report.findings.len(), "breaks": report.breaks.len() });
        store::routines::end(db, BOOKS, counts).await?;
        Ok(report)
    }

    /// Seconds since each routine was done last, for the meters.
    pub async fn ages(&self) -> Result<Vec<(String, f64)>, ShopError> {
        Ok(store::routines::ages(self.shop.parts.database.reader()).await?)
    }
}

impl BooksReport {
    pub fn balances(&self) -> bool {
        self.findings.is_empty() && self.breaks.is_empty()
    }
}
