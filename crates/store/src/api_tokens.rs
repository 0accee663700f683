//! Tokens that merchants' programs show. Of their secret half only the hash is known.

use domain::Timestamp;
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use crate::{
    Connection, StoreError,
    row::{all, execute, from_database_time, get, one, timestamp, to_database_time},
};

#[derive(Debug, Clone)]
pub struct StoredToken {
    pub name: String,
    pub secret_hash: Vec<u8>,
    pub scopes: Vec<String>,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub is_revoked: bool,
}

const COLUMNS: &str = "name, secret_hash, scopes, created_at, expires_at, last_used_at, revoked_at IS NOT NULL AS is_revoked";

/// Fails with `api_token_name_key` when the name is taken.
pub async fn insert(
    db: &impl Connection,
    id: Uuid,
    name: &str,
    secret_hash: [u8; 32],
    scopes: Vec<String>,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    execute(
        db,
        "INSERT INTO api_token (id, name, secret_hash, scopes, created_at, expires_at) VALUES ($1, $2, $3, string_to_array($4, ','), $5, $6)",
        [
            id.into(),
            name.into(),
            secret_hash.to_vec().into(),
            scopes.join(",").into(),
            to_database_time(created_at).into(),
            expires_at.map(to_database_time).into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn find(db: &impl Connection, id: Uuid) -> Result<Option<StoredToken>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_token WHERE id = $1");
    let row = one(db, &sql, [id.into()]).await?;
    row.as_ref().map(token_of).transpose()
}

pub async fn list(db: &impl Connection) -> Result<Vec<StoredToken>, StoreError> {
    let none: [Value; 0] = [];
    let sql = format!("SELECT {COLUMNS} FROM api_token ORDER BY created_at");
    all(db, &sql, none).await?.iter().map(token_of).collect()
}

/// False: there is no such token, or it was revoked before.
pub async fn revoke(db: &impl Connection, name: &str) -> Result<bool, StoreError> {
    let sql = "UPDATE api_token SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL";
    Ok(execute(db, sql, [name.into()]).await? == 1)
}

/// Remembers the use, to the minute: a program that asks often should not write as often.
pub async fn touch(db: &impl Connection, id: Uuid) -> Result<(), StoreError> {
    execute(
        db,
        "UPDATE api_token SET last_used_at = now()
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')",
        [id.into()],
    )
    .await?;
    Ok(())
}

fn token_of(row: &QueryResult) -> Result<StoredToken, StoreError> {
    let moment = |column| {
        let at: Option<time::OffsetDateTime> = get(row, column)?;
        Ok::<_, StoreError>(at.map(from_database_time))
    };
    Ok(StoredToken {
        name: get(row, "name")?,
        secret_hash: get(row, "secret_hash")?,
        scopes: get(row, "scopes")?,
        created_at: timestamp(row, "created_at")?,
        expires_at: moment("expires_at")?,
        last_used_at: moment("last_used_at")?,
        is_revoked: get(row, "is_revoked")?,
    })
}
