//! A database for one test, copied from a migrated template.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row};
use url::Url;
use uuid::Uuid;

/// The maintenance database of a server that tests may fill: `bin/test` starts one and sets this.
const SETTING: &str = "STOA_TEST_DATABASE_URL";
const DEFAULT_URL: &str = "postgres://postgres@127.0.0.1:54321/postgres";
/// The role the shop runs as: it may not change the schema, in tests as in production.
const APP_ROLE: &str = "stoa_app";
const APP_PASSWORD: &str = "stoa_app";
/// Any number; tests in several processes make the template once.
const LOCK: i64 = 0x7465_7374;

#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    server: Url,
}

impl TestDatabase {
    /// A fresh, migrated, empty database.
    pub async fn create() -> Self {
        let server = server_url();
        let template = format!("stoa_template_{:016x}", migrations::fingerprint());
        make_template(&server, &template).await;
        let name = format!("stoa_test_{}", random_name());
        let mut admin = connect(&server).await;
        admin
            .execute(AssertSqlSafe(format!(
                "CREATE DATABASE {name} TEMPLATE {template}"
            )))
            .await
            .expect("a database can be copied from the template");
        Self { name, server }
    }

    /// As the shop connects: a role without rights over the schema.
    pub fn url(&self) -> String {
        let mut url = self.owner();
        url.set_username(APP_ROLE)
            .expect("a Postgres address has a user");
        url.set_password(Some(APP_PASSWORD))
            .expect("a Postgres address has a password");
        url.into()
    }

    /// As migrations connect.
    pub fn owner_url(&self) -> String {
        self.owner().into()
    }

    /// A connection that may do anything: look behind the curtain, or break something on purpose.
    pub async fn connect(&self) -> PgConnection {
        connect(&self.owner()).await
    }

    fn owner(&self) -> Url {
        let mut url = self.server.clone();
        url.set_path(&self.name);
        url
    }
}

/// Drops the database even when the test failed; nobody has to look at the leftovers of a passed one.
impl Drop for TestDatabase {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let server = self.server.clone();
        // Its own thread and runtime: the test's runtime may be the one that is going down.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let mut admin = PgConnection::connect(server.as_str())
                    .await
                    .map_err(std::io::Error::other)?;
                admin
                    .execute(AssertSqlSafe(statement))
                    .await
                    .map_err(std::io::Error::other)
            })
        });
        if !matches!(dropping.join(), Ok(Ok(_))) {
            eprintln!("the test database {} could not be dropped", self.name);
        }
    }
}

async fn make_template(server: &Url, template: &str) {
    let mut admin = connect(server).await;
    admin
        .execute(sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK))
        .await
        .expect("the lock is free in the end");
    let exists = sqlx::query("SELECT datallowconn FROM pg_database WHERE datname = $1")
        .bind(template)
        .fetch_optional(&mut admin)
        .await
        .expect("the catalogue can be read");
    // Connections are forbidden as the very last step, so a template that allows them is unfinished.
    match exists.map(|row| row.get::<bool, _>(0)) {
        Some(false) => {}
        Some(true) | None => {
            let roles = format!(
                "DO $$ BEGIN CREATE ROLE {APP_ROLE} LOGIN PASSWORD '{APP_PASSWORD}';
                 EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            );
            for statement in [
                roles,
                format!("DROP DATABASE IF EXISTS {template} WITH (FORCE)"),
                format!("CREATE DATABASE {template}"),
            ] {
                admin
                    .execute(AssertSqlSafe(statement))
                    .await
                    .expect("the test server lets us make databases");
            }
            let mut url = server.clone();
            url.set_path(template);
            migrations::up(url.as_str(), Some(APP_ROLE))
                .await
                .expect("the migrations run on an empty database");
            admin
                .execute(AssertSqlSafe(format!(
                    "ALTER DATABASE {template} ALLOW_CONNECTIONS false"
                )))
                .await
                .expect("the template can be closed");
        }
    }
    admin.close().await.expect("closing gives the lock back");
}

async fn connect(url: &Url) -> PgConnection {
    let connecting =
        tokio::time::timeout(Duration::from_secs(10), PgConnection::connect(url.as_str())).await;
    match connecting {
        Ok(Ok(connection)) => connection,
        _ => panic!(
            "no Postgres for tests at {}: start one, or set {SETTING}",
            url.host_str().unwrap_or_default()
        ),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are configured by the script that starts their database"
)]
fn server_url() -> Url {
    let url = std::env::var(SETTING).unwrap_or_else(|_| DEFAULT_URL.to_owned());
    url.parse()
        .unwrap_or_else(|_| panic!("{SETTING} is not an address: {url}"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "databases of parallel runs must differ; this is not the shop's randomness"
)]
fn random_name() -> String {
    Uuid::new_v4().simple().to_string()
}
