//! R1: many random walks through a larger world. A walk is its seed.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use anyhow::bail;
use rand::{RngExt as _, seq::IndexedRandom as _};

use super::dice;
use crate::{
    model::{Config, Flaw, Step, World},
    tally::Deeds,
};

const LARGE: Config = Config {
    orders: 4,
    units: 2,
    workers: 3,
    attempts: 3,
    crashes: 4,
    lost_answers: 4,
    bells: 2,
    flaw: None,
};
const HISTORIES: u64 = 100_000;
const FULL: u64 = 1_000_000;
/// After this many steps nothing dies and nothing is lost any more, and all must settle.
const STORMY_STEPS: usize = 120;
const CALM_STEPS: usize = 600;
/// Histories in which each planted flaw must show.
const FOR_A_FLAW: u64 = 5_000;

pub fn run(seed: u64, full: bool) -> anyhow::Result<Deeds> {
    for flaw in Flaw::ALL {
        let config = Config {
            flaw: Some(flaw),
            ..LARGE
        };
        if !(0..FOR_A_FLAW).any(|history| walk(&config, seed, history).is_err()) {
            bail!("{FOR_A_FLAW} histories do not show the flaw {flaw:?}");
        }
    }
    let histories = if full { FULL } else { HISTORIES };
    let steps = AtomicU64::new(0);
    let threads = 2;
    let failures: Vec<String> = thread::scope(|scope| {
        let part = |thread: u64| {
            let steps = &steps;
            scope.spawn(move || {
                let mut failures = Vec::new();
                for history in (thread..histories).step_by(threads) {
                    match walk(&LARGE, seed, history) {
                        Ok(taken) => drop(steps.fetch_add(taken, Ordering::Relaxed)),
                        Err(failure) => {
                            failures.push(format!("seed {seed}, history {history}: {failure}"))
                        }
                    }
                }
                failures
            })
        };
        let parts: Vec<_> = (0..threads as u64).map(part).collect();
        let ended = parts.into_iter().map(|part| {
            part.join()
                .unwrap_or_else(|_| vec!["a walk panicked".into()])
        });
        ended.flatten().collect()
    });
    if let Some(first) = failures.first() {
        bail!(
            "{} of {histories} histories went wrong; {first}",
            failures.len()
        );
    }
    Ok(Deeds {
        cases: histories,
        note: format!(
            "histories of {} steps on average, all settled; {} planted flaws found",
            steps.load(Ordering::Relaxed) / histories,
            Flaw::ALL.len()
        ),
        ..Deeds::default()
    })
}

/// One history: a storm, then calm until nothing can happen any more.
fn walk(config: &Config, seed: u64, history: u64) -> Result<u64, String> {
    let mut rng = dice(seed, history);
    let mut world = World::new(config);
    let mut told: Vec<Step> = Vec::new();
    for number in 0..STORMY_STEPS + CALM_STEPS {
        if number == STORMY_STEPS {
            world.crashes = 0;
            world.lost_answers = 0;
        }
        let mut steps = world.steps(config);
        // Workers get on with their jobs more often than shoppers and sweepers come by.
        if rng.random_bool(0.6) {
            steps
                .retain(|step| !matches!(step, Step::Expire(_) | Step::Sweep(..) | Step::Crash(_)));
        }
        let Some(step) = steps.choose(&mut rng) else {
            if world.steps(config).is_empty() {
                break;
            }
            continue;
        };
        world.take(config, *step);
        told.push(*step);
        if let Some(what) = world.broken(config) {
            return Err(format!("{what}, after {told:?}"));
        }
    }
    if !world.is_settled() {
        return Err(format!("not settled in the end: {world:?}, after {told:?}"));
    }
    Ok(told.len() as u64)
}
