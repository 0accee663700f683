//! Picking up mails whose job was lost or whose sender died.

use std::time::Duration;

use super::{
    MailSweep,
    jobs::{SEND_MAIL, SendMail},
};
use crate::{Shop, ShopError};

/// At most one new job for the same try in this time, however often and wherever the sweeper runs.
const JOB_EVERY_MILLIS: i64 = 30_000;
/// What could not be said for this long surprises more than it tells.
const OLD_NEWS: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// Somebody should look at the mail server.
const LATE: Duration = Duration::from_secs(5 * 60);

pub(super) async fn sweep(shop: &Shop) -> Result<MailSweep, ShopError> {
    let db = shop.parts.database.reader();
    let given_up = store::mails::give_up(db, OLD_NEWS).await?;
    if 0 < given_up {
        tracing::error!(given_up, "Gave up mails that nobody could send for days");
    }
    let turn = shop.parts.clock.now().unix_millis() / JOB_EVERY_MILLIS;
    let mut picked_up = 0;
    for (mail, tries) in store::mails::due(db).await? {
        let key = format!("sweep:{mail}:{tries}:{turn}");
        let job = SendMail { mail };
        let is_new = store::jobs::enqueue(db, SEND_MAIL, &job, Duration::ZERO, &key).await?;
        picked_up += u64::from(is_new);
    }
    Ok(MailSweep {
        picked_up,
        given_up,
        waiting: store::mails::waiting(db, LATE).await?,
    })
}
