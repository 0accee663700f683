//! The serving process, from its settings to its end.

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use shop::mails::post;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::{
    config::ServeSettings,
    connections::{self, Limits},
    opening, operations, page_cache,
    router::{self, Doors},
    stop::{self, REQUESTS_MAY_TAKE},
    telemetry, worker,
};

/// Which part of the work this process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Everything,
    Web,
    Worker,
}

pub(crate) async fn run(settings: ServeSettings, role: Role) -> anyhow::Result<()> {
    let telemetry = telemetry::start(&settings.telemetry)?;
    let stop = stop::on_signal()?;
    let web = settings.shop.database.for_visitors();
    let shop = opening::open(&settings.shop, &settings.web.public_url, &web).await?;

    // The operations address outlives everything else: it says why the rest is not ready.
    let operations_end = CancellationToken::new();
    let caught_mails = post::folder_of(settings.shop.mail.mail_url.expose_secret());
    let operations = operations::router(
        shop.clone(),
        telemetry.metrics(),
        stop.clone(),
        caught_mails,
    );
    let operations = tokio::spawn(connections::serve(
        bind(settings.operations.operations_addr, "STOA_OPERATIONS_ADDR").await?,
        operations,
        operations::LIMITS,
        operations_end.clone(),
    ));
    let web = async {
        if role == Role::Worker {
            return anyhow::Ok(());
        }
        let listener = bind(settings.web.addr, "STOA_ADDR").await?;
        let doors = Doors::new(&settings, shop.clone(), stop.clone())?;
        if let Some(cache) = doors.page_cache.clone() {
            tokio::spawn(page_cache::listen(
                cache,
                shop.database().clone(),
                stop.clone(),
            ));
        }
        let limits = Limits {
            at_once: settings.web.max_connections.get(),
            per_client: settings.web.share_of_one(),
        };
        connections::serve(listener, router::router(doors), limits, stop.clone()).await;
        Ok(())
    };
    let work = async {
        if role == Role::Web {
            return anyhow::Ok(());
        }
        let pool = settings.shop.database.for_jobs();
        let workshop = opening::open(&settings.shop, &settings.web.public_url, &pool).await?;
        worker::run(workshop.clone().hearing(&shop), stop.clone()).await;
        workshop.database().close().await;
        Ok(())
    };
    tokio::try_join!(web, work)?;
    operations_end.cancel();
    stop::within(REQUESTS_MAY_TAKE, "operations", async {
        drop(operations.await)
    })
    .await;
    shop.database().close().await;
    telemetry.end().await;
    Ok(())
}

/// Port 0 is any free one, so the log says which it became.
async fn bind(addr: std::net::SocketAddr, setting: &'static str) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(addr)
        .await
        .with_context(|| format!("{setting}: nothing can listen at {addr}"))?;
    info!(setting, addr = %listener.local_addr()?, "Listening");
    Ok(listener)
}
