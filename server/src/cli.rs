//! What the program can be asked to do.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::{
    commands::{healthcheck, import, migrate, openapi, orders, seed, trade},
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
    /// Says what delivery costs where, which tax is paid, and which promotions run.
    Trade(Box<trade::Trade>),
    /// Changes orders: ships them.
    Orders(orders::Orders),
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
            Command::Trade(command) => command.run().await,
            Command::Orders(command) => command.run().await,
            Command::Healthcheck(settings) => healthcheck::run(&settings).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fmt::Write as _};

    use clap::{Arg, CommandFactory as _};

    use super::*;

    /// `.env.example`, made from the settings themselves.
    fn example() -> String {
        let mut text = String::from(
            "# Every setting of the server with its default. Uncomment what you change.\n\
             # A wrong value stops the start and says what it takes. `server serve --help` tells the same.\n",
        );
        let mut told = BTreeSet::new();
        let mut heading = None;
        let command = Cli::command();
        for argument in command
            .get_subcommands()
            .flat_map(|command| command.get_arguments())
        {
            let Some(name) = argument.get_env().and_then(|name| name.to_str()) else {
                continue;
            };
            if argument.is_hide_set() || !told.insert(name.to_owned()) {
                continue;
            }
            if heading != argument.get_help_heading() {
                heading = argument.get_help_heading();
                writeln!(text, "\n# ---- {}", heading.unwrap_or_default()).unwrap();
            }
            let help = argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            writeln!(text, "\n# {help}\n#{name}={}", default(argument)).unwrap();
        }
        text
    }

    fn default(argument: &Arg) -> String {
        let values: Vec<_> = argument
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy())
            .collect();
        values.join(",")
    }

    #[test]
    fn the_example_lists_every_setting_with_its_default() {
        let written = include_str!("../../.env.example");
        let made = example();
        assert!(
            made == written,
            ".env.example is old; this is the new one:\n{made}"
        );
    }

    #[test]
    fn every_command_line_makes_sense() {
        Cli::command().debug_assert();
    }
}
