//! The merchant's desk: refunds over the admin API, with one key for one wish, however often it takes.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::{
    journal::Outcome,
    shopper::{RESOLVED_WITHIN, Street, code_of, is_final, pause, read},
};

#[derive(Clone)]
pub struct Desk {
    pub street: Street,
    pub token: String,
}

/// How much goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Amount(i64),
    /// Whatever is left, and the goods return to the shelf.
    Rest,
}

impl Desk {
    pub fn refund(&self, base: &str, number: &str, wish: Wish, key: &str) -> RequestBuilder {
        let body = match wish {
            Wish::Amount(minor) => json!({ "amount": { "minor": minor, "currency": "EUR" } }),
            Wish::Rest => json!({ "restock": true }),
        };
        self.street
            .http
            .post(format!("{base}/api/v1/admin/orders/{number}/refunds"))
            .bearer_auth(&self.token)
            .header("idempotency-key", key)
            .json(&body)
    }

    /// Gives back and, as long as it is unclear what became of it, asks again under the same key. None: the
    /// shop refused, or it stayed unclear for a minute, which the journal tells apart.
    pub async fn give_back(
        &self,
        client: u32,
        number: &str,
        wish: Wish,
        key: &str,
    ) -> Option<Value> {
        let note = |outcome, refund: Option<&str>, code: Option<&str>| {
            let journal = &self.street.journal;
            journal.note(client, "refund", key, outcome, refund, code);
        };
        note(Outcome::Invoke, None, None);
        let deadline = Instant::now() + RESOLVED_WITHIN;
        let mut tried = 0;
        while Instant::now() < deadline {
            let base = self.street.url(client, tried, "");
            let sent = self.refund(&base, number, wish, key).send().await;
            let unclear = match read(sent).await {
                Ok((StatusCode::CREATED, _, body)) => {
                    note(Outcome::Ok, body["id"].as_str(), None);
                    return Some(body);
                }
                Ok((status, _, body)) if is_final(status, &body) => {
                    note(Outcome::Fail, None, Some(&code_of(&body)));
                    return None;
                }
                Ok((status, ..)) => status.to_string(),
                Err(error) => error.without_url().to_string(),
            };
            let overloaded = unclear.starts_with("503");
            note(Outcome::Info, None, Some(&unclear));
            tried += 1;
            sleep(pause(client, tried, overloaded)).await;
        }
        None
    }
}
