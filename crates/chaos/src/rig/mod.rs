//! A shop to be hurt: Postgres, gateway, web and worker processes, all of them children of this one.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, ensure};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor as _, PgConnection};
use tokio::process::{Child, Command};

mod bell;
mod commands;
mod drain;
mod goods;
mod postgres;
mod program;

pub use commands::told;
pub use goods::{Goods, RARE, Shelf};
pub use postgres::{Ending, Postgres};
pub use program::Program;

const SECRET_KEY: &str = "sk_test_stoa";

/// What all suites of one run share: the programs, the cluster, and a folder for logs and journals.
pub struct Ground {
    pub seed: u64,
    pub folder: PathBuf,
    pub postgres: Postgres,
    programs: PathBuf,
    http: reqwest::Client,
    has_template: bool,
}

/// How many processes a suite wants, and what is in its shop.
#[derive(Debug, Clone)]
pub struct Plan {
    pub name: &'static str,
    pub webs: usize,
    pub workers: usize,
    pub goods: Goods,
    /// The gateway's times and dice, as its `POST /switches` takes them.
    pub dice: Value,
}

/// One suite's shop.
pub struct Rig<'g> {
    pub ground: &'g mut Ground,
    pub database: String,
    pub webs: Vec<Program>,
    pub workers: Vec<Program>,
    pub gateway: Program,
    pub web_urls: Vec<String>,
    pub gateway_url: String,
    pub gateway_journal: PathBuf,
    pub shelves: Vec<Shelf>,
    pub http: reqwest::Client,
    folder: PathBuf,
}

impl Ground {
    /// `programs` is the folder with `server` and `sandbox`.
    pub async fn prepare(programs: &Path, folder: &Path, seed: u64) -> anyhow::Result<Self> {
        for program in ["server", "sandbox"] {
            ensure!(
                programs.join(program).is_file(),
                "there is no {program} in {}: build it first (cargo build)",
                programs.display()
            );
        }
        std::fs::create_dir_all(folder)?;
        drop(rustls::crypto::ring::default_provider().install_default());
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .build()?;
        Ok(Self {
            seed,
            folder: folder.to_owned(),
            postgres: Postgres::create().await?,
            programs: programs.to_owned(),
            http,
            has_template: false,
        })
    }

    /// A migrated database of this name.
    async fn make_database(&mut self, name: &str) -> anyhow::Result<()> {
        let mut admin = self.postgres.connect("postgres").await?;
        if !self.has_template {
            admin
                .execute("CREATE DATABASE template_stoa OWNER stoa")
                .await?;
            self.server("template_stoa", &["migrate"]).await?;
            self.has_template = true;
        }
        let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        admin.execute(AssertSqlSafe(sql)).await?;
        let sql = format!("CREATE DATABASE {name} TEMPLATE template_stoa OWNER stoa");
        admin.execute(AssertSqlSafe(sql)).await?;
        Ok(())
    }

    /// Runs one command of the server to its end.
    async fn server(&self, database: &str, arguments: &[&str]) -> anyhow::Result<()> {
        let output = Command::new(self.programs.join("server"))
            .args(arguments)
            .env_clear()
            .env("DATABASE_URL", self.postgres.url("stoa_app", database))
            .env(
                "STOA_MIGRATION_DATABASE_URL",
                self.postgres.url("stoa", database),
            )
            .env("STOA_MEDIA_URL", self.folder.join("media"))
            .kill_on_drop(true)
            .output()
            .await?;
        ensure!(
            output.status.success(),
            "server {arguments:?} failed: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(())
    }
}

impl<'g> Rig<'g> {
    pub async fn open(ground: &'g mut Ground, plan: Plan) -> anyhow::Result<Self> {
        let database = format!("stoa_{}", plan.name);
        ground.make_database(&database).await?;
        let folder = ground.folder.join(plan.name);
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder)?;
        let csv = folder.join("goods.csv");
        std::fs::write(&csv, plan.goods.csv())?;
        ground
            .server(&database, &["import", &csv.to_string_lossy()])
            .await?;
        let mut admin = ground.postgres.connect(&database).await?;
        let shelves = goods::remember(&mut admin).await?;

        let gateway_url = format!("http://127.0.0.1:{}", free_port()?);
        let ports = (0..plan.webs).map(|_| free_port());
        let ports = ports.collect::<anyhow::Result<Vec<_>>>()?;
        let web_urls: Vec<_> = ports
            .iter()
            .map(|port| format!("http://127.0.0.1:{port}"))
            .collect();
        let gateway_journal = folder.join("gateway.jsonl");
        let webhooks = web_urls.first().map(|url| format!("{url}/webhooks/stripe"));
        let gateway = Program::new(
            "gateway",
            &ground.programs.join("sandbox"),
            &folder,
            format!("{gateway_url}/healthz"),
        )
        .setting(
            "STOA_SANDBOX_ADDR",
            gateway_url.trim_start_matches("http://"),
        )
        .setting("STOA_SANDBOX_WEBHOOK_URL", webhooks.unwrap_or_default())
        .setting("STOA_SANDBOX_JOURNAL", gateway_journal.to_string_lossy())
        .setting("STOA_SANDBOX_JOURNAL_FSYNC", "true")
        .setting("STOA_SANDBOX_LATENCY", "5ms..40ms");
        let mut rig = Self {
            http: ground.http.clone(),
            webs: Vec::new(),
            workers: Vec::new(),
            database,
            gateway,
            web_urls,
            gateway_url,
            gateway_journal,
            shelves,
            folder,
            ground,
        };
        rig.gateway.start()?;
        rig.gateway.ready(&rig.http).await?;
        rig.switch(&plan.dice).await?;
        for (place, port) in ports.into_iter().enumerate() {
            let program = rig.server(&format!("web-{}", place + 1), "web")?;
            rig.webs
                .push(program.setting("STOA_ADDR", format!("127.0.0.1:{port}")));
        }
        for place in 0..plan.workers {
            let program = rig.server(&format!("worker-{}", place + 1), "worker")?;
            rig.workers.push(program);
        }
        for program in rig.webs.iter_mut().chain(&mut rig.workers) {
            program.start()?;
        }
        for program in rig.webs.iter_mut().chain(&mut rig.workers) {
            program.ready(&rig.http).await?;
        }
        Ok(rig)
    }

    /// A process of the shop's in this role; not started yet.
    pub fn server(&self, name: &str, role: &str) -> anyhow::Result<Program> {
        let operations = format!("127.0.0.1:{}", free_port()?);
        let ready = format!("http://{operations}/readyz");
        let url = self.ground.postgres.url("stoa_app", &self.database);
        Ok(Program::new(
            name,
            &self.ground.programs.join("server"),
            &self.folder,
            ready,
        )
        .argument(role)
        .setting("DATABASE_URL", url)
        .setting("STOA_OPERATIONS_ADDR", operations)
        .setting(
            "STOA_PUBLIC_URL",
            self.web_urls.first().cloned().unwrap_or_default(),
        )
        .setting("STOA_STRIPE_API_URL", &self.gateway_url)
        .setting(
            "STOA_MEDIA_URL",
            self.folder.join("media").to_string_lossy(),
        )
        // Dozens of clients share one machine with everything else: they queue for connections here.
        .setting("STOA_WEB_CONNECTIONS", "12")
        .setting("STOA_MAIL_URL", self.folder.join("mails").to_string_lossy())
        .setting("STOA_LOG_FORMAT", "json")
        .setting("STOA_LOG", "warn"))
    }

    /// One more web process with this setting, at an address of its own; not started yet.
    pub fn another_web(
        &self,
        name: &str,
        setting: (&str, &str),
    ) -> anyhow::Result<(Program, String)> {
        let addr = format!("127.0.0.1:{}", free_port()?);
        let url = format!("http://{addr}");
        let program = self.server(name, "web")?.setting("STOA_ADDR", addr);
        Ok((program.setting(setting.0, setting.1), url))
    }

    /// A superuser's connection to the shop's database.
    pub async fn admin(&self) -> anyhow::Result<PgConnection> {
        self.ground.postgres.connect(&self.database).await
    }

    /// Makes the gateway slow, faulty or absent.
    pub async fn switch(&self, rule: &Value) -> anyhow::Result<()> {
        if rule.is_null() {
            return Ok(());
        }
        let url = format!("{}/switches", self.gateway_url);
        let answer = self.http.post(url).json(rule).send().await?;
        ensure!(answer.status().is_success(), "{}", answer.text().await?);
        Ok(())
    }

    /// The gateway works again as it should.
    pub async fn mend(&self) -> anyhow::Result<()> {
        let url = format!("{}/switches", self.gateway_url);
        self.http.delete(url).send().await?.error_for_status()?;
        Ok(())
    }

    /// Whatever was killed or frozen is there again.
    pub async fn restore(&mut self) -> anyhow::Result<()> {
        let everybody = self.webs.iter_mut().chain(&mut self.workers);
        for program in everybody.chain([&mut self.gateway]) {
            program.thaw().await?;
            if !program.is_running()? {
                program.start()?;
            }
            program.ready(&self.http).await?;
        }
        Ok(())
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn secret_key(&self) -> &'static str {
        SECRET_KEY
    }
}

/// Free a moment ago, and nobody else is likely to take it.
fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// To a child of ours, by its own id.
async fn signal(child: &Child, name: &str) -> anyhow::Result<()> {
    let Some(id) = child.id() else {
        return Ok(());
    };
    let sent = Command::new("kill")
        .args(["-s", name, &id.to_string()])
        .status()
        .await
        .context("there is a kill")?;
    ensure!(sent.success(), "{name} could not be sent to {id}");
    Ok(())
}
