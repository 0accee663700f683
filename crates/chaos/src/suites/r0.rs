//! R0: a small world, and every state that can be reached in it.

use std::time::Duration;

use anyhow::{bail, ensure};
use stateright::{Checker as _, Model, Property};
use tokio::time::Instant;

use crate::{
    model::{Config, Flaw, OrderStand, Step, World},
    tally::Deeds,
};

/// Two orders want the one unit there is; two workers, of which one dies; an answer is lost; webhooks
/// come twice, late or never.
const SMALL: Config = Config {
    orders: 2,
    units: 1,
    workers: 2,
    attempts: 2,
    crashes: 1,
    lost_answers: 1,
    bells: 1,
    flaw: None,
};
/// What a run may take; a space that is not through by then counts by its states.
const AT_MOST: Duration = Duration::from_secs(30);
const STATES: usize = 1_000_000;

impl Model for Config {
    type State = World;
    type Action = Step;

    fn init_states(&self) -> Vec<World> {
        vec![World::new(self)]
    }

    fn actions(&self, world: &World, steps: &mut Vec<Step>) {
        steps.extend(world.steps(self));
    }

    fn next_state(&self, world: &World, step: Step) -> Option<World> {
        let mut next = world.clone();
        next.take(self, step);
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(
                "the books are in order",
                |config: &Config, world: &World| world.broken(config).is_none(),
            ),
            Property::always(
                "what has come to its end is settled",
                |config: &Config, world: &World| {
                    world.is_settled() || !world.steps(config).is_empty()
                },
            ),
            Property::sometimes("an order is paid", |_: &Config, world: &World| {
                world
                    .orders
                    .iter()
                    .any(|order| order.stand == Some(OrderStand::Paid))
            }),
            Property::sometimes("an order fails", |_: &Config, world: &World| {
                world
                    .orders
                    .iter()
                    .any(|order| order.stand == Some(OrderStand::Failed))
            }),
            Property::sometimes(
                "money comes for nothing and is noted",
                |_: &Config, world: &World| {
                    let mut orders = world.orders.iter();
                    orders.any(|order| order.attempts.iter().any(|attempt| attempt.noted))
                },
            ),
        ]
    }
}

pub fn run(full: bool) -> anyhow::Result<Deeds> {
    for flaw in Flaw::ALL {
        must_be_found(flaw)?;
    }
    let config = Config {
        bells: if full { 2 } else { SMALL.bells },
        crashes: if full { 2 } else { SMALL.crashes },
        ..SMALL
    };
    let at_most = if full { AT_MOST * 20 } else { AT_MOST };
    let begun = Instant::now();
    let checker = config
        .checker()
        .threads(2)
        .timeout(at_most)
        .spawn_bfs()
        .join();
    for name in [
        "the books are in order",
        "what has come to its end is settled",
    ] {
        if let Some(path) = checker.discovery(name) {
            bail!("{name}: not here: {:?}", path.into_actions());
        }
    }
    for name in ["an order is paid", "an order fails"] {
        ensure!(
            checker.discovery(name).is_some(),
            "{name}: never, so the model is empty"
        );
    }
    let states = checker.unique_state_count();
    let is_complete = begun.elapsed() < at_most;
    ensure!(
        STATES <= states || is_complete,
        "only {states} states were seen in {at_most:?}"
    );
    let depth = checker.max_depth();
    Ok(Deeds {
        cases: states as u64,
        note: format!(
            "states, {depth} steps deep, {}; {} planted flaws found",
            if is_complete {
                "all there are"
            } else {
                "as far as the time went"
            },
            Flaw::ALL.len()
        ),
        ..Deeds::default()
    })
}

/// A model that finds nothing may be blind. Each flaw, planted, must be seen.
fn must_be_found(flaw: Flaw) -> anyhow::Result<()> {
    let config = Config {
        flaw: Some(flaw),
        ..SMALL
    };
    let checker = config
        .checker()
        .threads(2)
        .finish_when(stateright::HasDiscoveries::AnyFailures)
        .timeout(AT_MOST)
        .spawn_bfs()
        .join();
    let found = [
        "the books are in order",
        "what has come to its end is settled",
    ]
    .iter()
    .any(|name| checker.discovery(name).is_some());
    ensure!(found, "the model does not see the flaw {flaw:?}");
    Ok(())
}
