//! R2: every moment at which a process can die in the middle of a payment, one after the other.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use super::{check, within};
use crate::{
    rig::{Goods, Ground, Plan, Rig},
    shopper::{Placement, Street},
    tally::Deeds,
};

mod desk;

/// Who comes past the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Web,
    Worker,
    /// A worker that sweeps, and finds orders whose time to pay is over.
    Sweeper,
}

/// The names are those in `shop`.
const POINTS: &[(&str, Place)] = &[
    ("answer-not-saved", Place::Web),
    ("order-not-committed", Place::Web),
    ("order-not-answered", Place::Web),
    ("webhook-not-stored", Place::Web),
    ("webhook-not-answered", Place::Web),
    ("job-not-begun", Place::Worker),
    ("charge-not-sent", Place::Worker),
    ("answer-not-stored", Place::Worker),
    ("sale-not-posted", Place::Worker),
    ("goods-not-sold", Place::Worker),
    ("news-not-committed", Place::Worker),
    ("news-not-told", Place::Worker),
    ("job-not-acknowledged", Place::Worker),
    ("event-not-finished", Place::Worker),
    ("expiry-half-done", Place::Sweeper),
];
/// From the start of the next process to the last order's end, when what is due is due.
const RECOVERY: Duration = Duration::from_secs(15);
const STRIKES_WITHIN: Duration = Duration::from_secs(25);

pub async fn run(ground: &mut Ground, full: bool) -> anyhow::Result<Deeds> {
    let actions: &[&str] = match full {
        true => &["abort", "error", "panic", "stall"],
        false => &["abort"],
    };
    let orders = if full { 25 } else { 2 };
    let plan = Plan {
        name: "r2",
        webs: 2,
        workers: 1,
        goods: Goods {
            products: 20,
            stock: 2000,
            rare: None,
        },
        dice: serde_json::Value::Null,
    };
    let mut rig = Rig::open(ground, plan).await?;
    let street = Street::of(&rig)?;
    let (mut cells, mut kills, mut slowest) = (0, 0, Duration::ZERO);
    for action in actions {
        for (point, place) in POINTS {
            let took = cell(&mut rig, &street, point, *place, action, orders)
                .await
                .with_context(|| format!("{point}={action}"))?;
            slowest = slowest.max(took);
            cells += 1;
            kills += u64::from(*action == "abort");
        }
    }
    for round in 0..if full { 5 } else { 1 } {
        let took = desk::run(&mut rig, &street, round).await?;
        slowest = slowest.max(took);
        cells += desk::CELLS;
        kills += desk::CELLS + 1;
    }
    rig.drain(Duration::from_secs(90)).await?;
    check(&rig, &street).await?;
    Ok(Deeds {
        orders: street.journal.count("place", crate::journal::Outcome::Ok) as u64,
        kills,
        cases: cells,
        note: format!(
            "crash points times actions ({}), recovered within {:.1} s",
            actions.join(", "),
            slowest.as_secs_f64()
        ),
    })
}

/// Arms one moment, lets orders run into it, and waits until they are settled all the same.
async fn cell(
    rig: &mut Rig<'_>,
    street: &Street,
    point: &str,
    place: Place,
    action: &str,
    orders: u32,
) -> anyhow::Result<Duration> {
    arm(rig, place, Some(format!("{point}={action}"))).await?;
    let card = match place {
        Place::Sweeper => "pm_card_authenticationRequired",
        _ => "pm_card_visa",
    };
    let mut shoppers = JoinSet::new();
    for number in 0..orders {
        let (street, key) = (street.clone(), format!("crash-{point}-{action}-{number}"));
        let variant = rig.shelves[number as usize % rig.shelves.len()].variant;
        shoppers.spawn(async move {
            let cart = street
                .fill(0, &[(variant, 1)])
                .await?
                .map_err(anyhow::Error::msg)?;
            match street.place(0, &cart, card, &key).await {
                Placement::Ordered { order, .. } => Ok(order),
                other => anyhow::bail!("{key}: {other:?}"),
            }
        });
    }
    let mut placed = Vec::new();
    if place == Place::Sweeper {
        while let Some(order) = shoppers.join_next().await {
            let order = order??;
            street.watch(0, &order, Duration::from_secs(15)).await?;
            placed.push(order);
        }
        rig.let_time_pass().await?;
    }
    if action == "abort" {
        let deadline = Instant::now() + STRIKES_WITHIN;
        while program(rig, place).is_running()? {
            ensure!(
                Instant::now() < deadline,
                "nobody came past in {STRIKES_WITHIN:?}"
            );
            sleep(Duration::from_millis(20)).await;
        }
    } else {
        sleep(Duration::from_secs(2)).await;
    }
    let begun = Instant::now();
    // What was in hand when it died is due at once, instead of in some seconds.
    rig.let_time_pass().await?;
    arm(rig, place, None).await?;
    while let Some(order) = shoppers.join_next().await {
        placed.push(order??);
    }
    rig.let_time_pass().await?;
    let mut admin = rig.admin().await?;
    loop {
        let open: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM orders WHERE state = 'pending_payment' AND key = ANY($1)",
        )
        .bind(&placed)
        .fetch_one(&mut admin)
        .await?;
        if open == 0 {
            break;
        }
        within("recovery", begun.elapsed(), RECOVERY)?;
        sleep(Duration::from_millis(50)).await;
    }
    Ok(begun.elapsed())
}

fn program<'a>(rig: &'a mut Rig<'_>, place: Place) -> &'a mut crate::rig::Program {
    match place {
        Place::Web => &mut rig.webs[0],
        Place::Worker | Place::Sweeper => &mut rig.workers[0],
    }
}

async fn arm(rig: &mut Rig<'_>, place: Place, point: Option<String>) -> anyhow::Result<()> {
    let http = rig.http.clone();
    let program = program(rig, place);
    program.kill().await?;
    match point {
        Some(point) => program.set("STOA_CRASH_POINT", point),
        None => program.unset("STOA_CRASH_POINT"),
    }
    program.start()?;
    // An armed worker may die before it is ready; that is what it is there for.
    if program.is_running()? {
        program.ready(&http).await?;
    }
    Ok(())
}
