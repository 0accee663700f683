//! Every ten seconds: whatever was left lying is picked up, even if every job was lost.

use std::time::Duration;

use metrics::{counter, gauge};
use shop::Shop;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument as _, info, info_span, warn};

const EVERY: Duration = Duration::from_secs(10);
const MAY_TAKE: Duration = Duration::from_secs(20);

pub(super) async fn run(shop: Shop, stop: CancellationToken) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = clock.tick() => {
                sweep(&shop).instrument(info_span!("sweep")).await;
                sweep_mails(&shop).instrument(info_span!("sweep_mails")).await;
            }
        }
    }
}

async fn sweep(shop: &Shop) {
    let outcome = match tokio::time::timeout(MAY_TAKE, shop.payments().sweep()).await {
        Ok(Ok(found)) => {
            let due = found.payments + found.webhooks + found.expired;
            if 0 < due {
                info!(
                    payments = found.payments,
                    webhooks = found.webhooks,
                    expired = found.expired,
                    "Picked up what was left lying"
                );
            }
            counter!("stoa_swept_total", "what" => "payments").increment(found.payments);
            counter!("stoa_swept_total", "what" => "webhooks").increment(found.webhooks);
            counter!("stoa_swept_total", "what" => "expired").increment(found.expired);
            "done"
        }
        Ok(Err(cause)) => {
            warn!(
                error = &cause as &dyn std::error::Error,
                "A sweep failed; the next one comes"
            );
            "failed"
        }
        Err(_) => {
            warn!("A sweep took too long");
            "too_long"
        }
    };
    counter!("stoa_sweeps_total", "outcome" => outcome).increment(1);
}

/// On its own: trouble with mails is no reason to leave payments lying, nor the other way round.
async fn sweep_mails(shop: &Shop) {
    match tokio::time::timeout(MAY_TAKE, shop.mails().sweep()).await {
        Ok(Ok(found)) => {
            counter!("stoa_swept_total", "what" => "mails").increment(found.picked_up);
            counter!("stoa_mails_given_up_total").increment(found.given_up);
            gauge!("stoa_mails_waiting").set(whole(found.waiting.all));
            gauge!("stoa_mails_late").set(whole(found.waiting.late));
        }
        Ok(Err(cause)) => warn!(
            error = &cause as &dyn std::error::Error,
            "A sweep of mails failed; the next one comes"
        ),
        Err(_) => warn!("A sweep of mails took too long"),
    }
}

fn whole(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
