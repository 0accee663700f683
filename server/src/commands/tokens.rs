//! `server tokens`: keys for merchants' programs.

use std::time::Duration;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use shop::{Shop, ShopError, api_tokens::Scope};

use super::{By, Surroundings};

#[derive(Debug, Args)]
pub(crate) struct Tokens {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    with: Surroundings,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Makes a token and prints it. It is shown this once.
    Create {
        /// What it is for; it stands in the audit log.
        name: String,
        /// What it opens: refunds, books. With a comma between.
        #[arg(long, required = true, value_delimiter = ',', value_parser = scope)]
        scopes: Vec<Scope>,
        /// Days until it opens nothing any more. Without it, never.
        #[arg(long)]
        days: Option<u16>,
        #[command(flatten)]
        by: By,
    },
    /// Lists them, without their secrets.
    List,
    /// Makes one open nothing from now on.
    Revoke {
        name: String,
        #[command(flatten)]
        by: By,
    },
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Tokens {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let Self { verb, with } = self;
        with.open(async |shop| run(verb, shop).await).await
    }
}

async fn run(verb: Verb, shop: &Shop) -> anyhow::Result<()> {
    let tokens = shop.api_tokens();
    match verb {
        Verb::Create {
            name,
            scopes,
            days,
            by,
        } => {
            let valid_for = days.map(|days| DAY * u32::from(days));
            let token = tokens
                .create(&name, &scopes, valid_for, &by.actor())
                .await
                .with_context(|| format!("is there a token called {name} already?"))?;
            println!("{}", token.reveal());
        }
        Verb::List => {
            for token in tokens.list().await? {
                let fate = match (token.is_revoked, token.expires_at) {
                    (true, _) => "revoked".to_owned(),
                    (false, Some(end)) => format!("until {end}"),
                    (false, None) => "for ever".to_owned(),
                };
                let used = token
                    .last_used_at
                    .map_or("never used".to_owned(), |at| format!("used {at}"));
                println!("{}\t{}\t{fate}\t{used}", token.name, token.scopes.join(","));
            }
        }
        Verb::Revoke { name, by } => match tokens.revoke(&name, &by.actor()).await {
            Err(ShopError::NotFound) => anyhow::bail!("no token that works is called {name}"),
            done => {
                done?;
                println!("{name} opens nothing any more");
            }
        },
    }
    Ok(())
}

fn scope(text: &str) -> Result<Scope, &'static str> {
    text.trim()
        .parse()
        .map_err(|_| "a scope is refunds or books")
}
