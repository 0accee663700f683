//! Webhooks that the rig rings itself, signed as the gateway signs them.

use anyhow::Context as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::RequestBuilder;
use sha2::Sha256;

use super::Rig;

const SECRET: &str = "whsec_stoa_sandbox";

impl Rig<'_> {
    /// A delivery of this body, now by the database's clock.
    pub async fn ring(&self, body: &str) -> anyhow::Result<RequestBuilder> {
        let now: i64 = sqlx::query_scalar("SELECT extract(epoch FROM now())::bigint")
            .fetch_one(&mut self.admin().await?)
            .await?;
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).context("any key fits")?;
        mac.update(format!("{now}.{body}").as_bytes());
        let signature = hex::encode(mac.finalize().into_bytes());
        let url = self.web_urls.first().context("a web process")?;
        Ok(self
            .http
            .post(format!("{url}/webhooks/stripe"))
            .header("stripe-signature", format!("t={now},v1={signature}"))
            .body(body.to_owned()))
    }
}
