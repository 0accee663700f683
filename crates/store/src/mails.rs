//! Mails to shoppers: one row each, from the moment they are necessary.
//!
//! Every statement that moves a mail names the states it may move from, so that of two runners that came
//! for the same mail one finds nothing left to do.

use std::time::Duration;

use domain::{Email, MailId, OrderId, mail::Mail};
use sea_orm::Value;

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, json, one, parse},
};

/// A mail that was claimed to be sent.
#[derive(Debug, Clone)]
pub struct ClaimedMail {
    pub id: MailId,
    pub order: OrderId,
    pub mail: Mail,
    pub recipient: Email,
    /// This one included.
    pub tries: u32,
}

/// How many mails wait, and how many of them for longer than they should.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    pub all: u64,
    pub late: u64,
}

/// Writes a mail down, or one that was dropped up again, since it is so once more. None: the order has one of
/// this kind already.
pub async fn insert(
    tx: &Tx,
    id: MailId,
    order: OrderId,
    recipient: &Email,
    mail: &Mail,
) -> Result<Option<MailId>, StoreError> {
    let content = serde_json::to_value(mail).map_err(|error| StoreError::corrupt("mail", error))?;
    let row = one(
        tx,
        "INSERT INTO mail (id, order_id, kind, content, recipient, next_try_at) VALUES ($1, $2, $3, $4, $5, now())
         ON CONFLICT ON CONSTRAINT mail_one_per_order_and_kind DO UPDATE
            SET state = 'queued', content = EXCLUDED.content, tries = 0, queued_at = now(), next_try_at = now()
            WHERE mail.state = 'dropped'
         RETURNING id",
        [
            id.0.into(),
            order.0.into(),
            mail.key().into(),
            content.into(),
            recipient.as_str().into(),
        ],
    )
    .await?;
    row.map(|row| Ok(MailId(get(&row, "id")?))).transpose()
}

/// Claims a mail that is due: nobody else sends it before `lease` is over. None: it is not due, or done.
pub async fn claim(
    db: &impl Connection,
    mail: MailId,
    lease: Duration,
) -> Result<Option<ClaimedMail>, StoreError> {
    let row = one(
        db,
        "UPDATE mail SET state = 'sending', tries = tries + 1, next_try_at = now() + make_interval(secs => $2)
         WHERE id = $1 AND state IN ('queued', 'sending') AND next_try_at <= now()
         RETURNING id, order_id, content, recipient, tries",
        [mail.0.into(), lease.as_secs_f64().into()],
    )
    .await?;
    row.map(|row| {
        Ok(ClaimedMail {
            id: MailId(get(&row, "id")?),
            order: OrderId(get(&row, "order_id")?),
            mail: json(&row, "mail", "content")?,
            recipient: parse(&row, "mail", "recipient")?,
            tries: u32::try_from(get::<i32>(&row, "tries")?).unwrap_or(u32::MAX),
        })
    })
    .transpose()
}

/// A mail server has taken it.
pub async fn mark_sent(db: &impl Connection, mail: MailId) -> Result<(), StoreError> {
    end(db, mail, "sent", None).await
}

/// What it says is no longer so.
pub async fn drop(db: &impl Connection, mail: MailId) -> Result<(), StoreError> {
    end(db, mail, "dropped", None).await
}

/// It can't be sent, now or later.
pub async fn fail(db: &impl Connection, mail: MailId, error: &str) -> Result<(), StoreError> {
    end(db, mail, "failed", Some(error)).await
}

async fn end(
    db: &impl Connection,
    mail: MailId,
    state: &'static str,
    error: Option<&str>,
) -> Result<(), StoreError> {
    execute(
        db,
        "UPDATE mail SET state = $2, last_error = COALESCE($3, last_error), next_try_at = NULL,
            sent_at = CASE WHEN $2 = 'sent' THEN now() END
         WHERE id = $1 AND state = 'sending'",
        [mail.0.into(), state.into(), error.into()],
    )
    .await?;
    Ok(())
}

/// It could not be sent; it is tried again later. False: it is at its end meanwhile.
pub async fn postpone(
    tx: &Tx,
    mail: MailId,
    error: &str,
    pause: Duration,
) -> Result<bool, StoreError> {
    let postponed = execute(
        tx,
        "UPDATE mail SET state = 'queued', last_error = $2, next_try_at = now() + make_interval(secs => $3)
         WHERE id = $1 AND state = 'sending'",
        [mail.0.into(), error.into(), pause.as_secs_f64().into()],
    )
    .await?;
    Ok(postponed == 1)
}

/// Mails that it is time for, with how often they were tried; those whose sender died among them.
pub async fn due(db: &impl Connection) -> Result<Vec<(MailId, i32)>, StoreError> {
    let none: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT id, tries FROM mail WHERE state IN ('queued', 'sending') AND next_try_at <= now() ORDER BY next_try_at LIMIT 500",
        none,
    )
    .await?;
    rows.iter()
        .map(|row| Ok((MailId(get(row, "id")?), get(row, "tries")?)))
        .collect()
}

/// Old news is no news: what could not be sent for this long is not sent any more.
pub async fn give_up(db: &impl Connection, age: Duration) -> Result<u64, StoreError> {
    execute(
        db,
        "UPDATE mail SET state = 'failed', next_try_at = NULL
         WHERE (state = 'queued' OR state = 'sending' AND next_try_at <= now()) AND queued_at <= now() - make_interval(secs => $1)",
        [age.as_secs_f64().into()],
    )
    .await
}

pub async fn waiting(db: &impl Connection, late_after: Duration) -> Result<Waiting, StoreError> {
    let row = one(
        db,
        "SELECT count(*) AS total, count(*) FILTER (WHERE queued_at <= now() - make_interval(secs => $1)) AS late
         FROM mail WHERE state IN ('queued', 'sending')",
        [late_after.as_secs_f64().into()],
    )
    .await?;
    let count = |row: &sea_orm::QueryResult, column| {
        Ok::<_, StoreError>(u64::try_from(get::<i64>(row, column)?).unwrap_or_default())
    };
    row.map_or(Ok(Waiting::default()), |row| {
        Ok(Waiting {
            all: count(&row, "total")?,
            late: count(&row, "late")?,
        })
    })
}
