//! The client's idempotency key: the first request with it does the work, all others get its answer.

use domain::Refusal;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use store::{Tx, cart::CartOwner, idempotency::Claim};

use crate::ShopError;

/// A key within the scope of whom it belongs to, and what was asked for under it.
#[derive(Debug, Clone)]
pub(crate) struct RequestKey {
    scope: String,
    key: String,
    request_hash: [u8; 32],
}

impl RequestKey {
    /// `request` is everything that must be the same for two requests to be the same.
    pub(crate) fn new(scope: String, key: &str, request: &[&str]) -> Result<Self, ShopError> {
        if !(16..=255).contains(&key.len()) {
            return Err(ShopError::Invalid(Vec::new()));
        }
        let mut hash = Sha256::new();
        for part in request {
            // With its length, so that ("ab", "c") is not ("a", "bc").
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        Ok(Self {
            scope,
            key: key.to_owned(),
            request_hash: hash.finalize().into(),
        })
    }

    /// A key of whoever owns the cart, for one verb.
    pub(crate) fn of_owner(
        verb: &str,
        owner: CartOwner,
        key: &str,
        request: &[&str],
    ) -> Result<Self, ShopError> {
        let scope = match owner {
            CartOwner::Guest(hash) => format!("{verb}:guest:{}", hex::encode(hash)),
            CartOwner::Member(account) => format!("{verb}:account:{account}"),
        };
        Self::new(scope, key, request)
    }

    /// The answer that was given before, if there was one. Waits for a request that is being answered.
    pub(crate) async fn claim<T: DeserializeOwned>(&self, tx: &Tx) -> Result<Option<T>, ShopError> {
        match store::idempotency::claim(tx, &self.scope, &self.key, self.request_hash).await? {
            Claim::Fresh => Ok(None),
            Claim::Done(answer) => serde_json::from_value(answer)
                .map(Some)
                .map_err(ShopError::internal),
            Claim::OtherRequest => Err(Refusal::IdempotencyKeyReused.into()),
            Claim::InFlight => Err(Refusal::RequestInFlight.into()),
        }
    }

    pub(crate) async fn answer(&self, tx: &Tx, answer: &impl Serialize) -> Result<(), ShopError> {
        let answer = serde_json::to_value(answer).map_err(ShopError::internal)?;
        Ok(store::idempotency::finish(tx, &self.scope, &self.key, 201, &answer).await?)
    }
}
