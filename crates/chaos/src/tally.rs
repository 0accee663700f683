//! The running tally: one line for each suite that ran, only ever appended.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use serde::Serialize;

/// What one suite did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Deeds {
    pub orders: u64,
    /// SIGKILLs of our processes, endings of Postgres, aborts at a crash point: each a chance to lose something.
    pub kills: u64,
    /// Races, crash cells, histories, states: whatever the suite counts.
    pub cases: u64,
    /// In words, what else a reader wants to know.
    pub note: String,
}

#[derive(Serialize)]
struct Line<'a> {
    at: String,
    commit: &'a str,
    suite: &'a str,
    seed: u64,
    full: bool,
    passed: bool,
    seconds: f64,
    #[serde(flatten)]
    deeds: &'a Deeds,
}

pub struct Tally {
    path: Option<PathBuf>,
    commit: String,
    seed: u64,
    full: bool,
}

impl Tally {
    /// Without a path nothing is written.
    pub fn open(path: Option<PathBuf>, seed: u64, full: bool) -> Self {
        let told = std::process::Command::new("git")
            .args(["rev-parse", "--short", "HEAD"])
            .output();
        let commit = told
            .ok()
            .and_then(|told| String::from_utf8(told.stdout).ok());
        Self {
            path,
            commit: commit.unwrap_or_default().trim().to_owned(),
            seed,
            full,
        }
    }

    pub fn append(
        &self,
        suite: &str,
        passed: bool,
        took: Duration,
        deeds: &Deeds,
    ) -> anyhow::Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let line = Line {
            at: now(),
            commit: &self.commit,
            suite,
            seed: self.seed,
            full: self.full,
            passed,
            seconds: (took.as_secs_f64() * 10.0).round() / 10.0,
            deeds,
        };
        let mut file = File::options()
            .create(true)
            .append(true)
            .open(path)
            .with_context(|| format!("the tally {} can't be written", path.display()))?;
        writeln!(file, "{}", serde_json::to_string(&line)?)?;
        Ok(())
    }
}

/// What all runs of a tally come to, and what that proves.
pub fn total(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the tally {} can't be read", path.display()))?;
    let lines = text
        .lines()
        .map(serde_json::from_str::<serde_json::Value>)
        .collect::<Result<Vec<_>, _>>()?;
    let (passed, failed): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line["passed"] == true);
    let sum = |field: &str| -> u64 { passed.iter().filter_map(|line| line[field].as_u64()).sum() };
    let kills = sum("kills");
    // With no loss in n independent kills, a rate above 3/n would have shown with 95 % certainty.
    let bound = 300.0 / kills.max(1) as f64;
    Ok(format!(
        "{} passes, {} failures; {} orders, {kills} kills without a loss: less than {bound:.2} % of kills lose anything (95 %)",
        passed.len(),
        failed.len(),
        sum("orders")
    ))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a line of the tally says when it was written; nothing depends on it"
)]
fn now() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let millis = since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0));
    domain::Timestamp::from_unix_millis(millis).to_string()
}
