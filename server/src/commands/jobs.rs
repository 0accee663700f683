//! `server jobs`: work that was put aside, and what becomes of it.

use anyhow::bail;
use clap::{Args, Subcommand};
use shop::{Shop, ShopError};

use super::{By, Surroundings};

#[derive(Debug, Args)]
pub(crate) struct Jobs {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    with: Surroundings,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Lists jobs that were given up and webhooks that were tried too often.
    List,
    /// Shows one, with its reason and what it was about.
    Show { id: String },
    /// Sends one on its way again, or all of a queue.
    Retry {
        #[arg(required_unless_present = "queue")]
        id: Option<String>,
        /// All of this queue: charge_payment, webhook, …
        #[arg(long, conflicts_with = "id")]
        queue: Option<String>,
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Throws one away. What is true stays in the shop's own tables.
    Discard {
        id: String,
        /// Why, for whoever asks later.
        #[arg(long)]
        note: String,
        #[command(flatten)]
        by: By,
    },
}

impl Jobs {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let Self { verb, with } = self;
        with.open(async |shop| run(verb, shop).await).await
    }
}

async fn run(verb: Verb, shop: &Shop) -> anyhow::Result<()> {
    let queue = shop.queue();
    match verb {
        Verb::List => {
            for parked in queue.parked().await? {
                println!(
                    "{}\t{}\t{} tries\t{}\t{}",
                    parked.id, parked.queue, parked.tries, parked.parked_at, parked.reason
                );
            }
        }
        Verb::Show { id } => {
            let parked = known(&id, queue.get(&id).await)?;
            println!("id       {}", parked.id);
            println!("queue    {}", parked.queue);
            println!("tries    {}", parked.tries);
            println!("parked   {}", parked.parked_at);
            println!("reason   {}", parked.reason);
            println!("payload  {}", parked.payload);
        }
        Verb::Retry {
            id: Some(id),
            note,
            by,
            ..
        } => {
            known(&id, queue.retry(&id, &by.actor(), note.as_deref()).await)?;
            println!("{id} is on its way again");
        }
        Verb::Retry {
            queue: wanted,
            note,
            by,
            ..
        } => {
            let wanted = wanted.unwrap_or_default();
            let mut sent = 0;
            for parked in queue.parked().await? {
                if parked.queue != wanted {
                    continue;
                }
                queue
                    .retry(&parked.id, &by.actor(), note.as_deref())
                    .await?;
                sent += 1;
            }
            println!("{sent} of {wanted} are on their way again");
        }
        Verb::Discard { id, note, by } => {
            known(&id, queue.discard(&id, &by.actor(), &note).await)?;
            println!("{id} is gone");
        }
    }
    Ok(())
}

fn known<T>(id: &str, result: Result<T, ShopError>) -> anyhow::Result<T> {
    match result {
        Err(ShopError::NotFound) => bail!("nothing that was put aside is called {id}"),
        other => Ok(other?),
    }
}
