//! The sandbox gateway program.

use anyhow::Context;
use clap::Parser;
use sandbox::Settings;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let settings = Settings::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("info"))
        .with_writer(std::io::stderr)
        .init();
    let listener = TcpListener::bind(&settings.addr)
        .await
        .with_context(|| format!("can't listen on {} (STOA_SANDBOX_ADDR)", settings.addr))?;
    let mut terminated = signal(SignalKind::terminate()).context("can't hear SIGTERM")?;
    // Whoever starts the gateway with port 0 waits for this line.
    println!("sandbox listening on http://{}", listener.local_addr()?);
    tokio::select! {
        served = sandbox::serve(listener, settings) => served,
        _ = tokio::signal::ctrl_c() => Ok(()),
        _ = terminated.recv() => Ok(()),
    }
}
