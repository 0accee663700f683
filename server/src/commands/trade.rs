//! `server trade`: delivery, tax and promotions, from a file and as one.

use std::{
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand};
use shop::{Shop, trade::TradeReport};

use super::Surroundings;

#[derive(Debug, Args)]
pub(crate) struct Trade {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Puts the rules of a file in force, all of them or none. `docs/trade.md` shows such a file.
    Import(Import),
    /// Prints the rules in force, as a file that can be imported.
    Show(Show),
}

#[derive(Debug, Args)]
struct Import {
    /// TOML. `-` reads standard input.
    file: PathBuf,
    #[command(flatten)]
    with: Surroundings,
}

#[derive(Debug, Args)]
struct Show {
    #[command(flatten)]
    with: Surroundings,
}

impl Trade {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self.action {
            Action::Import(command) => command.run().await,
            Action::Show(command) => command.run().await,
        }
    }
}

impl Import {
    async fn run(self) -> anyhow::Result<()> {
        let text =
            read(&self.file).with_context(|| format!("{} can't be read", self.file.display()))?;
        let import = async |shop: &Shop| Ok(shop.trade().import(&text).await?);
        let report = self.with.open(import).await?;
        self.print(&report)?;
        ensure!(
            report.mistakes.is_empty(),
            "{} mistakes in {}; nothing was changed",
            report.mistakes.len(),
            self.file.display()
        );
        Ok(())
    }

    fn print(&self, report: &TradeReport) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        for mistake in &report.mistakes {
            writeln!(
                out,
                "{}: {}: {}",
                self.file.display(),
                mistake.place,
                mistake.reason
            )?;
        }
        if !report.mistakes.is_empty() {
            return Ok(());
        }
        let zones =
            |zones: Option<usize>| zones.map_or("as before".to_owned(), |count| count.to_string());
        writeln!(
            out,
            "shipping zones: {}, tax zones: {}, promotions put: {}",
            zones(report.shipping_zones),
            zones(report.tax_zones),
            report.promotions
        )
    }
}

impl Show {
    async fn run(self) -> anyhow::Result<()> {
        let show = async |shop: &Shop| Ok(shop.trade().show().await?);
        let text = self.with.open(show).await?;
        Ok(std::io::stdout().write_all(text.as_bytes())?)
    }
}

fn read(file: &Path) -> std::io::Result<String> {
    if file != Path::new("-") {
        return fs::read_to_string(file);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}
