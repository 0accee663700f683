//! Every ten seconds: whatever was left lying is picked up, even if every job was lost.

use std::time::Duration;

use metrics::counter;
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
            _ = clock.tick() => sweep(&shop).instrument(info_span!("sweep")).await,
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
