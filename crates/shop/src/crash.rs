//! Named moments at which a debug build can be told to die, so that `crates/chaos` can prove the recovery.
//!
//! `STOA_CRASH_POINT=charge-not-sent=abort` names the moment and what is to happen there. In a release build
//! there is nothing of this left: not the names, and not the look at the environment.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use store::StoreError;

use crate::ShopError;

/// So often a moment goes wrong that does not end the process. Then it is over, or nothing would recover.
const TIMES: u32 = 2;
const STALL: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Abort,
    Error,
    Panic,
    Stall,
}

struct Armed {
    point: String,
    action: Action,
    struck: AtomicU32,
}

static ARMED: LazyLock<Option<Armed>> = LazyLock::new(|| {
    #[expect(
        clippy::disallowed_methods,
        reason = "no setting of the shop's: only a program that is to be killed has it"
    )]
    let told = std::env::var("STOA_CRASH_POINT").ok()?;
    let (point, action) = told.split_once('=')?;
    let action = match action {
        "abort" => Action::Abort,
        "error" => Action::Error,
        "panic" => Action::Panic,
        "stall" => Action::Stall,
        _ => return None,
    };
    Some(Armed {
        point: point.to_owned(),
        action,
        struck: AtomicU32::new(0),
    })
});

/// Passes, unless this very moment was named when the process was started.
pub(crate) async fn point(name: &'static str) -> Result<(), ShopError> {
    if !cfg!(debug_assertions) {
        return Ok(());
    }
    let Some(armed) = ARMED.as_ref().filter(|armed| armed.point == name) else {
        return Ok(());
    };
    if TIMES <= armed.struck.fetch_add(1, Ordering::Relaxed) {
        return Ok(());
    }
    tracing::error!(name, action = ?armed.action, "A crash point strikes");
    match armed.action {
        Action::Abort => std::process::abort(),
        Action::Error => Err(ShopError::Unavailable(StoreError::Interrupted)),
        Action::Panic => panic!("the crash point {name}"),
        Action::Stall => {
            tokio::time::sleep(STALL).await;
            Ok(())
        }
    }
}
