//! Invoices: numbered without a gap.

use domain::{OrderId, Timestamp, invoice::InvoiceNumber};

use crate::{
    Connection, StoreError, Tx,
    row::{execute, get, one, timestamp, to_database_time},
};

/// Gives the order its invoice, once. The counter's row is locked until the transaction ends, and every
/// payment wants it: call this last, after the shelves.
pub async fn issue(tx: &Tx, order: OrderId, now: Timestamp) -> Result<(), StoreError> {
    execute(
        tx,
        "WITH counter AS (
            UPDATE invoice_counter SET last = last + 1
            WHERE NOT EXISTS (SELECT 1 FROM invoice WHERE order_id = $1) RETURNING last)
         INSERT INTO invoice (number, order_id, issued_at) SELECT last, $1, $2 FROM counter",
        [order.0.into(), to_database_time(now).into()],
    )
    .await?;
    Ok(())
}

/// The order's invoice, if it was ever paid, and when it was issued.
pub async fn of_order(
    db: &impl Connection,
    order: OrderId,
) -> Result<Option<(InvoiceNumber, Timestamp)>, StoreError> {
    let row = one(
        db,
        "SELECT number, issued_at FROM invoice WHERE order_id = $1",
        [order.0.into()],
    )
    .await?;
    row.map(|row| {
        let number = InvoiceNumber::try_from(get::<i64>(&row, "number")?)
            .map_err(|error| StoreError::corrupt("invoice", error))?;
        Ok((number, timestamp(&row, "issued_at")?))
    })
    .transpose()
}
