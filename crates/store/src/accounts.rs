//! Accounts, sessions, failed sign-ins, addresses.

use domain::{
    AccountId, AddressId, Email, Timestamp,
    account::{Role, SavedAddress, Viewer},
    checkout::PostalAddress,
};
use sea_orm::QueryResult;

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, json, one, parse, to_database_time},
};

/// What sign-in needs to know of an account.
pub struct Credentials {
    pub viewer: Viewer,
    pub password_hash: String,
}

/// What guesses are counted by; all of it is stored hashed.
#[derive(Debug, Clone, Copy)]
pub enum FailureScope {
    /// Passwords for one account, and from one place.
    Email,
    Address,
    /// E-mails for one order, and from one place.
    OrderNumber,
    OrderAddress,
}

/// The account with its role as given. Fails with `account_email_key` when the e-mail is taken.
pub async fn create(
    tx: &Tx,
    viewer: &Viewer,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute(
        tx,
        "INSERT INTO account (id, email, name, role, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            viewer.account.0.into(),
            viewer.email.as_str().into(),
            viewer.name.as_str().into(),
            role_name(viewer.role).into(),
            password_hash.into(),
            to_database_time(now).into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn find_credentials(
    db: &impl Connection,
    email: &Email,
) -> Result<Option<Credentials>, StoreError> {
    let row = one(
        db,
        "SELECT id, email, name, role, password_hash FROM account WHERE email = $1",
        [email.as_str().into()],
    )
    .await?;
    row.map(|row| {
        Ok(Credentials {
            viewer: viewer_of(&row)?,
            password_hash: get(&row, "password_hash")?,
        })
    })
    .transpose()
}

pub async fn update_password_hash(
    db: &impl Connection,
    account: AccountId,
    hash: &str,
) -> Result<(), StoreError> {
    execute(
        db,
        "UPDATE account SET password_hash = $2 WHERE id = $1",
        [account.0.into(), hash.into()],
    )
    .await?;
    Ok(())
}

pub async fn create_session(
    tx: &Tx,
    token_hash: [u8; 32],
    account: AccountId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    execute(
        tx,
        "INSERT INTO session (token_hash, account_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)",
        [
            token_hash.to_vec().into(),
            account.0.into(),
            to_database_time(now).into(),
            to_database_time(expires_at).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Who the session belongs to, unless it has expired or slept since `idle_since`.
pub async fn find_viewer(
    db: &impl Connection,
    token_hash: [u8; 32],
    now: Timestamp,
    idle_since: Timestamp,
) -> Result<Option<Viewer>, StoreError> {
    let row = one(
        db,
        "SELECT account.id, email, name, role FROM session JOIN account ON account.id = account_id
         WHERE token_hash = $1 AND expires_at > $2 AND last_seen_at > $3",
        [
            token_hash.to_vec().into(),
            to_database_time(now).into(),
            to_database_time(idle_since).into(),
        ],
    )
    .await?;
    row.map(|row| viewer_of(&row)).transpose()
}

/// Notes that the session is in use, at most once a minute: reading pages must not write rows.
pub async fn touch_session(
    db: &impl Connection,
    token_hash: [u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    execute(
        db,
        "UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2 - interval '1 minute'",
        [token_hash.to_vec().into(), to_database_time(now).into()],
    )
    .await?;
    Ok(())
}

pub async fn delete_session(db: &impl Connection, token_hash: [u8; 32]) -> Result<(), StoreError> {
    execute(
        db,
        "DELETE FROM session WHERE token_hash = $1",
        [token_hash.to_vec().into()],
    )
    .await?;
    Ok(())
}

pub async fn record_failure(
    db: &impl Connection,
    scope: FailureScope,
    key: [u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    execute(
        db,
        "INSERT INTO sign_in_failure (scope, key, failed_at) VALUES ($1, $2, $3)",
        [
            scope.name().into(),
            key.to_vec().into(),
            to_database_time(now).into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn count_failures(
    db: &impl Connection,
    scope: FailureScope,
    key: [u8; 32],
    since: Timestamp,
) -> Result<u32, StoreError> {
    let row = one(
        db,
        "SELECT count(*) AS failures FROM sign_in_failure WHERE scope = $1 AND key = $2 AND failed_at > $3",
        [scope.name().into(), key.to_vec().into(), to_database_time(since).into()],
    )
    .await?;
    let failures: i64 = row
        .map(|row| get(&row, "failures"))
        .transpose()?
        .unwrap_or_default();
    Ok(u32::try_from(failures).unwrap_or(u32::MAX))
}

pub async fn forget_failures(
    db: &impl Connection,
    scope: FailureScope,
    key: [u8; 32],
) -> Result<(), StoreError> {
    execute(
        db,
        "DELETE FROM sign_in_failure WHERE scope = $1 AND key = $2",
        [scope.name().into(), key.to_vec().into()],
    )
    .await?;
    Ok(())
}

/// Deletes what no longer counts: failures and sessions that ended before the given time.
pub async fn prune(
    db: &impl Connection,
    failures_before: Timestamp,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let failures = execute(
        db,
        "DELETE FROM sign_in_failure WHERE failed_at < $1",
        [to_database_time(failures_before).into()],
    )
    .await?;
    let sessions = execute(
        db,
        "DELETE FROM session WHERE expires_at < $1",
        [to_database_time(now).into()],
    )
    .await?;
    Ok(failures + sessions)
}

/// The default first, then the newest.
pub async fn list_addresses(
    db: &impl Connection,
    account: AccountId,
) -> Result<Vec<SavedAddress>, StoreError> {
    let rows = all(
        db,
        "SELECT id, address, is_default FROM address WHERE account_id = $1 ORDER BY is_default DESC, created_at DESC, id",
        [account.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SavedAddress {
                id: AddressId(get(row, "id")?),
                address: json(row, "address", "address")?,
                is_default: get(row, "is_default")?,
            })
        })
        .collect()
}

/// Adds an address; an account's first one becomes its default.
pub async fn create_address(
    tx: &Tx,
    id: AddressId,
    account: AccountId,
    address: &PostalAddress,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute(
        tx,
        "INSERT INTO address (id, account_id, address, is_default, created_at)
         SELECT $1, $2, $3, NOT EXISTS (SELECT 1 FROM address WHERE account_id = $2), $4",
        [
            id.0.into(),
            account.0.into(),
            to_json(address)?.into(),
            to_database_time(now).into(),
        ],
    )
    .await?;
    Ok(())
}

/// False when the account has no such address.
pub async fn update_address(
    tx: &Tx,
    id: AddressId,
    account: AccountId,
    address: &PostalAddress,
) -> Result<bool, StoreError> {
    let updated = execute(
        tx,
        "UPDATE address SET address = $3 WHERE id = $1 AND account_id = $2",
        [id.0.into(), account.0.into(), to_json(address)?.into()],
    )
    .await?;
    Ok(updated == 1)
}

/// Deletes an address; if it was the default the newest of the others takes its place.
pub async fn delete_address(
    tx: &Tx,
    id: AddressId,
    account: AccountId,
) -> Result<bool, StoreError> {
    let deleted = execute(
        tx,
        "DELETE FROM address WHERE id = $1 AND account_id = $2",
        [id.0.into(), account.0.into()],
    )
    .await?;
    execute(
        tx,
        "UPDATE address SET is_default = true
         WHERE id = (SELECT id FROM address WHERE account_id = $1 ORDER BY created_at DESC, id LIMIT 1)
           AND NOT EXISTS (SELECT 1 FROM address WHERE account_id = $1 AND is_default)",
        [account.0.into()],
    )
    .await?;
    Ok(deleted == 1)
}

/// False when the account has no such address; the old default stays then.
pub async fn set_default_address(
    tx: &Tx,
    id: AddressId,
    account: AccountId,
) -> Result<bool, StoreError> {
    // In this order, because only one row may be the default at any moment.
    execute(
        tx,
        "UPDATE address SET is_default = false WHERE account_id = $2 AND is_default AND id <> $1
           AND EXISTS (SELECT 1 FROM address WHERE id = $1 AND account_id = $2)",
        [id.0.into(), account.0.into()],
    )
    .await?;
    let updated = execute(
        tx,
        "UPDATE address SET is_default = true WHERE id = $1 AND account_id = $2",
        [id.0.into(), account.0.into()],
    )
    .await?;
    Ok(updated == 1)
}

/// Gives an account the orders that its e-mail placed as a guest, when it was made from one of them.
pub async fn adopt_order(tx: &Tx, account: AccountId, order_key: &str) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE orders SET account_id = $1 WHERE key = $2 AND account_id IS NULL",
        [account.0.into(), order_key.into()],
    )
    .await?;
    Ok(())
}

impl FailureScope {
    const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Address => "address",
            Self::OrderNumber => "order_number",
            Self::OrderAddress => "order_address",
        }
    }
}

fn viewer_of(row: &QueryResult) -> Result<Viewer, StoreError> {
    let role = match get::<String>(row, "role")?.as_str() {
        "shopper" => Role::Shopper,
        "merchant" => Role::Merchant,
        other => return Err(StoreError::corrupt("account", format!("role {other}"))),
    };
    Ok(Viewer {
        account: AccountId(get(row, "id")?),
        email: parse(row, "account", "email")?,
        name: get(row, "name")?,
        role,
    })
}

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Shopper => "shopper",
        Role::Merchant => "merchant",
    }
}

fn to_json(address: &PostalAddress) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(address).map_err(|error| StoreError::corrupt("address", error))
}
