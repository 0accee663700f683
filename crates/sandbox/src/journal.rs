//! The gateway's own record of every movement of money, one JSON object a line, only ever appended.
//! Tests hold the shop's books against it, so it must survive what the gateway itself does not; and
//! the gateway reads its own book back from it when it is started again.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::sync::Mutex;

use anyhow::Context;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The field of an entry with what the book needs to be read back. Only the file has it.
pub(crate) const CHANGE: &str = "change";
/// The kind of the lines that keep an answer. Only the file has them.
const REPLY: &str = "reply";

/// What an earlier run left behind for the book.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) changes: Vec<Value>,
    pub(crate) replies: Vec<Value>,
}

pub(crate) struct Journal {
    pages: Mutex<Pages>,
    fsync: bool,
}

struct Pages {
    file: Option<File>,
    lines: Vec<Value>,
}

impl Journal {
    /// Goes on where an earlier run stopped. Without a path the journal is kept in memory only.
    pub(crate) fn open(path: Option<&Path>, fsync: bool) -> anyhow::Result<(Self, Memory)> {
        let (file, lines) = match path {
            None => (None, Vec::new()),
            Some(path) => {
                if let Some(folder) = path.parent() {
                    std::fs::create_dir_all(folder)
                        .with_context(|| format!("can't make the folder {}", folder.display()))?;
                }
                let file = OpenOptions::new()
                    .create(true)
                    .append(true)
                    .read(true)
                    .open(path)
                    .with_context(|| format!("can't open the journal {}", path.display()))?;
                let lines = read_lines(&file)?;
                end_torn_line(&file, path)?;
                (Some(file), lines)
            }
        };
        let mut memory = Memory::default();
        let mut told = Vec::new();
        for mut line in lines {
            if line["kind"] == REPLY {
                memory.replies.push(line[REPLY].take());
                continue;
            }
            if let Some(change) = line.as_object_mut().and_then(|line| line.remove(CHANGE)) {
                memory.changes.push(change);
            }
            told.push(line);
        }
        let journal = Self {
            pages: Mutex::new(Pages { file, lines: told }),
            fsync,
        };
        Ok((journal, memory))
    }

    /// Keeps an answer for the next run.
    pub(crate) fn keep(&self, reply: Value, now: OffsetDateTime) {
        let at = now.format(&Rfc3339).unwrap_or_default();
        self.write(
            &json!({"kind": REPLY, "at": at, REPLY: reply}),
            &mut self.lock(),
        );
    }

    pub(crate) fn append(&self, mut entry: Value, now: OffsetDateTime) {
        let mut pages = self.lock();
        entry["seq"] = (pages.lines.len() + 1).into();
        entry["at"] = now.format(&Rfc3339).unwrap_or_default().into();
        self.write(&entry, &mut pages);
        if let Some(entry) = entry.as_object_mut() {
            entry.remove(CHANGE);
        }
        pages.lines.push(entry);
    }

    fn write(&self, entry: &Value, pages: &mut Pages) {
        if let Some(file) = &mut pages.file
            && let Err(error) = write_line(file, entry, self.fsync)
        {
            tracing::error!(%error, "The journal can't be written");
        }
    }

    /// The entries after `since` whose fields all have the wanted values; `metadata.order` looks
    /// inside.
    pub(crate) fn read(&self, since: u64, wanted: &[(String, String)]) -> Vec<Value> {
        let pages = self.lock();
        let after = pages.lines.iter().enumerate();
        after
            .filter(|(place, _)| *place as u64 >= since)
            .map(|(_, entry)| entry)
            .filter(|entry| {
                wanted.iter().all(|(name, value)| {
                    let field = name.split('.').fold(*entry, |at, part| &at[part]);
                    match field {
                        Value::String(text) => text == value,
                        other => &other.to_string() == value,
                    }
                })
            })
            .cloned()
            .collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Pages> {
        self.pages
            .lock()
            .expect("no code panics while it holds the journal")
    }
}

/// A line that a crash cut short is left out; whatever it told was never answered.
fn read_lines(file: &File) -> anyhow::Result<Vec<Value>> {
    let mut lines = Vec::new();
    for line in BufReader::new(file).lines() {
        if let Ok(entry) = serde_json::from_str(&line.context("can't read the journal")?) {
            lines.push(entry);
        }
    }
    Ok(lines)
}

/// What comes next must not be glued to a line that a crash cut short.
fn end_torn_line(mut file: &File, path: &Path) -> anyhow::Result<()> {
    let written = std::fs::read(path).context("can't read the journal")?;
    if !matches!(written.last(), None | Some(b'\n')) {
        file.write_all(b"\n").context("can't write the journal")?;
    }
    Ok(())
}

fn write_line(file: &mut File, entry: &Value, fsync: bool) -> std::io::Result<()> {
    let mut line = entry.to_string();
    line.push('\n');
    file.write_all(line.as_bytes())?;
    file.flush()?;
    if fsync {
        file.sync_data()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOON: OffsetDateTime = datetime!(2026-11-22 12:00 UTC);

    #[test]
    fn a_restarted_gateway_goes_on_with_its_journal() {
        let folder = std::env::temp_dir().join(format!("sandbox-journal-{}", std::process::id()));
        let path = folder.join("journal.jsonl");
        let (first, _) = Journal::open(Some(&path), true).expect("a writable folder");
        first.append(
            json!({"kind": "capture", "metadata": {"order": "S-1"}}),
            NOON,
        );
        drop(first);
        let (second, _) = Journal::open(Some(&path), false).expect("a writable folder");
        second.append(
            json!({"kind": "refund", "metadata": {"order": "S-2"}}),
            NOON,
        );

        let all = second.read(0, &[]);
        assert_eq!(all.len(), 2);
        assert_eq!(all[1]["seq"], 2);
        let mine = [("metadata.order".to_owned(), "S-1".to_owned())];
        assert_eq!(second.read(0, &mine)[0]["kind"], "capture");
        assert_eq!(second.read(1, &mine), Vec::<Value>::new());
        std::fs::remove_dir_all(folder).expect("ours to remove");
    }
}
