//! When to look at a payment again. The queue has no backoff worth the name, so ours is in our tables.

use std::time::Duration;

use store::{Tx, payments::StoredPayment};

use super::jobs::{SETTLE_PAYMENT, SettlePayment};
use crate::{Randomness, Shop, ShopError};

const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(300);
/// What doesn't add up waits for a person; asking every few seconds won't change it.
const AFTER_A_BREAK: Duration = Duration::from_secs(60 * 60);

/// Nothing new, or no answer: the payment stays what it is and is asked about later.
pub(super) async fn postpone(
    shop: &Shop,
    payment: &StoredPayment,
    reference: Option<String>,
) -> Result<(), ShopError> {
    let (id, order) = (payment.id, payment.order);
    let delay = backoff(payment.tries + 1, shop.parts.randomness.as_ref());
    shop.parts
        .database
        .write::<_, ShopError, _>(move |tx| {
            Box::pin(async move {
                let tries = store::payments::postpone(tx, id, reference.as_deref(), delay).await?;
                match tries {
                    Some(tries) => look_again(tx, id, tries, delay).await,
                    None => Ok(()),
                }
            })
        })
        .await?;
    // "Confirming" may have become "waiting for the gateway".
    shop.news.order_changed(order);
    Ok(())
}

/// Puts a payment aside that a person has to look at first.
pub(super) async fn put_aside(tx: &Tx, payment: &StoredPayment) -> Result<(), ShopError> {
    store::payments::postpone(tx, payment.id, None, AFTER_A_BREAK).await?;
    Ok(())
}

/// The job for the next look. If it is lost the sweeper makes another.
pub(super) async fn look_again(
    tx: &Tx,
    payment: domain::PaymentId,
    tries: u32,
    delay: Duration,
) -> Result<(), ShopError> {
    let job = SettlePayment { payment };
    let key = format!("settle:{payment}:{tries}");
    store::jobs::enqueue(tx, SETTLE_PAYMENT, &job, delay, &key).await?;
    Ok(())
}

/// 2, 4, 8 … seconds up to five minutes.
pub(crate) fn backoff(tries: u32, randomness: &dyn Randomness) -> Duration {
    crate::backoff::backoff(FIRST, LONGEST, tries, randomness)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backoff::Always;

    #[test]
    fn a_silent_gateway_is_asked_less_and_less_often() {
        let seconds = |tries, random| backoff(tries, &Always(random)).as_secs_f64();
        assert!((1.5..=2.5).contains(&seconds(1, 0)));
        assert!((1.5..=2.5).contains(&seconds(1, 255)));
        assert!(seconds(1, 255) < seconds(2, 0));
        assert!(seconds(4_000_000, 255) <= 375.0);
    }
}
