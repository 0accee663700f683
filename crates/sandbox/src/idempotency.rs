//! `Idempotency-Key`, with Stripe's v1 semantics: the first answer to a key is the answer for ever
//! (a day), errors included; the same key with other parameters is refused.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

/// Stripe may forget a key after a day. A client that relies on longer must fail here too.
const KEPT_FOR: Duration = Duration::hours(24);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
    /// The request that was answered first.
    pub(crate) request: String,
}

/// An answer as the journal keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    fingerprint: String,
    status: u16,
    body: String,
    request: String,
    at: OffsetDateTime,
}

/// Answers by idempotency key.
#[derive(Debug, Default)]
pub(crate) struct Replies {
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Debug)]
enum Known {
    /// It began to execute and the program ended before it could answer.
    Lost,
    InProgress {
        fingerprint: String,
    },
    Answered {
        fingerprint: String,
        reply: Reply,
        at: OffsetDateTime,
    },
}

#[derive(Debug)]
pub(crate) enum Begin {
    /// Nobody used the key: go on and keep the answer with the ticket.
    Fresh(Ticket),
    Replay(Reply),
    InProgress,
    OtherParameters,
}

/// The right to answer one key. Dropped without an answer, it frees the key.
#[derive(Debug)]
pub(crate) struct Ticket {
    replies: Arc<Replies>,
    key: Option<String>,
    fingerprint: String,
}

impl Replies {
    pub(crate) fn begin(
        self: &Arc<Self>,
        key: &str,
        fingerprint: &str,
        now: OffsetDateTime,
    ) -> Begin {
        let mut known = self.lock();
        known.retain(
            |_, known| !matches!(known, Known::Answered { at, .. } if now - *at > KEPT_FOR),
        );
        match known.get(key) {
            Some(Known::InProgress { fingerprint: first }) if first == fingerprint => {
                Begin::InProgress
            }
            Some(Known::Answered {
                fingerprint: first,
                reply,
                ..
            }) if first == fingerprint => Begin::Replay(reply.clone()),
            Some(Known::Lost) => Begin::Replay(Reply {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                body: Bytes::new(),
                request: String::new(),
            }),
            Some(_) => Begin::OtherParameters,
            None => {
                let fingerprint = fingerprint.to_owned();
                known.insert(
                    key.to_owned(),
                    Known::InProgress {
                        fingerprint: fingerprint.clone(),
                    },
                );
                Begin::Fresh(Ticket {
                    replies: Arc::clone(self),
                    key: Some(key.to_owned()),
                    fingerprint,
                })
            }
        }
    }

    /// Knows again what an earlier run answered, and of which calls its end swallowed the answer.
    pub(crate) fn read_back(
        kept: impl IntoIterator<Item = Value>,
        executed: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut known: HashMap<_, _> = executed.into_iter().map(|key| (key, Known::Lost)).collect();
        let kept = kept
            .into_iter()
            .filter_map(|entry| serde_json::from_value::<Kept>(entry).ok());
        for entry in kept {
            let reply = Reply {
                status: StatusCode::from_u16(entry.status)
                    .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
                body: entry.body.into(),
                request: entry.request,
            };
            let answered = Known::Answered {
                fingerprint: entry.fingerprint,
                reply,
                at: entry.at,
            };
            known.insert(entry.key, answered);
        }
        Self {
            known: Mutex::new(known),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Known>> {
        self.known
            .lock()
            .expect("no code panics while it holds the replies")
    }
}

impl Ticket {
    /// Stripe keeps the answer of whatever began to execute, a failure of its own included, but
    /// not that a call was malformed, unauthorised, throttled or not found: those may be mended
    /// and sent again.
    ///
    /// Returns what the journal must say of it.
    pub(crate) fn answer(mut self, reply: Reply, at: OffsetDateTime) -> Option<Value> {
        let executed = !matches!(reply.status.as_u16(), 400 | 401 | 404 | 409 | 429);
        if !executed {
            return None;
        }
        let mut kept = None;
        if let Some(key) = self.key.take() {
            let entry = Kept {
                key: key.clone(),
                fingerprint: self.fingerprint.clone(),
                status: reply.status.as_u16(),
                body: String::from_utf8_lossy(&reply.body).into_owned(),
                request: reply.request.clone(),
                at,
            };
            kept = serde_json::to_value(entry).ok();
            let fingerprint = std::mem::take(&mut self.fingerprint);
            let answered = Known::Answered {
                fingerprint,
                reply,
                at,
            };
            self.replies.lock().insert(key, answered);
        }
        kept
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.replies.lock().remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOON: OffsetDateTime = datetime!(2026-11-22 12:00 UTC);

    fn reply(status: StatusCode) -> Reply {
        Reply {
            status,
            body: Bytes::from_static(b"{}"),
            request: "req_1".into(),
        }
    }

    fn fresh(replies: &Arc<Replies>) -> Ticket {
        match replies.begin("pay:1:1", "a", NOON) {
            Begin::Fresh(ticket) => ticket,
            other => panic!("expected a fresh key, got {other:?}"),
        }
    }

    #[test]
    fn the_same_call_gets_the_same_answer_even_a_decline() {
        let replies = Arc::new(Replies::default());
        let decline = reply(StatusCode::PAYMENT_REQUIRED);
        fresh(&replies).answer(decline.clone(), NOON);
        assert!(
            matches!(replies.begin("pay:1:1", "a", NOON), Begin::Replay(again) if again == decline)
        );
        assert!(matches!(
            replies.begin("pay:1:1", "b", NOON),
            Begin::OtherParameters
        ));
    }

    #[test]
    fn two_at_once_are_told_apart() {
        let replies = Arc::new(Replies::default());
        let first = fresh(&replies);
        assert!(matches!(
            replies.begin("pay:1:1", "a", NOON),
            Begin::InProgress
        ));
        drop(first);
        fresh(&replies);
    }

    #[test]
    fn a_malformed_call_may_be_mended_under_its_key() {
        let replies = Arc::new(Replies::default());
        fresh(&replies).answer(reply(StatusCode::BAD_REQUEST), NOON);
        fresh(&replies).answer(reply(StatusCode::INTERNAL_SERVER_ERROR), NOON);
        assert!(matches!(
            replies.begin("pay:1:1", "a", NOON),
            Begin::Replay(_)
        ));
    }

    #[test]
    fn a_key_is_forgotten_after_a_day() {
        let replies = Arc::new(Replies::default());
        fresh(&replies).answer(reply(StatusCode::OK), NOON);
        let next_day = NOON + Duration::hours(25);
        assert!(matches!(
            replies.begin("pay:1:1", "b", next_day),
            Begin::Fresh(_)
        ));
    }
}
