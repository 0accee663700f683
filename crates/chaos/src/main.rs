//! `chaos gate`, or one suite by its number. One command, one seed.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, bail};
use chaos::{
    rig::Ground,
    suites::{SUITES, Suite},
    tally::{self, Deeds, Tally},
};
use clap::Parser;
use tokio::{
    signal::unix::{SignalKind, signal},
    time::Instant,
};

/// Proves that no order and no money is lost, and none counted twice.
#[derive(Debug, Parser)]
#[command(name = "chaos", max_term_width = 100)]
struct Settings {
    /// `gate` for what every change must pass, `all`, `list`, suites by name, or `total` of a tally.
    #[arg(required = true)]
    suites: Vec<String>,

    /// Fixes the workload, the order of the faults and the gateway's dice.
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// The full sizes, for long runs.
    #[arg(long)]
    full: bool,

    /// The folder with the programs `server` and `sandbox`; by default the one this program is in.
    #[arg(long)]
    programs: Option<PathBuf>,

    /// Where logs and journals go.
    #[arg(long, default_value = "target/chaos")]
    folder: PathBuf,

    /// The tally that a line is appended to for each suite.
    #[arg(long)]
    tally: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match start(Settings::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn start(settings: Settings) -> anyhow::Result<()> {
    if settings.suites == ["list"] {
        for suite in SUITES {
            let gate = if suite.in_gate { "gate" } else { "" };
            println!("{:5} {gate:5} {}", suite.name, suite.about);
        }
        return Ok(());
    }
    if settings.suites == ["total"] {
        let path = settings.tally.context("--tally names the file to add up")?;
        println!("{}", tally::total(&path)?);
        return Ok(());
    }
    // Dropping everything ends every child.
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = run(&settings) => ended,
        _ = tokio::signal::ctrl_c() => bail!("interrupted"),
        _ = terminated.recv() => bail!("terminated"),
    }
}

async fn run(settings: &Settings) -> anyhow::Result<()> {
    let chosen = chosen(&settings.suites)?;
    let programs = match &settings.programs {
        Some(folder) => folder.clone(),
        None => beside_this_program()?,
    };
    let tally = Tally::open(settings.tally.clone(), settings.seed, settings.full);
    let folder = std::path::absolute(&settings.folder)?;
    println!("seed {}, logs in {}", settings.seed, folder.display());
    let mut ground = Ground::prepare(&programs, &folder, settings.seed).await?;
    let begun = Instant::now();
    let mut failed = Vec::new();
    for suite in chosen {
        let begun = Instant::now();
        let ended = (suite.run)(&mut ground, settings.full).await;
        let took = begun.elapsed();
        let deeds = match &ended {
            Ok(deeds) => deeds.clone(),
            Err(error) => Deeds {
                note: format!("{error:#}"),
                ..Deeds::default()
            },
        };
        tally.append(suite.name, ended.is_ok(), took, &deeds)?;
        let mark = if ended.is_ok() { '✓' } else { '✗' };
        println!(
            "{mark} {} ({:.1} s): {}",
            suite.name,
            took.as_secs_f64(),
            told(&deeds)
        );
        if ended.is_err() {
            failed.push(suite.name);
        }
    }
    // Whatever was done to Postgres, no page may be damaged.
    ground.postgres.verify_checksums().await?;
    println!(
        "Postgres' checksums hold; {:.0} s in all",
        begun.elapsed().as_secs_f64()
    );
    if !failed.is_empty() {
        bail!(
            "failed: {}; again: chaos {} --seed {}",
            failed.join(", "),
            failed.join(" "),
            settings.seed
        );
    }
    Ok(())
}

fn told(deeds: &Deeds) -> String {
    let mut parts = Vec::new();
    for (count, what) in [
        (deeds.orders, "orders"),
        (deeds.kills, "kills"),
        (deeds.cases, "cases"),
    ] {
        if 0 < count {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.push(deeds.note.clone());
    parts.join(", ")
}

fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Suite>> {
    let mut chosen = Vec::new();
    for name in names {
        let found: Vec<_> = match name.as_str() {
            "all" => SUITES.iter().collect(),
            "gate" => SUITES.iter().filter(|suite| suite.in_gate).collect(),
            name => SUITES.iter().filter(|suite| suite.name == name).collect(),
        };
        if found.is_empty() {
            bail!("there is no suite {name}: see `chaos list`");
        }
        chosen.extend(found);
    }
    Ok(chosen)
}

fn beside_this_program() -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe()?;
    let folder = program.parent().context("a program lies in a folder")?;
    Ok(folder.to_owned())
}
