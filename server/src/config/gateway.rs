//! Who charges the cards. Anything that speaks Stripe's API; by default the sandbox gateway.

use clap::Args;
use secrecy::SecretString;
use url::Url;

use super::{secret, taking};

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Payment gateway")]
pub(crate) struct GatewaySettings {
    /// The gateway's API.
    #[arg(
        long,
        env = "STOA_STRIPE_API_URL",
        default_value = "http://127.0.0.1:3010",
        value_parser = taking::<Url>("STOA_STRIPE_API_URL takes an address like https://api.stripe.com")
    )]
    pub(crate) stripe_api_url: Url,

    /// The secret key the shop calls it with.
    #[arg(
        long,
        env = "STOA_STRIPE_SECRET_KEY",
        default_value = "sk_test_stoa",
        value_parser = secret,
        hide_env_values = true,
        hide_default_value = true
    )]
    pub(crate) stripe_secret_key: SecretString,

    /// The key that pages may show.
    #[arg(
        long,
        env = "STOA_STRIPE_PUBLISHABLE_KEY",
        default_value = "pk_test_stoa"
    )]
    pub(crate) stripe_publishable_key: String,

    /// What its webhooks are signed with. While a secret is being replaced: both, with a comma between.
    #[arg(
        long,
        env = "STOA_STRIPE_WEBHOOK_SECRETS",
        default_value = "whsec_stoa_sandbox",
        value_delimiter = ',',
        value_parser = secret,
        hide_env_values = true,
        hide_default_value = true
    )]
    pub(crate) stripe_webhook_secrets: Vec<SecretString>,

    /// The gateway's card fields, for a frame on the checkout page.
    #[arg(
        long,
        env = "STOA_CARD_FRAME_URL",
        default_value = "http://127.0.0.1:3010/embed/card",
        value_parser = taking::<Url>("STOA_CARD_FRAME_URL takes an address")
    )]
    pub(crate) card_frame_url: Url,

    /// The gateway's own card page, for visitors without JavaScript.
    #[arg(
        long,
        env = "STOA_CARD_PAGE_URL",
        default_value = "http://127.0.0.1:3010/pay/card",
        value_parser = taking::<Url>("STOA_CARD_PAGE_URL takes an address")
    )]
    pub(crate) card_page_url: Url,
}

impl GatewaySettings {
    /// Where card fields are framed from and forms lead to, each once.
    pub(crate) fn origins(&self) -> Vec<String> {
        let mut origins: Vec<_> = [&self.card_frame_url, &self.card_page_url]
            .map(|url| url.origin().ascii_serialization())
            .into();
        origins.dedup();
        origins
    }
}
