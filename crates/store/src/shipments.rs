//! What left the house.

use domain::{OrderId, Timestamp};

use crate::{
    Connection, StoreError, Tx,
    row::{execute, get, one, to_database_time},
};

pub async fn insert(
    tx: &Tx,
    order: OrderId,
    tracking: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute(
        tx,
        "INSERT INTO shipment (order_id, tracking_url, shipped_at) VALUES ($1, $2, $3)",
        [
            order.0.into(),
            tracking.into(),
            to_database_time(now).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Where the order's parcel can be followed.
pub async fn tracking(db: &impl Connection, order: OrderId) -> Result<Option<String>, StoreError> {
    let row = one(
        db,
        "SELECT tracking_url FROM shipment WHERE order_id = $1",
        [order.0.into()],
    )
    .await?;
    row.map_or(Ok(None), |row| get(&row, "tracking_url"))
}
