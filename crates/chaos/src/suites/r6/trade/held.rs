//! Commands beside each other, and an order that nobody gets hold of until everybody wants to.

use std::{process::Output, time::Duration};

use anyhow::ensure;
use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use crate::rig::{Rig, told};

pub(super) type UnderWay = JoinSet<std::io::Result<Output>>;

/// Starts each of these commands of the server so many times.
pub(super) fn start(rig: &Rig<'_>, commands: &[&[&str]], times: usize) -> UnderWay {
    let mut under_way = JoinSet::new();
    for command in commands.repeat(times) {
        let mut command = rig.command(command);
        under_way.spawn(async move { command.output().await });
    }
    under_way
}

/// How many of them succeeded. The others may have been refused, but none may have broken.
pub(super) async fn succeeded(mut under_way: UnderWay) -> anyhow::Result<usize> {
    let mut done = 0;
    while let Some(ended) = under_way.join_next().await {
        let output = ended??;
        let said = told(&output);
        ensure!(!said.contains("panicked"), "{said}");
        done += usize::from(output.status.success());
    }
    Ok(done)
}

pub(super) struct HeldBack {
    admin: PgConnection,
}

impl HeldBack {
    pub(super) async fn order(rig: &Rig<'_>, key: &str) -> anyhow::Result<Self> {
        let mut admin = rig.admin().await?;
        admin.execute("BEGIN").await?;
        sqlx::query("SELECT 1 FROM orders WHERE key = $1 FOR NO KEY UPDATE")
            .bind(key)
            .execute(&mut admin)
            .await?;
        Ok(Self { admin })
    }

    /// Waits until so many wait for it. Then, or when that takes too long, it is as good a moment as any.
    pub(super) async fn until_waited_for(&mut self, by: i64) -> anyhow::Result<()> {
        let deadline = Instant::now() + Duration::from_secs(4);
        while Instant::now() < deadline {
            let waiting: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
            )
            .fetch_one(&mut self.admin)
            .await?;
            if by <= waiting {
                break;
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    pub(super) async fn let_go(mut self) -> anyhow::Result<()> {
        self.admin.execute("COMMIT").await?;
        self.admin.close().await?;
        Ok(())
    }
}
