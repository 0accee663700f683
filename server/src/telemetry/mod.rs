//! Logs, traces and metrics. Nothing here can hold up a request: what the collector won't take is dropped.

use metrics_exporter_prometheus::PrometheusHandle;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::{
    EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

use crate::config::{LogFormat, TelemetrySettings};

mod measures;
pub(crate) mod trace_context;
mod traces;

/// Keeps telemetry going; [`Telemetry::end`] sends what is left.
pub(crate) struct Telemetry {
    metrics: PrometheusHandle,
    traces: SdkTracerProvider,
}

pub(crate) fn start(settings: &TelemetrySettings) -> anyhow::Result<Telemetry> {
    let filter = settings.log.parse::<EnvFilter>().map_err(|error| {
        anyhow::anyhow!("STOA_LOG takes a level or a list like info,shop=debug: {error}")
    })?;
    let lines = tracing_subscriber::fmt::layer();
    let lines = match settings.log_format {
        LogFormat::Pretty => lines.with_target(false).boxed(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .boxed(),
    };
    let traces = traces::provider(settings.otlp_endpoint.as_ref())?;
    tracing_subscriber::registry()
        .with(filter)
        .with(traces::layer(&traces))
        .with(lines)
        .try_init()?;
    log_panics();
    Ok(Telemetry {
        metrics: measures::install()?,
        traces,
    })
}

impl Telemetry {
    pub(crate) fn metrics(&self) -> PrometheusHandle {
        self.metrics.clone()
    }

    /// Sends the last spans. A collector that does not answer is not waited for.
    pub(crate) async fn end(self) {
        let sending = tokio::task::spawn_blocking(move || self.traces.shutdown());
        drop(tokio::time::timeout(traces::SENDING_MAY_TAKE, sending).await);
    }
}

/// A panic becomes a log line with the request's id, not lines on stderr that nobody connects with it.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let text = panic.payload_as_str().unwrap_or("a panic without a text");
        metrics::counter!("stoa_panics_total").increment(1);
        tracing::error!(place, "Panicked: {text}");
    }));
}
