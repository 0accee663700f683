//! What a race needs around it: a buyer at the bank, and a shelf with so many left.

use std::time::Duration;

use anyhow::Context as _;
use serde_json::json;
use uuid::Uuid;

use super::{AT_ONCE, Arena};
use crate::{raw::Bytes, rig::Shelf, shopper::Placement};

impl Arena<'_, '_> {
    /// The buyer has answered the bank; the gateway tells so, and the buyer comes back, all at once.
    pub(super) async fn back_from_the_bank(&self, shelf: &Shelf) -> anyhow::Result<Vec<Bytes>> {
        let cart = self.cart(&[(shelf.variant, 1)]).await?;
        let key = format!("{}-asked-by-bank", self.name);
        let placed = self
            .street
            .place(0, &cart, "pm_card_authenticationRequired", &key)
            .await;
        let Placement::Ordered { order, .. } = placed else {
            anyhow::bail!("{placed:?}");
        };
        let seen = self
            .street
            .watch(0, &order, Duration::from_secs(15))
            .await?
            .context("the bank asks")?;
        let url = seen["url"].as_str().context("an address at the bank")?;
        let intent = url.rsplit('/').next().unwrap_or_default();
        let asked = self
            .street
            .http
            .post(url)
            .form(&[("outcome", "complete")])
            .send()
            .await?;
        let back = asked
            .headers()
            .get("location")
            .and_then(|back| back.to_str().ok());
        let back = url::Url::parse(back.context("a way back")?)?;
        let path = format!("{}?{}", back.path(), back.query().unwrap_or_default());
        let mut requests = Vec::new();
        for number in 0..AT_ONCE / 2 {
            let event = json!({ "id": format!("evt_{}_{number}", self.name), "object": "event",
                "type": "payment_intent.succeeded", "data": { "object": { "id": intent, "object": "payment_intent" } } });
            requests.push(Bytes::of(self.rig.ring(&event.to_string()).await?)?);
            let client = u32::try_from(number)?;
            requests.push(Bytes::of(
                self.street.http.get(self.street.url(client, 0, &path)),
            )?);
        }
        Ok(requests)
    }
}

/// Somebody counts the shelf: so many are free. What the checker takes as the start changes along.
pub(super) fn leave(variant: Uuid, free: i32) -> String {
    format!(
        "SELECT 1 FROM stock_item WHERE variant_id = '{variant}' FOR UPDATE;
         WITH counted AS (UPDATE stock_item SET on_hand = reserved + {free} WHERE variant_id = '{variant}' RETURNING variant_id, location_id, on_hand),
         sold AS (SELECT coalesce(-sum(change), 0) AS q FROM stock_movement WHERE variant_id = '{variant}' AND cause <> 'count')
         UPDATE stock_initial i SET quantity = counted.on_hand + sold.q FROM counted, sold
         WHERE i.variant_id = counted.variant_id AND i.location_id = counted.location_id"
    )
}
