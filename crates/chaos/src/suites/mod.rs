//! The suites, by their numbers in docs/reliability.md.

use std::{future::Future, pin::Pin, time::Duration};

use anyhow::{Context as _, ensure};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::{
    checker, mutants,
    rig::{Ground, Rig},
    shopper::Street,
    tally::Deeds,
};

pub mod r0;
pub mod r1;
pub mod r15;
pub mod r16;
pub mod r2;
pub mod r3;
pub mod r4;
pub mod r5;
pub mod r6;
pub mod r8;
pub mod r9;

pub type Run<'a> = Pin<Box<dyn Future<Output = anyhow::Result<Deeds>> + 'a>>;

/// What a suite needs to know: how hard to try, and where.
pub struct Suite {
    pub name: &'static str,
    pub about: &'static str,
    /// Part of every change's gate.
    pub in_gate: bool,
    pub run: for<'a> fn(&'a mut Ground, full: bool) -> Run<'a>,
}

pub const SUITES: &[Suite] = &[
    Suite {
        name: "r0",
        about: "every reachable state of a small world: order, payment, webhook, expiry, crash",
        in_gate: true,
        run: |_, full| Box::pin(async move { r0::run(full) }),
    },
    Suite {
        name: "r1",
        about: "random histories of a larger world, each from a seed",
        in_gate: true,
        run: |ground, full| {
            let seed = ground.seed;
            Box::pin(async move { r1::run(seed, full) })
        },
    },
    Suite {
        name: "r2",
        about: "every moment at which a process can die in the middle of a payment",
        in_gate: true,
        run: |ground, full| Box::pin(r2::run(ground, full)),
    },
    Suite {
        name: "r3",
        about: "orders under kills of worker, web, gateway and Postgres",
        in_gate: true,
        run: |ground, full| Box::pin(r3::run(ground, full)),
    },
    Suite {
        name: "r4",
        about: "a gateway that is away, slow, and broken, one after the other",
        in_gate: false,
        run: |ground, full| Box::pin(r4::run(ground, full)),
    },
    Suite {
        name: "r5",
        about: "5,000 buyers want 100 units, and exactly 100 are sold",
        in_gate: true,
        run: |ground, full| Box::pin(r5::run(ground, full)),
    },
    Suite {
        name: "r6",
        about: "races: twenty requests whose last bytes are sent together",
        in_gate: true,
        run: |ground, full| Box::pin(r6::run(ground, full)),
    },
    Suite {
        name: "r8",
        about: "the queue's sharp edges",
        in_gate: true,
        run: |ground, full| Box::pin(r8::run(ground, full)),
    },
    Suite {
        name: "r9",
        about: "every process is replaced while people shop",
        in_gate: false,
        run: |ground, full| Box::pin(r9::run(ground, full)),
    },
    Suite {
        name: "r15",
        about: "clients that vanish at ten points of paying",
        in_gate: true,
        run: |ground, full| Box::pin(r15::run(ground, full)),
    },
    Suite {
        name: "r16",
        about: "webhooks and jobs that nobody can digest",
        in_gate: true,
        run: |ground, full| Box::pin(r16::run(ground, full)),
    },
];

/// A stream of chance of its own for each part of a run, all from the one seed.
pub fn dice(seed: u64, stream: u64) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(stream);
    rng
}

/// Loads both journals beside the drained database and asks every invariant.
pub async fn check(rig: &Rig<'_>, street: &Street) -> anyhow::Result<()> {
    let mut admin = loaded(rig, street).await?;
    checker::must_hold(&checker::breaches(&mut admin).await?)
        .with_context(|| format!("journals and logs are in {}", rig.folder().display()))
}

/// The same, and then the checker is held against spoilt copies of this very history.
pub async fn check_with_mutants(rig: &Rig<'_>, street: &Street) -> anyhow::Result<usize> {
    let mut admin = loaded(rig, street).await?;
    mutants::must_all_be_caught(&mut admin)
        .await
        .with_context(|| format!("journals and logs are in {}", rig.folder().display()))
}

async fn loaded(rig: &Rig<'_>, street: &Street) -> anyhow::Result<sqlx::PgConnection> {
    let mut admin = rig.admin().await?;
    let movements = checker::movements_in(&rig.gateway_journal)?;
    let letters = checker::letters_in(&rig.folder().join("mails"))?;
    checker::load(&mut admin, &street.journal.entries(), &movements, &letters).await?;
    Ok(admin)
}

/// A bound that is part of the promise.
pub fn within(what: &str, took: Duration, at_most: Duration) -> anyhow::Result<()> {
    ensure!(
        took <= at_most,
        "{what} took {took:.1?}, and may take {at_most:?}"
    );
    Ok(())
}

/// The value that so many percent of all are at or below. Sorts them.
pub fn percentile(values: &mut [Duration], percent: usize) -> Duration {
    values.sort_unstable();
    let place = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(place).copied().unwrap_or_default()
}
