//! A Postgres of the rig's own, with everything on that keeps data safe, and the ways it can end.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context as _, bail, ensure};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tokio::{
    process::{Child, Command},
    time::{Instant, sleep},
};

use super::{free_port, signal};

/// Recovery after a crash replays the log since the last checkpoint; this is plenty.
const STARTING_MAY_TAKE: Duration = Duration::from_secs(60);

pub struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    password: String,
    /// Postgres refuses to run as root; then this user and group run it.
    owner: Option<(u32, u32)>,
    postmaster: Option<Child>,
}

/// How the database is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Every process quits at once, as after `pg_ctl stop -m immediate`.
    Immediate,
    /// The postmaster alone is killed.
    Killed,
    /// Killed while a checkpoint is being written.
    InCheckpoint,
    /// Transactions are broken off, the rest is shut down in order.
    Fast,
}

impl Postgres {
    /// Makes a cluster in a folder of its own and starts it. The folder's name ends with this process's
    /// id, so that `bin/test` can take away what a killed run left behind.
    pub async fn create() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("stoa-test-chaos-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder)?;
        let owner = owner().await?;
        let mut rng: ChaCha8Rng = rand::make_rng();
        let password = format!("{:032x}", rng.random::<u128>());
        std::fs::write(folder.join("password"), &password)?;
        if let Some((user, group)) = owner {
            std::os::unix::fs::chown(&folder, Some(user), Some(group))?;
            std::os::unix::fs::chown(folder.join("password"), Some(user), Some(group))?;
        }
        let mut postgres = Self {
            programs: programs()?,
            port: free_port()?,
            password,
            owner,
            postmaster: None,
            folder,
        };
        let made = postgres
            .command("initdb")
            .arg("-D")
            .arg(postgres.data())
            .args(["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"])
            .args(["--auth=scram-sha-256", "--data-checksums", "--no-sync"])
            .arg(format!(
                "--pwfile={}",
                postgres.folder.join("password").display()
            ))
            .stdout(Stdio::null())
            .status()
            .await?;
        ensure!(made.success(), "initdb failed");
        postgres.start().await?;
        let mut admin = postgres.connect("postgres").await?;
        for role in ["stoa", "stoa_app"] {
            let sql = format!("CREATE ROLE {role} LOGIN PASSWORD '{}'", postgres.password);
            admin.execute(AssertSqlSafe(sql)).await?;
        }
        Ok(postgres)
    }

    pub async fn start(&mut self) -> anyhow::Result<()> {
        let deadline = Instant::now() + STARTING_MAY_TAKE;
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.folder.join("log"))?;
        // Backends of a killed postmaster leave a moment later, and until then its data are in use.
        while Instant::now() < deadline {
            let mut child = self
                .command("postgres")
                .arg("-D")
                .arg(self.data())
                .args(["-p", &self.port.to_string()])
                .args([
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                ])
                .args([
                    "-c",
                    "max_connections=250",
                    "-c",
                    "fsync=on",
                    "-c",
                    "synchronous_commit=on",
                ])
                .stdout(Stdio::null())
                .stderr(log.try_clone()?)
                .spawn()?;
            while Instant::now() < deadline && child.try_wait()?.is_none() {
                if let Ok(mut probe) = self.connect("postgres").await
                    && probe.ping().await.is_ok()
                {
                    self.postmaster = Some(child);
                    return Ok(());
                }
                sleep(Duration::from_millis(50)).await;
            }
            sleep(Duration::from_millis(100)).await;
        }
        bail!(
            "Postgres did not start: see {}",
            self.folder.join("log").display()
        )
    }

    /// Ends it this way. Start it again afterwards.
    pub async fn end(&mut self, ending: Ending) -> anyhow::Result<()> {
        let Some(mut child) = self.postmaster.take() else {
            return Ok(());
        };
        if ending == Ending::InCheckpoint
            && let Ok(mut admin) = self.connect("postgres").await
        {
            tokio::spawn(async move { drop(admin.execute("CHECKPOINT").await) });
            sleep(Duration::from_millis(3)).await;
        }
        let name = match ending {
            Ending::Immediate => "QUIT",
            Ending::Killed | Ending::InCheckpoint => "KILL",
            Ending::Fast => "INT",
        };
        signal(&child, name).await?;
        child.wait().await?;
        Ok(())
    }

    /// As a superuser.
    pub async fn connect(&self, database: &str) -> anyhow::Result<PgConnection> {
        let url = self.url("postgres", database);
        let connecting = PgConnection::connect(&url);
        let connection = tokio::time::timeout(Duration::from_secs(5), connecting).await??;
        Ok(connection)
    }

    pub fn url(&self, role: &str, database: &str) -> String {
        let (password, port) = (&self.password, self.port);
        format!("postgres://{role}:{password}@127.0.0.1:{port}/{database}")
    }

    /// Checks every page's checksum, which needs the cluster at rest. It stays down.
    pub async fn verify_checksums(&mut self) -> anyhow::Result<()> {
        self.end(Ending::Fast).await?;
        let checked = self
            .command("pg_checksums")
            .arg("--check")
            .arg("-D")
            .arg(self.data())
            .output()
            .await?;
        ensure!(
            checked.status.success(),
            "pg_checksums found damage: {}",
            String::from_utf8_lossy(&checked.stderr)
        );
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir("/").kill_on_drop(true).env_clear();
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Postgres {
    /// What a run leaves behind nobody looks at; its logs lie elsewhere.
    fn drop(&mut self) {
        drop(self.postmaster.take());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// The user postgres, if this is root.
async fn owner() -> anyhow::Result<Option<(u32, u32)>> {
    let id = async |arguments: &[&str]| -> anyhow::Result<u32> {
        let told = Command::new("id").args(arguments).output().await?;
        let told = String::from_utf8(told.stdout)?;
        told.trim().parse().context("id names a number")
    };
    if id(&["-u"]).await? != 0 {
        return Ok(None);
    }
    Ok(Some((
        id(&["-u", "postgres"]).await?,
        id(&["-g", "postgres"]).await?,
    )))
}

/// Debian keeps the server's programs off the path, one folder per version: the newest.
fn programs() -> anyhow::Result<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let debian = versions
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("bin"));
    let elsewhere = ["/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"].map(PathBuf::from);
    debian
        .chain(elsewhere)
        .filter(|folder| folder.join("initdb").is_file())
        .max_by_key(|folder| version(folder))
        .context("Postgres is missing: no initdb was found")
}

fn version(folder: &Path) -> u32 {
    let parent = folder.parent().and_then(Path::file_name);
    parent
        .and_then(|name| name.to_str()?.parse().ok())
        .unwrap_or(0)
}
