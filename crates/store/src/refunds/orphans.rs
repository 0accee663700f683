//! Money that came in without goods to send for it, as [`crate::webhooks::note_break`] noted it.

use domain::{Money, PaymentId};
use sea_orm::Value;

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, json, one},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    pub gateway: String,
    /// The charge.
    pub reference: String,
    /// The payment it was made for, or a second time for.
    pub payment: PaymentId,
    pub amount: Money,
}

/// Whether the charge was noted as an orphan, and perhaps given back since. Lock the order first.
pub async fn was_orphaned(tx: &Tx, gateway: &str, reference: &str) -> Result<bool, StoreError> {
    let row = one(
        tx,
        "SELECT 1 AS found FROM recon_break WHERE kind = 'orphan_capture' AND gateway = $1 AND gateway_ref = $2",
        [gateway.into(), reference.into()],
    )
    .await?;
    Ok(row.is_some())
}

/// How often giving it back has failed. None: it is under way, or done. Lock the order first.
pub async fn failures(tx: &Tx, gateway: &str, reference: &str) -> Result<Option<u32>, StoreError> {
    let row = one(
        tx,
        "SELECT count(*) AS failed, COALESCE(bool_and(state = 'failed'), true) AS all_failed FROM refund
         WHERE kind = 'orphan' AND gateway = $1 AND charge_ref = $2",
        [gateway.into(), reference.into()],
    )
    .await?;
    let Some(row) = row else { return Ok(Some(0)) };
    let failed = u32::try_from(get::<i64>(&row, "failed")?).unwrap_or(u32::MAX);
    Ok(get::<bool>(&row, "all_failed")?.then_some(failed))
}

/// Orphans that nobody has begun to give back, and those for which it failed some hours ago.
pub async fn orphans(db: &impl Connection) -> Result<Vec<Orphan>, StoreError> {
    let none: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT b.gateway, b.gateway_ref, b.payment_id, b.detail -> 'amount' AS amount FROM recon_break b
         WHERE b.kind = 'orphan_capture' AND b.closed_at IS NULL AND b.payment_id IS NOT NULL
           AND b.gateway_ref IS NOT NULL AND b.detail ? 'amount'
           AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.gateway = b.gateway AND r.kind = 'orphan' AND r.charge_ref = b.gateway_ref
               AND (r.state <> 'failed' OR now() - interval '6 hours' < r.ended_at))
         ORDER BY b.id LIMIT 100",
        none,
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Orphan {
                gateway: get(row, "gateway")?,
                reference: get(row, "gateway_ref")?,
                payment: PaymentId(get(row, "payment_id")?),
                amount: json(row, "recon_break", "amount")?,
            })
        })
        .collect()
}

/// The money went back: nothing is wrong any more.
pub async fn close_orphan(tx: &Tx, gateway: &str, reference: &str) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE recon_break SET closed_at = now()
         WHERE kind = 'orphan_capture' AND gateway = $1 AND gateway_ref = $2 AND closed_at IS NULL",
        [gateway.into(), reference.into()],
    )
    .await?;
    Ok(())
}
