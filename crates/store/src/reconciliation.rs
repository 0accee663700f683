//! What our books say of one charge or refund, for comparing with what the gateway says.

use domain::{Money, PaymentId, RefundId, Timestamp};
use sea_orm::Value;

use crate::{
    Connection, StoreError,
    row::{all, execute, get, money, one, parse, to_database_time},
};

/// What is different. An orphan is noted where it is met, see [`crate::webhooks::note_break`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// The gateway has it, we don't.
    MissingHere,
    /// We have it, the gateway doesn't.
    MissingThere,
    Amount,
    Currency,
}

impl Difference {
    pub const fn name(self) -> &'static str {
        match self {
            Self::MissingHere => "missing_here",
            Self::MissingThere => "missing_there",
            Self::Amount => "amount",
            Self::Currency => "currency",
        }
    }
}

/// A capture as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    pub payment: Option<PaymentId>,
    pub amount: Money,
}

/// Notes a difference; one that was closed before is open again. Says whether it is news.
pub async fn note(
    db: &impl Connection,
    difference: Difference,
    gateway: &str,
    reference: &str,
    payment: Option<PaymentId>,
    detail: serde_json::Value,
) -> Result<bool, StoreError> {
    let noted = execute(
        db,
        "INSERT INTO recon_break (kind, gateway, gateway_ref, payment_id, detail) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (kind, gateway, gateway_ref) DO UPDATE SET closed_at = NULL, found_at = now(), detail = EXCLUDED.detail
            WHERE recon_break.closed_at IS NOT NULL",
        [
            difference.name().into(),
            gateway.into(),
            reference.into(),
            payment.map(|payment| payment.0).into(),
            detail.into(),
        ],
    )
    .await?;
    Ok(noted == 1)
}

/// Both sides say the same of it now: whatever was different is closed. An orphan is not: it was the
/// same on both sides from the beginning.
pub async fn agree(
    db: &impl Connection,
    gateway: &str,
    reference: &str,
) -> Result<u64, StoreError> {
    execute(
        db,
        "UPDATE recon_break SET closed_at = now()
         WHERE gateway = $1 AND gateway_ref = $2 AND kind <> 'orphan_capture' AND closed_at IS NULL",
        [gateway.into(), reference.into()],
    )
    .await
}

/// What the ledger says under this reference of the gateway's; money is positive in both directions.
pub async fn posted(
    db: &impl Connection,
    kind: &str,
    reference: &str,
) -> Result<Option<Posted>, StoreError> {
    let row = one(
        db,
        "SELECT t.payment_id, e.currency, abs(sum(e.amount_minor))::bigint AS amount_minor
         FROM ledger_tx t JOIN ledger_entry e ON e.tx_id = t.id
         WHERE t.kind = $1 AND t.external_id = $2 AND e.account_id = 2 GROUP BY t.payment_id, e.currency",
        [kind.into(), reference.into()],
    )
    .await?;
    row.map(|row| {
        Ok(Posted {
            payment: get::<Option<uuid::Uuid>>(&row, "payment_id")?.map(PaymentId),
            amount: money(
                &row,
                "amount_minor",
                parse(&row, "ledger_entry", "currency")?,
            )?,
        })
    })
    .transpose()
}

/// What we posted since then, by the gateway's reference.
pub async fn posted_since(
    db: &impl Connection,
    kind: &str,
    since: Timestamp,
) -> Result<Vec<(String, Option<PaymentId>)>, StoreError> {
    let values: [Value; 2] = [kind.into(), to_database_time(since).into()];
    let rows = all(
        db,
        "SELECT external_id, payment_id FROM ledger_tx WHERE kind = $1 AND at >= $2 ORDER BY at",
        values,
    )
    .await?;
    rows.iter()
        .map(|row| {
            let payment: Option<uuid::Uuid> = get(row, "payment_id")?;
            Ok((get(row, "external_id")?, payment.map(PaymentId)))
        })
        .collect()
}

/// The refund that the gateway knows under this reference, for asking about it once more.
pub async fn refund_of(
    db: &impl Connection,
    reference: &str,
) -> Result<Option<RefundId>, StoreError> {
    let sql = "SELECT id FROM refund WHERE gateway_ref = $1";
    let row = one(db, sql, [reference.into()]).await?;
    row.map(|row| Ok(RefundId(get(&row, "id")?))).transpose()
}
