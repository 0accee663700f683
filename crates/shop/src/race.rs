//! Transactions that may lose a race, and are run again then.

use std::time::Duration;

use store::{StoreError, Tx, database::Work};

use crate::{Shop, ShopError};

const TRIES: u32 = 5;

/// [`store::Database::write`] for work on rows that others want at the same time.
///
/// Locks are taken in one order everywhere: the client's key, carts, the order, its payments, its coupons, its
/// holds, shelves. So a deadlock is not expected; but one must not cost a shopper the order.
pub(crate) async fn write_patiently<T, F>(shop: &Shop, work: F) -> Result<T, ShopError>
where
    T: Send + 'static,
    F: for<'tx> Fn(&'tx Tx, Shop) -> Work<'tx, T, ShopError> + Clone + Send + Sync + 'static,
{
    let mut lost = 0;
    loop {
        let (once, again) = (shop.clone(), work.clone());
        let result = shop.parts.database.write(move |tx| again(tx, once)).await;
        match result {
            Err(error) if lost_a_race(&error) && lost < TRIES => {
                lost += 1;
                tracing::warn!(lost, "A transaction had to yield and is run again");
                tokio::time::sleep(Duration::from_millis(20 * u64::from(lost))).await;
            }
            result => return result,
        }
    }
}

fn lost_a_race(error: &ShopError) -> bool {
    match error {
        ShopError::Unavailable(cause) => cause.lost_a_race(),
        ShopError::Internal(cause) => cause
            .downcast_ref::<StoreError>()
            .is_some_and(StoreError::lost_a_race),
        _ => false,
    }
}
