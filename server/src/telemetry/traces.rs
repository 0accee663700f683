//! Spans on their way to a collector. Without one they still give every request its trace id.

use std::time::Duration;

use anyhow::Context as _;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::{
    Resource,
    runtime::Tokio,
    trace::{
        BatchConfigBuilder, SdkTracer, SdkTracerProvider,
        span_processor_with_async_runtime::BatchSpanProcessor,
    },
};
use tracing::Subscriber;
use tracing_opentelemetry::OpenTelemetryLayer;
use tracing_subscriber::registry::LookupSpan;
use url::Url;

pub(super) const SENDING_MAY_TAKE: Duration = Duration::from_secs(3);
/// When the collector is slower than the shop, the newest spans are dropped.
const SPANS_KEPT: usize = 4096;

pub(super) fn provider(endpoint: Option<&Url>) -> anyhow::Result<SdkTracerProvider> {
    let builder = SdkTracerProvider::builder()
        .with_resource(Resource::builder().with_service_name("stoa").build());
    let Some(endpoint) = endpoint else {
        return Ok(builder.build());
    };
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(SENDING_MAY_TAKE)
        .build()?;
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(client)
        .with_endpoint(endpoint.join("v1/traces")?.as_str())
        .with_timeout(SENDING_MAY_TAKE)
        .build()
        .context("OTEL_EXPORTER_OTLP_ENDPOINT")?;
    let batches = BatchConfigBuilder::default()
        .with_max_queue_size(SPANS_KEPT)
        .build();
    let processor = BatchSpanProcessor::builder(exporter, Tokio)
        .with_batch_config(batches)
        .build();
    Ok(builder.with_span_processor(processor).build())
}

pub(super) fn layer<S>(provider: &SdkTracerProvider) -> OpenTelemetryLayer<S, SdkTracer>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("stoa"))
        .with_location(false)
        .with_threads(false)
}
