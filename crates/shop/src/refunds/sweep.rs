//! Picking up refunds that were left lying. With every job lost, this alone gives every cent back.

use std::time::Duration;

use super::{
    RefundSweep,
    jobs::{SEND_REFUND, SendRefund},
    orphans,
};
use crate::{Shop, ShopError};

/// At most one new job for the same look in this time, however often and wherever the sweeper runs.
const JOB_EVERY_MILLIS: i64 = 30_000;

pub(super) async fn sweep(shop: &Shop) -> Result<RefundSweep, ShopError> {
    let orphans = orphans::give_back(shop).await?;
    let db = shop.parts.database.reader();
    let turn = shop.parts.clock.now().unix_millis() / JOB_EVERY_MILLIS;
    let mut refunds = 0;
    for (refund, tries) in store::refunds::due(db).await? {
        let key = format!("sweep:{refund}:{tries}:{turn}");
        let job = SendRefund { refund };
        let is_new = store::jobs::enqueue(db, SEND_REFUND, &job, Duration::ZERO, &key).await?;
        refunds += u64::from(is_new);
    }
    Ok(RefundSweep { refunds, orphans })
}
