//! A process of the shop's, or its gateway: started, killed, stopped and started again.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::Context as _;
use tokio::{
    process::{Child, Command},
    time::{Instant, sleep},
};

use super::signal;

const STARTING_MAY_TAKE: Duration = Duration::from_secs(30);

pub struct Program {
    name: String,
    path: PathBuf,
    arguments: Vec<String>,
    environment: BTreeMap<String, String>,
    log: PathBuf,
    /// Answers once the program is ready.
    ready: String,
    child: Option<Child>,
}

impl Program {
    pub fn new(name: &str, path: &Path, logs: &Path, ready: String) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            arguments: Vec::new(),
            environment: BTreeMap::new(),
            log: logs.join(format!("{name}.log")),
            ready,
            child: None,
        }
    }

    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub fn setting(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Counts from the next start on.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.environment.insert(name.to_owned(), value.into());
    }

    pub fn unset(&mut self, name: &str) {
        self.environment.remove(name);
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Starts it with nothing of this process's environment. Does not wait for it.
    pub fn start(&mut self) -> anyhow::Result<()> {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(&self.log)?;
        let child = Command::new(&self.path)
            .args(&self.arguments)
            .env_clear()
            .envs(&self.environment)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} can't be started", self.path.display()))?;
        self.child = Some(child);
        Ok(())
    }

    pub async fn ready(&mut self, http: &reqwest::Client) -> anyhow::Result<()> {
        let deadline = Instant::now() + STARTING_MAY_TAKE;
        while Instant::now() < deadline {
            if let Ok(answer) = http.get(&self.ready).send().await
                && answer.status().is_success()
            {
                return Ok(());
            }
            // Who is started while the database is away ends again, and its supervisor tries once more.
            if !self.is_running()? {
                sleep(Duration::from_millis(500)).await;
                self.start()?;
            }
            sleep(Duration::from_millis(40)).await;
        }
        anyhow::bail!("{} is not ready: see {}", self.name, self.log.display())
    }

    pub fn is_running(&mut self) -> anyhow::Result<bool> {
        Ok(match &mut self.child {
            Some(child) => child.try_wait()?.is_none(),
            None => false,
        })
    }

    /// The way a machine dies: nothing is finished, nothing is said.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill().await?;
        }
        Ok(())
    }

    /// Asks it to end and waits. Says how long that took.
    pub async fn terminate(&mut self) -> anyhow::Result<Duration> {
        let begun = Instant::now();
        if let Some(mut child) = self.child.take() {
            signal(&child, "TERM").await?;
            tokio::time::timeout(Duration::from_secs(40), child.wait())
                .await
                .with_context(|| format!("{} would not end", self.name))??;
        }
        Ok(begun.elapsed())
    }

    /// It holds still, and for everybody else it is silent.
    pub async fn freeze(&self) -> anyhow::Result<()> {
        self.signal("STOP").await
    }

    pub async fn thaw(&self) -> anyhow::Result<()> {
        self.signal("CONT").await
    }

    async fn signal(&self, name: &str) -> anyhow::Result<()> {
        match &self.child {
            Some(child) => signal(child, name).await,
            None => Ok(()),
        }
    }
}
