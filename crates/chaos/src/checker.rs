//! Three truths held against each other: the clients' journal, the gateway's, and the database.

use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::Value;
use sqlx::{Executor as _, PgConnection};
use uuid::Uuid;

use crate::{
    invariants,
    journal::{Entry, Outcome},
};

/// A broken invariant with some of those who break it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    pub id: &'static str,
    pub what: &'static str,
    pub offenders: Vec<String>,
}

/// As many as a person looks at.
const SHOWN: usize = 10;

/// One movement of money, by the gateway's own journal.
#[derive(Debug, Clone)]
pub struct Movement {
    pub kind: String,
    pub order: Option<Uuid>,
    /// By which the ledger knows it, too.
    pub charge: String,
    pub amount_minor: i64,
    pub currency: String,
}

/// Puts both journals beside the shop's tables, for this connection only.
pub async fn load(
    admin: &mut PgConnection,
    clients: &[Entry],
    gateway: &[Movement],
    letters: &[String],
) -> anyhow::Result<()> {
    admin
        .execute(
            "CREATE TEMPORARY TABLE cj (op text, request text, outcome text, order_key text);
             CREATE TEMPORARY TABLE gw (kind text, order_id uuid, charge_id text, amount_minor bigint, currency text,
                 currency_of_order text);
             CREATE TEMPORARY TABLE letters (id text)",
        )
        .await?;
    sqlx::query("INSERT INTO letters SELECT unnest($1::text[])")
        .bind(letters)
        .execute(&mut *admin)
        .await?;
    let heard: Vec<_> = clients
        .iter()
        .filter(|entry| entry.outcome != Outcome::Invoke)
        .collect();
    let column = |text: fn(&Entry) -> Option<String>| {
        heard.iter().map(|entry| text(entry)).collect::<Vec<_>>()
    };
    sqlx::query(
        "INSERT INTO cj SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])",
    )
    .bind(column(|entry| Some(entry.op.to_owned())))
    .bind(column(|entry| Some(entry.request.clone())))
    .bind(column(|entry| {
        Some(format!("{:?}", entry.outcome).to_lowercase())
    }))
    .bind(column(|entry| entry.order.clone()))
    .execute(&mut *admin)
    .await?;
    sqlx::query(
        "INSERT INTO gw SELECT g.kind, g.order_id, g.charge_id, g.amount_minor, upper(g.currency), o.currency
         FROM unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::text[])
             AS g (kind, order_id, charge_id, amount_minor, currency)
         LEFT JOIN orders o ON o.id = g.order_id",
    )
    .bind(gateway.iter().map(|one| one.kind.clone()).collect::<Vec<_>>())
    .bind(gateway.iter().map(|one| one.order).collect::<Vec<_>>())
    .bind(gateway.iter().map(|one| one.charge.clone()).collect::<Vec<_>>())
    .bind(gateway.iter().map(|one| one.amount_minor).collect::<Vec<_>>())
    .bind(gateway.iter().map(|one| one.currency.clone()).collect::<Vec<_>>())
    .execute(admin)
    .await?;
    Ok(())
}

/// Asks every invariant. Nothing found: all of them hold.
pub async fn breaches(admin: &mut PgConnection) -> anyhow::Result<Vec<Breach>> {
    let mut found = Vec::new();
    for invariant in invariants::all() {
        let offenders: Vec<Option<String>> = sqlx::query_scalar(invariant.sql)
            .fetch_all(&mut *admin)
            .await
            .with_context(|| format!("{} can't be asked", invariant.id))?;
        if !offenders.is_empty() {
            found.push(Breach {
                id: invariant.id,
                what: invariant.breach,
                offenders: offenders
                    .into_iter()
                    .map(Option::unwrap_or_default)
                    .collect(),
            });
        }
    }
    Ok(found)
}

/// Ends the run if anything is broken, and says what.
pub fn must_hold(breaches: &[Breach]) -> anyhow::Result<()> {
    if breaches.is_empty() {
        return Ok(());
    }
    let mut told = String::new();
    for Breach {
        id,
        what,
        offenders,
    } in breaches
    {
        told.push_str(&format!("\n{id}: {what} ({})", offenders.len()));
        for offender in offenders.iter().take(SHOWN) {
            told.push_str(&format!("\n    {offender}"));
        }
    }
    bail!("{told}")
}

/// The movements of money in a gateway's journal file.
pub fn movements_in(journal: &Path) -> anyhow::Result<Vec<Movement>> {
    let text = std::fs::read_to_string(journal)
        .with_context(|| format!("the gateway's journal {} can't be read", journal.display()))?;
    let lines = text.lines();
    // A line that a kill cut short was never answered for.
    let entries = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(entries.filter_map(|entry| movement(&entry)).collect())
}

/// The Message-IDs of what was posted into a folder, one for each sending.
pub fn letters_in(folder: &Path) -> anyhow::Result<Vec<String>> {
    let Ok(files) = std::fs::read_dir(folder) else {
        // Nothing was posted.
        return Ok(Vec::new());
    };
    let mut letters = Vec::new();
    for file in files {
        let path = file?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let letter: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
            let id = letter["id"].as_str().context("a mail has an id")?;
            letters.push(id.to_owned());
        }
    }
    Ok(letters)
}

/// None for what moved no money.
pub fn movement(entry: &Value) -> Option<Movement> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let kind = text(&entry["kind"])?;
    if !matches!(kind.as_str(), "capture" | "refund") {
        return None;
    }
    let name = if kind == "refund" { "refund" } else { "intent" };
    Some(Movement {
        kind,
        order: entry["metadata"]["order"]
            .as_str()
            .and_then(|id| id.parse().ok()),
        charge: text(&entry[name]).unwrap_or_default(),
        amount_minor: entry["amount"].as_i64().unwrap_or_default(),
        currency: text(&entry["currency"]).unwrap_or_default(),
    })
}
