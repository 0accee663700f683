//! Whether the books balance: questions that must find nothing.

use domain::Timestamp;
use sea_orm::Value;

use crate::{
    Connection, StoreError,
    row::{all, get, one, timestamp},
};

/// What does not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The promise that is broken.
    pub kind: &'static str,
    /// Where: a transaction, a payment, an order.
    pub subject: String,
    pub detail: String,
}

/// An open difference between us and the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenBreak {
    pub id: i64,
    pub kind: String,
    pub gateway: String,
    pub reference: Option<String>,
    pub detail: serde_json::Value,
    pub found_at: Timestamp,
}

/// Each is one statement and so sees one moment. What is written together is there together.
const PROMISES: [(&str, &str); 9] = [
    (
        "a ledger transaction adds up to zero in each currency",
        "SELECT tx_id::text AS subject, currency || ' ' || sum(amount_minor) AS detail
         FROM ledger_entry GROUP BY tx_id, currency HAVING sum(amount_minor) <> 0",
    ),
    (
        "a ledger transaction has entries",
        "SELECT t.id::text AS subject, t.kind || ' ' || t.external_id AS detail FROM ledger_tx t
         WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.tx_id = t.id)",
    ),
    (
        "a captured payment is in the ledger with its amount",
        "SELECT p.id::text AS subject, COALESCE(p.gateway_ref, '') || ' ' || p.captured_minor AS detail FROM payment p
         WHERE p.state = 'captured' AND p.captured_minor IS DISTINCT FROM (
            SELECT sum(e.amount_minor) FROM ledger_tx t JOIN ledger_entry e ON e.tx_id = t.id
            WHERE t.kind = 'capture' AND t.external_id = p.gateway_ref AND e.account_id = 2)",
    ),
    (
        "a capture in the ledger is a captured payment, or money noted as not ours to keep",
        "SELECT t.id::text AS subject, t.external_id AS detail FROM ledger_tx t WHERE t.kind = 'capture'
            AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.gateway_ref = t.external_id AND p.state = 'captured')
            AND NOT EXISTS (SELECT 1 FROM recon_break b WHERE b.kind = 'orphan_capture' AND b.gateway_ref = t.external_id)",
    ),
    (
        "a paid order is a sale of its total, and no other order is a sale",
        "SELECT o.number AS subject, o.state || ' ' || o.total_minor AS detail FROM orders o
         WHERE o.total_minor > 0 AND CASE WHEN o.state IN ('paid', 'fulfilled', 'refund_pending', 'refunded') THEN o.total_minor ELSE 0 END
            <> (SELECT COALESCE(sum(e.amount_minor), 0) FROM ledger_tx t JOIN ledger_entry e ON e.tx_id = t.id
                WHERE t.kind = 'sale' AND t.order_id = o.id AND e.account_id = 1)",
    ),
    (
        "a paid order was paid in full",
        "SELECT o.number AS subject, o.total_minor::text AS detail FROM orders o
         WHERE o.total_minor > 0 AND o.state IN ('paid', 'fulfilled', 'refund_pending', 'refunded')
            AND o.total_minor <> (SELECT COALESCE(sum(p.captured_minor), 0) FROM payment p WHERE p.order_id = o.id AND p.state = 'captured')",
    ),
    (
        "a refund that went out is in the ledger with its amount, and no other is",
        "SELECT COALESCE(r.id, l.id)::text AS subject, COALESCE(r.gateway_ref, l.external_id, '') AS detail
         FROM (SELECT * FROM refund WHERE state = 'succeeded') r
         FULL JOIN (SELECT t.id, t.external_id, -sum(e.amount_minor) FILTER (WHERE e.account_id = 2) AS amount
            FROM ledger_tx t JOIN ledger_entry e ON e.tx_id = t.id WHERE t.kind = 'refund' GROUP BY t.id) l
         ON l.external_id = r.gateway_ref WHERE r.id IS NULL OR l.amount IS DISTINCT FROM r.amount_minor",
    ),
    (
        "what a payment has given back is what its refunds say",
        "SELECT p.id::text AS subject, p.refunded_minor::text AS detail FROM payment p
         WHERE p.refunded_minor <> (SELECT COALESCE(sum(r.amount_minor), 0) FROM refund r
            WHERE r.payment_id = p.id AND r.is_claimed AND r.state <> 'failed')",
    ),
    (
        "a refunded order has nothing left to give back",
        "SELECT o.number AS subject, (p.captured_minor - p.refunded_minor)::text AS detail FROM orders o JOIN payment p ON p.order_id = o.id
         WHERE o.state = 'refunded' AND p.state = 'captured' AND p.captured_minor <> p.refunded_minor",
    ),
];

pub async fn findings(db: &impl Connection) -> Result<Vec<Finding>, StoreError> {
    let mut found = Vec::new();
    for (kind, sql) in PROMISES {
        let none: [Value; 0] = [];
        let limited = format!("{sql} LIMIT 100");
        for row in all(db, &limited, none).await? {
            found.push(Finding {
                kind,
                subject: get(&row, "subject")?,
                detail: get(&row, "detail")?,
            });
        }
    }
    Ok(found)
}

pub async fn open_breaks(db: &impl Connection) -> Result<Vec<OpenBreak>, StoreError> {
    let none: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT id, kind, gateway, gateway_ref, detail, found_at FROM recon_break WHERE closed_at IS NULL ORDER BY id LIMIT 1000",
        none,
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(OpenBreak {
                id: get(row, "id")?,
                kind: get(row, "kind")?,
                gateway: get(row, "gateway")?,
                reference: get(row, "gateway_ref")?,
                detail: get(row, "detail")?,
                found_at: timestamp(row, "found_at")?,
            })
        })
        .collect()
}

/// The database's own time: what was found was so then.
pub async fn as_of(db: &impl Connection) -> Result<Timestamp, StoreError> {
    let none: [Value; 0] = [];
    let row = one(db, "SELECT now() AS now", none).await?;
    row.map_or_else(
        || Err(StoreError::corrupt("books", "no time")),
        |row| timestamp(&row, "now"),
    )
}
