//! How often somebody may guess.

use std::time::Duration;

use sha2::{Digest as _, Sha256};
use store::accounts::FailureScope;

use crate::{Parts, ShopError};

/// Failures older than this are forgotten.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// One attempt. What it is counted by is hashed: the table tells nobody who tried where.
pub(crate) struct Attempt<'shop> {
    parts: &'shop Parts,
    counts: [Count; 2],
}

/// What an attempt counts for, and how many failures of it there may be within the window.
struct Count {
    scope: FailureScope,
    key: [u8; 32],
    at_most: u32,
}

impl<'shop> Attempt<'shop> {
    /// At a password: ten for one e-mail; fifty from one address, because an office shares one.
    pub(crate) fn to_sign_in(parts: &'shop Parts, email: &str, address: &str) -> Self {
        let email = email.trim().to_lowercase();
        let counts = [
            Count::new(FailureScope::Email, &email, 10),
            Count::new(FailureScope::Address, address, 50),
        ];
        Self { parts, counts }
    }

    /// At an order's e-mail: ten for one number, fifty from one address.
    pub(crate) fn to_find_order(parts: &'shop Parts, number: &str, address: &str) -> Self {
        let counts = [
            Count::new(FailureScope::OrderNumber, number, 10),
            Count::new(FailureScope::OrderAddress, address, 50),
        ];
        Self { parts, counts }
    }

    pub(crate) async fn allow(&self) -> Result<(), ShopError> {
        let db = self.parts.database.reader();
        let since = self.parts.clock.now().minus(WINDOW);
        for count in &self.counts {
            let failures =
                store::accounts::count_failures(db, count.scope, count.key, since).await?;
            if count.at_most <= failures {
                return Err(ShopError::TooManyAttempts {
                    retry_after: WINDOW,
                });
            }
        }
        Ok(())
    }

    pub(crate) async fn failed(&self) -> Result<(), ShopError> {
        let db = self.parts.database.reader();
        let now = self.parts.clock.now();
        for count in &self.counts {
            store::accounts::record_failure(db, count.scope, count.key, now).await?;
        }
        Ok(())
    }

    /// Success clears the count of what was guessed at, not the address's: a guesser may own one account.
    pub(crate) async fn forget(&self) -> Result<(), ShopError> {
        let db = self.parts.database.reader();
        let [guessed, _] = &self.counts;
        Ok(store::accounts::forget_failures(db, guessed.scope, guessed.key).await?)
    }
}

impl Count {
    fn new(scope: FailureScope, what: &str, at_most: u32) -> Self {
        Self {
            scope,
            key: Sha256::digest(what).into(),
            at_most,
        }
    }
}
