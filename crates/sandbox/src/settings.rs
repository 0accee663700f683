//! What can be set from outside: by flag or by environment variable, through clap alone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::span::Span;
use crate::switches::{Fault, Rule};

/// Stoa's sandbox payment gateway.
///
/// A program of its own that speaks the subset of Stripe's API that the shop uses: payment methods,
/// payment intents, refunds, events and signed webhooks. No money moves. Stripe's published test
/// card numbers behave as published, e.g. 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined,
/// 4000 0027 6000 3184 asks for 3-D Secure.
#[derive(Debug, Clone, Parser)]
#[command(name = "sandbox", version, max_term_width = 100)]
pub struct Settings {
    /// Where to listen; port 0 takes any free port, the first line of output says which
    #[arg(long, env = "STOA_SANDBOX_ADDR", default_value = "127.0.0.1:3010")]
    pub addr: String,

    /// The address browsers reach the gateway by [default: http://<addr>]
    #[arg(long, env = "STOA_SANDBOX_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The key the shop's server shows
    #[arg(
        long,
        env = "STOA_SANDBOX_SECRET_KEY",
        default_value = "sk_test_stoa",
        hide_env_values = true
    )]
    pub secret_key: String,

    /// The key browsers show; it may only make payment methods
    #[arg(
        long,
        env = "STOA_SANDBOX_PUBLISHABLE_KEY",
        default_value = "pk_test_stoa"
    )]
    pub publishable_key: String,

    /// Where events are sent; empty sends none
    #[arg(
        long,
        env = "STOA_SANDBOX_WEBHOOK_URL",
        default_value = "http://127.0.0.1:3000/webhooks/stripe",
        value_parser = webhook_url,
    )]
    pub webhook_url: String,

    /// The secret that events are signed with
    #[arg(
        long,
        env = "STOA_SANDBOX_WEBHOOK_SECRET",
        default_value = "whsec_stoa_sandbox",
        hide_env_values = true
    )]
    pub webhook_secret: String,

    /// How often an event is sent before it is given up; waits of 0.5, 1, 2, 4… seconds between
    #[arg(long, env = "STOA_SANDBOX_WEBHOOK_TRIES", default_value_t = 10)]
    pub webhook_tries: u32,

    /// File that every movement of money is appended to, as JSON lines; a gateway started again goes on from it [default: memory only]
    #[arg(long, env = "STOA_SANDBOX_JOURNAL")]
    pub journal: Option<PathBuf>,

    /// Force each journal line to the disk before the answer
    #[arg(long, env = "STOA_SANDBOX_JOURNAL_FSYNC")]
    pub journal_fsync: bool,

    /// How long an API call takes: 80ms, or 50ms..200ms for a random time between
    #[arg(long, env = "STOA_SANDBOX_LATENCY", default_value = "80ms")]
    pub latency: Span,

    /// An origin that may frame the card fields and be returned to; repeat or separate by commas
    #[arg(
        long,
        env = "STOA_SANDBOX_ALLOWED_FRAME_ORIGIN",
        default_values = ["http://127.0.0.1:3000", "http://localhost:3000"],
        value_delimiter = ',',
    )]
    pub allowed_frame_origin: Vec<String>,

    /// A fault and its probability, e.g. charge_then_hang=0.05; repeat or separate by commas
    #[arg(
        long = "fault",
        env = "STOA_SANDBOX_FAULTS",
        value_delimiter = ',',
        value_parser = fault,
    )]
    pub faults: Vec<(Fault, f64)>,

    /// Seed of the fault dice, so that a bad run can be run again
    #[arg(long, env = "STOA_SANDBOX_SEED", default_value_t = 0)]
    pub seed: u64,
}

impl Settings {
    /// The rule that holds when no switch says otherwise.
    pub(crate) fn base_rule(&self) -> Rule {
        let dice: BTreeMap<Fault, f64> = self.faults.iter().copied().collect();
        Rule {
            latency: Some(self.latency),
            dice,
            seed: self.seed,
            ..Rule::quiet()
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::parse_from(["sandbox"])
    }
}

fn webhook_url(text: &str) -> Result<String, String> {
    match url::Url::parse(text) {
        Ok(url) if url.scheme().starts_with("http") => Ok(text.to_owned()),
        _ if text.is_empty() => Ok(String::new()),
        _ => Err("an http address, or empty".to_owned()),
    }
}

fn fault(text: &str) -> Result<(Fault, f64), String> {
    let known = || {
        let names = Fault::value_variants().iter();
        let names = names.filter_map(|fault| fault.to_possible_value());
        let names: Vec<_> = names.map(|value| value.get_name().to_owned()).collect();
        format!("NAME=PROBABILITY, with one of {}", names.join(", "))
    };
    let (name, chance) = text.split_once('=').ok_or_else(known)?;
    let fault = Fault::from_str(name.trim(), false).map_err(|_| known())?;
    let chance = chance.trim().parse().map_err(|_| known())?;
    Ok((fault, chance))
}
