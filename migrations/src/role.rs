//! What the running shop may do: read and write rows, never change the schema, never rewrite history.

use sqlx::{Executor, PgPool};

use crate::MigrationError;

/// Tables whose rows are written once.
const APPEND_ONLY: &str = "order_event, ledger_tx, ledger_entry, stock_movement, invoice";
/// Tables that only a migration writes.
const FIXED: &str = "order_transition, ledger_account, location";

/// Grants an existing role what the shop needs. Run after every migration, so new tables are covered.
pub(crate) async fn grant(pool: &PgPool, role: &str) -> Result<(), MigrationError> {
    let known =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if role.is_empty() || !role.chars().all(known) {
        return Err(MigrationError::RoleName(role.to_owned()));
    }
    // A role's name can't be a parameter; the check above is what makes this text safe.
    // Functions in public are open to every role anyway, and those of extensions are not ours to grant.
    let statements = format!(
        "GRANT USAGE ON SCHEMA public, apalis TO {role};
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, apalis TO {role};
         GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, apalis TO {role};
         GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA apalis TO {role};
         REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {role};
         REVOKE INSERT, UPDATE, DELETE ON {FIXED}, seaql_migrations FROM {role};
         REVOKE CREATE ON SCHEMA public, apalis FROM {role}"
    );
    pool.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(statements)))
        .await?;
    Ok(())
}
