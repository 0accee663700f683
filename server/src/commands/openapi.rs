//! `server openapi`: the API's description, as it is checked in at `docs/openapi.json`.

use std::io::Write as _;

use crate::api;

pub(crate) fn run() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(api::openapi_json()?.as_bytes())?;
    Ok(())
}
