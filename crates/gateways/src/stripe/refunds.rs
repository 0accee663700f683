//! Stripe's refunds: given once per key, and found again by our id in their metadata.

use std::collections::HashMap;

use domain::{RefundId, refund::RefundState};
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;

use super::{
    call::{Api, Call, Outcome},
    wire::unreadable,
};
use crate::gateway::{GatewayError, Refund, RefundVerdict};

/// Stripe's refund object, as far as we read it.
#[derive(Deserialize)]
pub(super) struct Object {
    pub(super) id: String,
    pub(super) amount: i64,
    pub(super) currency: String,
    /// Stripe may leave it out for refunds made before there was one.
    status: Option<String>,
    failure_reason: Option<String>,
    pub(super) payment_intent: Option<String>,
    #[serde(default)]
    metadata: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Object>,
    has_more: bool,
}

pub(super) async fn create(api: &Api, refund: &Refund) -> Result<RefundVerdict, GatewayError> {
    let call = Call {
        // The order of the fields never changes, so that sending it again is sending the same bytes.
        fields: vec![
            ("payment_intent", refund.reference.clone()),
            ("amount", refund.amount.minor.to_string()),
            ("metadata[refund_id]", refund.refund.to_string()),
        ],
        idempotency_key: Some(&refund.idempotency_key),
        ..Call::new(Method::POST, &["v1", "refunds"])
    };
    match api.send(call).await? {
        Outcome::Done(body) => read(&body).map(Object::verdict),
        Outcome::Refused(error) => Err(error.into()),
    }
}

/// All refunds of one charge are few, and their list is up to date at once.
pub(super) async fn find(
    api: &Api,
    refund: &Refund,
) -> Result<Option<RefundVerdict>, GatewayError> {
    let mut after: Option<String> = None;
    loop {
        let mut fields = vec![
            ("payment_intent", refund.reference.clone()),
            ("limit", "100".to_owned()),
        ];
        fields.extend(after.take().map(|id| ("starting_after", id)));
        let call = Call {
            fields,
            ..Call::new(Method::GET, &["v1", "refunds"])
        };
        let page = match api.send(call).await? {
            Outcome::Done(body) => Page::deserialize(&body)
                .map_err(|_| unreadable("a list of refunds of another shape"))?,
            Outcome::Refused(error) => return Err(error.into()),
        };
        let last = page.data.last().map(|last| last.id.clone());
        let found = page
            .data
            .into_iter()
            .find(|object| object.refund() == Some(refund.refund));
        match (found, page.has_more.then_some(last).flatten()) {
            (Some(object), _) => return Ok(Some(object.verdict())),
            (None, Some(last)) => after = Some(last),
            (None, None) => return Ok(None),
        }
    }
}

pub(super) fn read(body: &Value) -> Result<Object, GatewayError> {
    Object::deserialize(body).map_err(|_| unreadable("a refund of another shape"))
}

impl Object {
    /// Ours, if it is.
    pub(super) fn refund(&self) -> Option<RefundId> {
        self.metadata.get("refund_id")?.parse().ok()
    }

    pub(super) fn state(&self) -> RefundState {
        match self.status.as_deref() {
            Some("succeeded") | None => RefundState::Succeeded {
                reference: self.id.clone(),
            },
            Some("failed" | "canceled") => RefundState::Failed {
                reason: self
                    .failure_reason
                    .clone()
                    .unwrap_or_else(|| "canceled".to_owned()),
            },
            // `pending` and `requires_action`: on its way.
            Some(_) => RefundState::Unknown,
        }
    }

    fn verdict(self) -> RefundVerdict {
        RefundVerdict {
            state: self.state(),
            minor: self.amount,
            reference: self.id,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn state(status: Option<&str>) -> RefundState {
        let body = json!({"id": "re_1", "amount": 5, "currency": "eur", "status": status,
            "failure_reason": "lost_or_stolen_card"});
        read(&body).expect("a refund").state()
    }

    #[test]
    fn only_what_stripe_calls_failed_has_failed() {
        let succeeded = RefundState::Succeeded {
            reference: "re_1".into(),
        };
        assert_eq!(state(Some("succeeded")), succeeded);
        assert_eq!(state(None), succeeded);
        for open in ["pending", "requires_action", "a_word_from_next_year"] {
            assert_eq!(state(Some(open)), RefundState::Unknown, "{open}");
        }
        let failed = RefundState::Failed {
            reason: "lost_or_stolen_card".into(),
        };
        assert_eq!(state(Some("failed")), failed);
    }
}
