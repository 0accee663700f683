//! The gateway's own record of every movement of money, one JSON object a line, only ever appended.
//! Tests hold the shop's books against it, so it must survive what the gateway itself does not.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::sync::Mutex;

use anyhow::Context;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

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
    pub(crate) fn open(path: Option<&Path>, fsync: bool) -> anyhow::Result<Self> {
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
                (Some(file), lines)
            }
        };
        Ok(Self {
            pages: Mutex::new(Pages { file, lines }),
            fsync,
        })
    }

    pub(crate) fn append(&self, mut entry: Value, now: OffsetDateTime) {
        let mut pages = self.lock();
        entry["seq"] = (pages.lines.len() + 1).into();
        entry["at"] = now.format(&Rfc3339).unwrap_or_default().into();
        if let Some(file) = &mut pages.file
            && let Err(error) = write_line(file, &entry, self.fsync)
        {
            tracing::error!(%error, "The journal can't be written");
        }
        pages.lines.push(entry);
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
    use serde_json::json;
    use time::macros::datetime;

    const NOON: OffsetDateTime = datetime!(2026-11-22 12:00 UTC);

    #[test]
    fn a_restarted_gateway_goes_on_with_its_journal() {
        let folder = std::env::temp_dir().join(format!("sandbox-journal-{}", std::process::id()));
        let path = folder.join("journal.jsonl");
        let first = Journal::open(Some(&path), true).expect("a writable folder");
        first.append(
            json!({"kind": "capture", "metadata": {"order": "S-1"}}),
            NOON,
        );
        drop(first);
        let second = Journal::open(Some(&path), false).expect("a writable folder");
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
