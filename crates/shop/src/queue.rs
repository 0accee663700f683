//! Work that was put aside, and what a person does about it. Whatever they do is in the audit log.

use std::time::Duration;

use serde_json::json;
use store::{Tx, queue::Parked};

use crate::{
    Shop, ShopError,
    payments::jobs::{APPLY_WEBHOOK, ApplyWebhook},
};

/// See the module.
pub struct Queue<'shop> {
    shop: &'shop Shop,
}

/// More than this nobody reads.
const LIST_MAX: u32 = 1000;

impl Shop {
    pub fn queue(&self) -> Queue<'_> {
        Queue { shop: self }
    }
}

impl Queue<'_> {
    /// What is put aside, the oldest first.
    pub async fn parked(&self) -> Result<Vec<Parked>, ShopError> {
        Ok(store::queue::parked(self.shop.parts.database.reader(), LIST_MAX).await?)
    }

    /// How many of each queue are put aside.
    pub async fn parked_counts(&self) -> Result<Vec<(String, i64)>, ShopError> {
        Ok(store::queue::parked_counts(self.shop.parts.database.reader()).await?)
    }

    pub async fn get(&self, id: &str) -> Result<Parked, ShopError> {
        store::queue::find(self.shop.parts.database.reader(), id)
            .await?
            .ok_or(ShopError::NotFound)
    }

    /// Sends it on its way again, under a new key. Doing it twice does it once.
    pub async fn retry(&self, id: &str, actor: &str, note: Option<&str>) -> Result<(), ShopError> {
        self.deal_with(id, Fate::Retry, actor, note).await
    }

    /// Throws it away. What is true stays in our tables; the sweepers go by those.
    pub async fn discard(&self, id: &str, actor: &str, note: &str) -> Result<(), ShopError> {
        self.deal_with(id, Fate::Discard, actor, Some(note)).await
    }

    async fn deal_with(
        &self,
        id: &str,
        fate: Fate,
        actor: &str,
        note: Option<&str>,
    ) -> Result<(), ShopError> {
        let parked = self.get(id).await?;
        let (actor, note) = (actor.to_owned(), note.map(str::to_owned));
        let database = &self.shop.parts.database;
        database
            .write::<_, ShopError, _>(move |tx| {
                Box::pin(async move { write(tx, &parked, fate, &actor, note.as_deref()).await })
            })
            .await
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Retry,
    Discard,
}

async fn write(
    tx: &Tx,
    parked: &Parked,
    fate: Fate,
    actor: &str,
    note: Option<&str>,
) -> Result<(), ShopError> {
    let (action, webhook_becomes) = match fate {
        Fate::Retry => ("job.retry", "received"),
        Fate::Discard => ("job.discard", "ignored"),
    };
    if !store::queue::take(tx, parked, webhook_becomes).await? {
        return Err(ShopError::NotFound);
    }
    let subject = parked.subject();
    if fate == Fate::Retry {
        let number = store::queue::replays(tx, &subject).await? + 1;
        enqueue(tx, parked, &subject, number).await?;
    }
    let detail = json!({ "id": parked.id, "payload": parked.payload, "reason": parked.reason, "tries": parked.tries });
    Ok(store::audit::note(tx, actor, action, &subject, note, detail).await?)
}

async fn enqueue(tx: &Tx, parked: &Parked, subject: &str, number: i64) -> Result<(), ShopError> {
    let first = subject
        .strip_prefix(&format!("{}:", parked.queue))
        .unwrap_or(subject);
    let key = format!("{first}:r{number}");
    match parked.webhook() {
        Some((gateway, event_id)) => {
            let job = ApplyWebhook {
                gateway: gateway.to_owned(),
                event_id: event_id.to_owned(),
            };
            store::jobs::enqueue(tx, APPLY_WEBHOOK, &job, Duration::ZERO, &key).await?;
        }
        None => {
            let job: serde_json::Value =
                serde_json::from_str(&parked.payload).map_err(ShopError::internal)?;
            store::jobs::enqueue(tx, &parked.queue, &job, Duration::ZERO, &key).await?;
        }
    }
    Ok(())
}
