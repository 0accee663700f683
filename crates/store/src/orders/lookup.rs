//! Finding an order by its other names, and naming who changes it.

use domain::{OrderId, order::OrderNumber};

use super::{COLUMNS, StoredOrder, order_of};
use crate::{Connection, StoreError, Tx, row::one};

pub async fn find(db: &impl Connection, order: OrderId) -> Result<Option<StoredOrder>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM orders WHERE id = $1");
    let row = one(db, &sql, [order.0.into()]).await?;
    row.as_ref().map(order_of).transpose()
}

pub async fn find_by_number(
    db: &impl Connection,
    number: &OrderNumber,
) -> Result<Option<StoredOrder>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM orders WHERE number = $1");
    let row = one(db, &sql, [number.as_str().into()]).await?;
    row.as_ref().map(order_of).transpose()
}

/// Who is behind the transaction's events, from here to its end. Without it nobody is named.
pub async fn act_as(tx: &Tx, actor: &str) -> Result<(), StoreError> {
    let sql = "SELECT set_config('app.actor', $1, true)";
    one(tx, sql, [actor.into()]).await?;
    Ok(())
}
