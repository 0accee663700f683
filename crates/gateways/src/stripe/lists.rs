//! Stripe's lists, page by page: what it says has happened, for comparing with our books.

use std::collections::HashMap;

use domain::Timestamp;
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;

use super::{
    call::{Api, Call, Outcome},
    refunds,
    wire::unreadable,
};
use crate::gateway::{GatewayError, Listed, ListedCharge, ListedRefund};

#[derive(Deserialize)]
struct Page {
    data: Vec<Value>,
    has_more: bool,
}

#[derive(Deserialize)]
struct Intent {
    id: String,
    currency: String,
    #[serde(default)]
    amount_received: i64,
    #[serde(default)]
    metadata: HashMap<String, String>,
}

pub(super) async fn charges(
    api: &Api,
    since: Timestamp,
    after: Option<&str>,
) -> Result<Listed<ListedCharge>, GatewayError> {
    list(api, "payment_intents", since, after, |body| {
        let intent =
            Intent::deserialize(body).map_err(|_| unreadable("an intent of another shape"))?;
        Ok(ListedCharge {
            payment: intent
                .metadata
                .get("payment_id")
                .and_then(|id| id.parse().ok()),
            reference: intent.id,
            captured_minor: intent.amount_received,
            currency: intent.currency.to_uppercase(),
        })
    })
    .await
}

pub(super) async fn refunds(
    api: &Api,
    since: Timestamp,
    after: Option<&str>,
) -> Result<Listed<ListedRefund>, GatewayError> {
    list(api, "refunds", since, after, |body| {
        let object = refunds::read(body)?;
        Ok(ListedRefund {
            refund: object.refund(),
            state: object.state(),
            minor: object.amount,
            currency: object.currency.to_uppercase(),
            charge: object.payment_intent,
            reference: object.id,
        })
    })
    .await
}

async fn list<T>(
    api: &Api,
    path: &str,
    since: Timestamp,
    after: Option<&str>,
    read: impl Fn(&Value) -> Result<T, GatewayError>,
) -> Result<Listed<T>, GatewayError> {
    let mut fields = vec![
        ("limit", "100".to_owned()),
        (
            "created[gte]",
            since.unix_millis().div_euclid(1000).to_string(),
        ),
    ];
    fields.extend(after.map(|id| ("starting_after", id.to_owned())));
    let call = Call {
        fields,
        ..Call::new(Method::GET, &["v1", path])
    };
    let page = match api.send(call).await? {
        Outcome::Done(body) => {
            Page::deserialize(&body).map_err(|_| unreadable("a list of another shape"))?
        }
        Outcome::Refused(error) => return Err(error.into()),
    };
    let last = page.data.last().and_then(|last| last["id"].as_str());
    Ok(Listed {
        next: last.filter(|_| page.has_more).map(str::to_owned),
        items: page.data.iter().map(read).collect::<Result<_, _>>()?,
    })
}
