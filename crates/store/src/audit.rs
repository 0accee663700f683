//! Who did what by hand, and why. Written once, never changed.

use crate::{Connection, StoreError, row::execute};

pub async fn note(
    db: &impl Connection,
    actor: &str,
    action: &str,
    subject: &str,
    note: Option<&str>,
    detail: serde_json::Value,
) -> Result<(), StoreError> {
    execute(
        db,
        "INSERT INTO audit_log (actor, action, subject, note, detail) VALUES ($1, $2, $3, $4, $5)",
        [
            actor.into(),
            action.into(),
            subject.into(),
            note.into(),
            detail.into(),
        ],
    )
    .await?;
    Ok(())
}
