//! What the program can be asked to do.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::{
    commands::{healthcheck, import, migrate, openapi, seed},
    config::{OperationsSettings, ServeSettings},
    serve::{self, Role},
};

/// Stoa: a storefront, its API and its worker in one program.
///
/// Settings come from the environment; each also has a flag. `.env.example` lists them all.
#[derive(Debug, Parser)]
#[command(name = "server", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the shop and works off its jobs in one process. What happens without a command.
    Serve(Box<ServeSettings>),
    /// Serves the shop only; jobs wait for a `worker`.
    Web(Box<ServeSettings>),
    /// Works off jobs only.
    Worker(Box<ServeSettings>),
    /// Brings the schema up to date, or takes its last steps back.
    Migrate(migrate::Migrate),
    /// Prints the description of the HTTP API, OpenAPI 3.1 in JSON.
    Openapi,
    /// Fills the shop with demo goods and demo accounts.
    Seed(Box<seed::Seed>),
    /// Takes products in from Shopify's CSV.
    Import(Box<import::Import>),
    /// Asks a running server whether it is ready, and exits with 0 or 1. For containers.
    Healthcheck(OperationsSettings),
}

impl Cli {
    /// Reads the command line; without a command it serves.
    pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Self {
        let mut arguments: Vec<_> = arguments.into_iter().collect();
        if arguments.len() < 2 {
            arguments.push("serve".into());
        }
        Self::parse_from(arguments)
    }

    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(settings) => serve::run(*settings, Role::Everything).await,
            Command::Web(settings) => serve::run(*settings, Role::Web).await,
            Command::Worker(settings) => serve::run(*settings, Role::Worker).await,
            Command::Migrate(command) => command.run().await,
            Command::Openapi => openapi::run(),
            Command::Seed(command) => command.run().await,
            Command::Import(command) => command.run().await,
            Command::Healthcheck(settings) => healthcheck::run(&settings).await,
        }
    }
}
