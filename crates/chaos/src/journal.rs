//! What clients did and heard, as JSON lines: `invoke`, then `ok`, `fail` or `info`. An `info` may have
//! happened or not; an `ok` must have.

use std::{fs::File, io::Write as _, path::Path, sync::Mutex};

use anyhow::Context as _;
use serde::Serialize;
use tokio::time::Instant;

pub struct Journal {
    begun: Instant,
    pages: Mutex<Pages>,
}

struct Pages {
    file: File,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Invoke,
    Ok,
    Fail,
    Info,
}

/// One line. An operation's lines have the same request key.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub at_ms: u64,
    pub client: u32,
    pub op: &'static str,
    pub request: String,
    pub outcome: Outcome,
    /// The key of the order that it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Why it was refused, or what kept the answer away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Journal {
    pub fn create(path: &Path) -> anyhow::Result<Self> {
        let file = File::create(path)
            .with_context(|| format!("the journal {} can't be made", path.display()))?;
        Ok(Self {
            begun: Instant::now(),
            pages: Mutex::new(Pages {
                file,
                entries: Vec::new(),
            }),
        })
    }

    pub fn note(
        &self,
        client: u32,
        op: &'static str,
        request: &str,
        outcome: Outcome,
        order: Option<&str>,
        code: Option<&str>,
    ) {
        let at_ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let entry = Entry {
            at_ms,
            client,
            op,
            request: request.to_owned(),
            outcome,
            order: order.map(str::to_owned),
            code: code.map(str::to_owned),
        };
        let mut pages = self.lock();
        let mut line = serde_json::to_vec(&entry).expect("plain fields");
        line.push(b'\n');
        pages
            .file
            .write_all(&line)
            .expect("the run's folder can be written");
        pages.entries.push(entry);
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.lock().entries.clone()
    }

    pub fn count(&self, op: &str, outcome: Outcome) -> usize {
        let pages = self.lock();
        let entries = pages.entries.iter();
        entries
            .filter(|entry| entry.op == op && entry.outcome == outcome)
            .count()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Pages> {
        self.pages
            .lock()
            .expect("nobody panics while holding the journal")
    }
}
