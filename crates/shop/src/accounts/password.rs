//! Argon2id, off the runtime's threads, few at a time.

use std::sync::LazyLock;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::{Randomness, ShopError};

/// Each hash takes 19 MiB and a core. More at once would let a flood of sign-ins take the shop down.
static SLOTS: Semaphore = Semaphore::const_new(4);

/// OWASP's minimum for Argon2id: 19 MiB, two passes, one lane.
static ARGON2: LazyLock<Argon2<'static>> = LazyLock::new(|| {
    let params =
        Params::new(19 * 1024, 2, 1, None).expect("the parameters are within Argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
});

/// What an unknown e-mail is checked against, so that it costs what a known one costs.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    hash_now(b"nobody's password", &[0x5a; 16]).expect("a fixed password and salt can be hashed")
});

pub(super) async fn hash(
    password: String,
    randomness: &dyn Randomness,
) -> Result<String, ShopError> {
    let mut salt = [0; 16];
    randomness.fill(&mut salt);
    in_a_slot(move || hash_now(password.as_bytes(), &salt))
        .await?
        .map_err(ShopError::internal)
}

/// Whether the password fits. None, for nobody, never fits and takes as long.
pub(super) async fn verify(password: String, hash: Option<String>) -> Result<bool, ShopError> {
    in_a_slot(move || {
        let known = hash.is_some();
        let hash = hash.as_deref().unwrap_or(NOBODY.as_str());
        let parsed = PasswordHash::new(hash).map_err(ShopError::internal)?;
        Ok(ARGON2.verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await?
}

async fn in_a_slot<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ShopError> {
    let slot = SLOTS.acquire().await.map_err(ShopError::internal)?;
    let done = tokio::task::spawn_blocking(work)
        .await
        .map_err(ShopError::internal)?;
    drop(slot);
    Ok(done)
}

fn hash_now(password: &[u8], salt: &[u8]) -> Result<String, argon2::password_hash::Error> {
    Ok(ARGON2.hash_password_with_salt(password, salt)?.to_string())
}
