//! How often somebody may guess.

use std::time::Duration;

use sha2::{Digest as _, Sha256};
use store::accounts::FailureScope;

use crate::{Parts, ShopError};

/// Failures older than this are forgotten.
const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Wrong passwords for one e-mail within the window.
const PER_EMAIL: u32 = 10;
/// Wrong passwords from one address within the window: an office shares one.
const PER_ADDRESS: u32 = 50;

/// One attempt to sign in. What it is counted by is hashed: the table tells nobody who tried where.
pub(super) struct Attempt<'shop> {
    parts: &'shop Parts,
    email: [u8; 32],
    address: [u8; 32],
}

impl<'shop> Attempt<'shop> {
    pub(super) fn new(parts: &'shop Parts, email: &str, address: &str) -> Self {
        Self {
            parts,
            email: Sha256::digest(email.trim().to_lowercase()).into(),
            address: Sha256::digest(address).into(),
        }
    }

    pub(super) async fn allow(&self) -> Result<(), ShopError> {
        let db = self.parts.database.reader();
        let since = self.parts.clock.now().minus(WINDOW);
        for (scope, key, limit) in [
            (FailureScope::Email, self.email, PER_EMAIL),
            (FailureScope::Address, self.address, PER_ADDRESS),
        ] {
            if limit <= store::accounts::count_failures(db, scope, key, since).await? {
                return Err(ShopError::TooManyAttempts {
                    retry_after: WINDOW,
                });
            }
        }
        Ok(())
    }

    pub(super) async fn failed(&self) -> Result<(), ShopError> {
        let db = self.parts.database.reader();
        let now = self.parts.clock.now();
        store::accounts::record_failure(db, FailureScope::Email, self.email, now).await?;
        store::accounts::record_failure(db, FailureScope::Address, self.address, now).await?;
        Ok(())
    }

    /// The right password clears the account's count, not the address's: a guesser may own one account.
    pub(super) async fn forget(&self) -> Result<(), ShopError> {
        Ok(store::accounts::forget_failures(
            self.parts.database.reader(),
            FailureScope::Email,
            self.email,
        )
        .await?)
    }
}
