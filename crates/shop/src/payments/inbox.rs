//! Webhooks: kept as they come, applied later. An event is a doorbell; the gateway is asked what is true.

use std::time::Duration;

use store::webhooks::Fate;

use super::{
    Webhook,
    jobs::{APPLY_WEBHOOK, ApplyWebhook},
    settle::{self, Settled},
};
use crate::{Shop, ShopError, crash};

pub(super) async fn receive(
    shop: &Shop,
    signature: &str,
    body: &[u8],
) -> Result<Webhook, ShopError> {
    let gateway = &shop.parts.gateway;
    let now = shop.parts.clock.now();
    let Ok(event) = gateway.verify_webhook(signature, body, now) else {
        return Ok(Webhook::Untrusted);
    };
    crash::point("webhook-not-stored").await?;
    let (gateway, body) = (gateway.name(), body.to_vec());
    // Our own id finds a payment even if the answer with the gateway's reference was lost.
    let ours = event.payment.map(|payment| payment.to_string());
    let object = ours.or(event.reference);
    shop.parts
        .database
        .write::<_, ShopError, _>(move |tx| {
            Box::pin(async move {
                let object = object.as_deref();
                let is_new =
                    store::webhooks::receive(tx, gateway, &event.id, &event.kind, object, &body)
                        .await?;
                if is_new {
                    let key = format!("{gateway}:{}", event.id);
                    let job = ApplyWebhook {
                        gateway: gateway.to_owned(),
                        event_id: event.id,
                    };
                    store::jobs::enqueue(tx, APPLY_WEBHOOK, &job, Duration::ZERO, &key).await?;
                }
                Ok(())
            })
        })
        .await?;
    crash::point("webhook-not-answered").await?;
    Ok(Webhook::Taken)
}

pub(super) async fn apply_event(
    shop: &Shop,
    gateway: &str,
    event_id: &str,
) -> Result<(), ShopError> {
    let db = shop.parts.database.reader();
    let Some(event) = store::webhooks::start(db, gateway, event_id).await? else {
        return Ok(());
    };
    let payment = match &event.object {
        Some(object) => store::payments::find_by_object(db, gateway, object).await?,
        None => None,
    };
    let fate = match payment {
        None => Fate::Ignored,
        Some(payment) => match settle::settle(shop, payment).await? {
            Settled::Answered | Settled::Later => Fate::Applied,
            // The sweeper rings again: nothing else would ever ask about this payment.
            Settled::Unasked => return Ok(()),
        },
    };
    crash::point("event-not-finished").await?;
    Ok(store::webhooks::finish(db, gateway, event_id, fate).await?)
}
