//! `server import`: somebody else's products, from Shopify's CSV.

use std::{fs::File, io::Write as _, path::PathBuf};

use anyhow::{Context as _, ensure};
use clap::Args;
use shop::{
    Shop,
    import::{CsvOptions, Folder, ImportReport, Progress},
};
use tracing::info;

use super::Surroundings;

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file. Its pictures lie beside it, at the paths that it gives.
    file: PathBuf,
    /// Says what would happen, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    with: Surroundings,
}

/// How often a long import says how far it is.
const EVERY: usize = 25;

impl Import {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let file = File::open(&self.file)
            .with_context(|| format!("{} can't be opened", self.file.display()))?;
        let folder = Folder::new(self.file.parent().unwrap_or(&self.file));
        let options = CsvOptions {
            dry_run: self.dry_run,
            currency: self.with.shop.trade.currency,
        };
        let progress = |Progress { done, of }| {
            if done % EVERY == 0 {
                info!("{done} of {of} products");
            }
        };
        let read = async |shop: &Shop| {
            let import = shop.import();
            Ok(import.shopify_csv(file, options, &folder, progress).await?)
        };
        let report = self.with.open(read).await?;
        self.print(&report)?;
        ensure!(
            report.errors.is_empty(),
            "{} mistakes in {}",
            report.errors.len(),
            self.file.display()
        );
        Ok(())
    }

    /// The report is what was asked for, so it goes to standard output; the log goes elsewhere.
    fn print(&self, report: &ImportReport) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        let file = self.file.display();
        for error in &report.errors {
            let column = error.column.as_deref().unwrap_or("row");
            writeln!(out, "{file}:{}: {column}: {}", error.line, error.reason)?;
        }
        let ImportReport {
            rows,
            created,
            updated,
            unchanged,
            ..
        } = report;
        let mood = if self.dry_run { "would be " } else { "" };
        writeln!(
            out,
            "{rows} rows: {created} products {mood}created, {updated} {mood}updated, {unchanged} {mood}unchanged"
        )
    }
}
