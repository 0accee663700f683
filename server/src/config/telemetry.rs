//! What the program tells about itself, and where.

use std::str::FromStr;

use clap::Args;
use url::Url;

use super::taking;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Telemetry")]
pub(crate) struct TelemetrySettings {
    /// What is logged: a level, or a list like info,shop=debug.
    #[arg(
        long,
        env = "STOA_LOG",
        default_value = "info,apalis_core=warn,apalis_postgres=warn,sqlx=warn"
    )]
    pub(crate) log: String,

    /// How it is logged: pretty for people, json for machines.
    #[arg(
        long,
        env = "STOA_LOG_FORMAT",
        default_value = "pretty",
        value_parser = taking::<LogFormat>("STOA_LOG_FORMAT takes pretty or json")
    )]
    pub(crate) log_format: LogFormat,

    /// Where traces go, by OTLP over HTTP, like http://127.0.0.1:4318. Nowhere without it.
    #[arg(
        long,
        env = "OTEL_EXPORTER_OTLP_ENDPOINT",
        value_parser = taking::<Url>("OTEL_EXPORTER_OTLP_ENDPOINT takes an address like http://127.0.0.1:4318")
    )]
    pub(crate) otlp_endpoint: Option<Url>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    Pretty,
    Json,
}

impl FromStr for LogFormat {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "pretty" => Ok(Self::Pretty),
            "json" => Ok(Self::Json),
            _ => Err(()),
        }
    }
}
