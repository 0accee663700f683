//! `server healthcheck`: asks the server on this machine whether it is ready.

use std::{net::Ipv4Addr, time::Duration};

use anyhow::{Context as _, ensure};

use crate::config::OperationsSettings;

const MAY_TAKE: Duration = Duration::from_secs(3);

pub(crate) async fn run(settings: &OperationsSettings) -> anyhow::Result<()> {
    let mut addr = settings.operations_addr;
    if addr.ip().is_unspecified() {
        addr.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    let client = reqwest::Client::builder()
        .timeout(MAY_TAKE)
        .no_proxy()
        .build()?;
    let answer = client
        .get(format!("http://{addr}/readyz"))
        .send()
        .await
        .with_context(|| format!("nothing answers at {addr}"))?;
    ensure!(
        answer.status().is_success(),
        "not ready: {}",
        answer.text().await?.trim()
    );
    Ok(())
}
