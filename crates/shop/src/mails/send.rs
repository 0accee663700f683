//! Sending one mail: claimed before, no transaction held meanwhile, and what became of it written down.

use std::time::Duration;

use domain::{MailId, pricing::Bill};
use store::mails::ClaimedMail;

use super::{
    PostError,
    jobs::{SEND_MAIL, SendMail},
    letter,
};
use crate::{Randomness, Shop, ShopError, backoff::backoff, crash};

/// A mail server has ten seconds. Who comes later than this finds a sender that died.
const LEASE: Duration = Duration::from_secs(60);
const FIRST_PAUSE: Duration = Duration::from_secs(15);
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

pub(super) async fn send(shop: &Shop, mail: MailId) -> Result<(), ShopError> {
    let db = shop.parts.database.reader();
    let Some(claimed) = store::mails::claim(db, mail, LEASE).await? else {
        return Ok(());
    };
    let order = store::orders::find(db, claimed.order)
        .await?
        .ok_or(ShopError::NotFound)?;
    if !claimed.mail.still_holds(order.state) {
        return Ok(store::mails::drop(db, mail).await?);
    }
    let lines = store::orders::lines(db, order.id, order.totals.total.currency).await?;
    let currency = order.totals.total.currency;
    let bill = Bill {
        totals: order.totals,
        discounts: store::orders::discounts(db, order.id, currency).await?,
        taxes: store::orders::taxes(db, order.id, currency).await?,
    };
    let letter = letter::write(shop, &claimed, &order, &lines, &bill)?;
    let kind = claimed.mail.kind();
    match shop.parts.post.send(&letter).await {
        Ok(()) => {
            crash::point("mail-not-marked").await?;
            tracing::info!(%mail, kind, tries = claimed.tries, "A mail is sent");
            Ok(store::mails::mark_sent(db, mail).await?)
        }
        Err(PostError::Refused(reason)) => {
            tracing::error!(%mail, kind, "A mail was refused for good; the reason stands in its row");
            Ok(store::mails::fail(db, mail, &reason).await?)
        }
        Err(PostError::Later(reason)) => {
            tracing::warn!(%mail, kind, tries = claimed.tries, "A mail has to wait; the reason stands in its row");
            postpone(shop, &claimed, reason).await
        }
    }
}

async fn postpone(shop: &Shop, claimed: &ClaimedMail, reason: String) -> Result<(), ShopError> {
    let (mail, tries) = (claimed.id, claimed.tries);
    let pause = pause(tries, shop.parts.randomness.as_ref());
    shop.parts
        .database
        .write::<_, ShopError, _>(move |tx| {
            Box::pin(async move {
                if store::mails::postpone(tx, mail, &reason, pause).await? {
                    let key = format!("mail:{mail}:{tries}");
                    let job = SendMail { mail };
                    store::jobs::enqueue(tx, SEND_MAIL, &job, pause, &key).await?;
                }
                Ok(())
            })
        })
        .await
}

/// 15, 30, 60 … seconds up to an hour.
fn pause(tries: u32, randomness: &dyn Randomness) -> Duration {
    backoff(FIRST_PAUSE, LONGEST_PAUSE, tries, randomness)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backoff::Always;

    #[test]
    fn a_mail_server_that_is_away_is_asked_less_and_less_often() {
        let seconds = |tries, random| pause(tries, &Always(random)).as_secs_f64();
        assert!((11.0..=19.0).contains(&seconds(1, 128)));
        assert!(seconds(1, 255) < seconds(2, 0));
        assert!(seconds(4_000_000, 255) <= 75.0 * 60.0);
    }
}
