//! `server books` and `server reconcile`: whether what we wrote down is what happened.

use std::time::Duration;

use anyhow::{bail, ensure};
use clap::Args;
use shop::{Clock as _, Shop, books::BooksReport, clock::SystemClock};

use super::Surroundings;

#[derive(Debug, Args)]
pub(crate) struct Books {
    #[command(flatten)]
    with: Surroundings,
}

#[derive(Debug, Args)]
pub(crate) struct Reconcile {
    /// How far back: 90m, 36h or 30d.
    #[arg(long, default_value = "3d", value_parser = span)]
    since: Duration,
    #[command(flatten)]
    with: Surroundings,
}

impl Books {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let check = async |shop: &Shop| Ok(shop.books().check().await?);
        let report = self.with.open(check).await?;
        print(&report);
        ensure!(report.balances(), "the books don't balance");
        Ok(())
    }
}

impl Reconcile {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let since = SystemClock.now().minus(self.since);
        let compare = async |shop: &Shop| {
            let report = shop.reconciliation().run(since).await?;
            Ok((report, shop.books().check().await?))
        };
        let (report, books) = self.with.open(compare).await?;
        println!(
            "Compared {} charges and refunds since {since}: {} settled, {} differences found, {} closed; {} of somebody else",
            report.compared, report.settled, report.found, report.closed, report.foreign
        );
        print(&books);
        if !books.breaks.is_empty() {
            bail!("{} differences are open", books.breaks.len());
        }
        Ok(())
    }
}

fn print(report: &BooksReport) {
    let time = report.as_of.clock_time();
    if report.balances() {
        println!("The books balance, as of {time}");
        return;
    }
    println!("The books don't balance, as of {time}");
    for finding in &report.findings {
        println!(
            "not so: {}: {} ({})",
            finding.kind, finding.subject, finding.detail
        );
    }
    for open in &report.breaks {
        let reference = open.reference.as_deref().unwrap_or("-");
        println!(
            "open: {} {reference} at {}, found {}: {}",
            open.kind, open.gateway, open.found_at, open.detail
        );
    }
}

fn span(text: &str) -> Result<Duration, &'static str> {
    let sentence = "--since takes a number of minutes, hours or days, like 90m, 36h or 30d";
    let (number, unit) = text
        .split_at_checked(text.len().saturating_sub(1))
        .ok_or(sentence)?;
    let number: u64 = number.parse().map_err(|_| sentence)?;
    let seconds = match unit {
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return Err(sentence),
    };
    Ok(Duration::from_secs(number.saturating_mul(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_a_number_and_its_unit() {
        assert_eq!(span("90m"), Ok(Duration::from_secs(5400)));
        assert_eq!(span("3d"), Ok(Duration::from_secs(259_200)));
        for nonsense in ["", "d", "3", "3w", "-1h", "1.5h", "3д"] {
            assert!(span(nonsense).is_err(), "{nonsense}");
        }
    }
}
