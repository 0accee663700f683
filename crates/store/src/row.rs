//! Reading rows of plain SQL. Statements are text with `$1…`; values are always bound.

use domain::{CalendarDate, Currency, Money, Timestamp};
use sea_orm::{DbBackend, QueryResult, Statement, TryGetable, Value};
use time::OffsetDateTime;

use crate::{Connection, StoreError};

pub(crate) fn statement(sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

pub(crate) async fn all(
    db: &impl Connection,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    Ok(db.query_all_raw(statement(sql, values)).await?)
}

pub(crate) async fn one(
    db: &impl Connection,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>, StoreError> {
    Ok(db.query_one_raw(statement(sql, values)).await?)
}

/// Runs a statement and says how many rows it touched.
pub(crate) async fn execute(
    db: &impl Connection,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, StoreError> {
    Ok(db
        .execute_raw(statement(sql, values))
        .await?
        .rows_affected())
}

/// A column, by name, with the table in the error.
pub(crate) fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, StoreError> {
    row.try_get("", column).map_err(StoreError::from)
}

/// A column of text that the domain parses.
pub(crate) fn parse<T>(
    row: &QueryResult,
    table: &'static str,
    column: &str,
) -> Result<T, StoreError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    get::<String>(row, column)?
        .trim_end()
        .parse()
        .map_err(|error| StoreError::corrupt(table, format!("{column}: {error}")))
}

/// A column of JSON that the domain reads.
pub(crate) fn json<T: serde::de::DeserializeOwned>(
    row: &QueryResult,
    table: &'static str,
    column: &str,
) -> Result<T, StoreError> {
    let value: serde_json::Value = get(row, column)?;
    serde_json::from_value(value)
        .map_err(|error| StoreError::corrupt(table, format!("{column}: {error}")))
}

/// A column of JSON that may be null.
pub(crate) fn optional_json<T: serde::de::DeserializeOwned>(
    row: &QueryResult,
    table: &'static str,
    column: &str,
) -> Result<Option<T>, StoreError> {
    let value: Option<serde_json::Value> = get(row, column)?;
    value
        .map(serde_json::from_value)
        .transpose()
        .map_err(|error| StoreError::corrupt(table, format!("{column}: {error}")))
}

/// An amount in minor units, with the currency of the same row.
pub(crate) fn money(
    row: &QueryResult,
    column: &str,
    currency: Currency,
) -> Result<Money, StoreError> {
    Ok(Money::new(get(row, column)?, currency))
}

pub(crate) fn timestamp(row: &QueryResult, column: &str) -> Result<Timestamp, StoreError> {
    get::<OffsetDateTime>(row, column).map(from_database_time)
}

pub(crate) fn from_database_time(moment: OffsetDateTime) -> Timestamp {
    let millis = moment.unix_timestamp_nanos().div_euclid(1_000_000);
    Timestamp::from_unix_millis(i64::try_from(millis).unwrap_or(i64::MAX))
}

pub(crate) fn to_database_time(moment: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(moment.unix_millis()) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

pub(crate) fn from_calendar_date(date: time::Date) -> CalendarDate {
    CalendarDate {
        year: date.year(),
        month: date.month().into(),
        day: date.day(),
    }
}

pub(crate) fn to_calendar_date(date: CalendarDate) -> Result<time::Date, StoreError> {
    time::Month::try_from(date.month)
        .and_then(|month| time::Date::from_calendar_date(date.year, month, date.day))
        .map_err(|error| StoreError::corrupt("orders", error))
}
