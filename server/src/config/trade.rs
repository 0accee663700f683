//! What the merchant decides: the currency, and what shipping costs.

use anyhow::Context as _;
use clap::Args;
use domain::{Currency, Money, cart::ShippingRates};
use gateways::Capture;

use super::taking;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Trade")]
pub(crate) struct TradeSettings {
    /// The currency of every price, by its ISO 4217 code.
    #[arg(
        long,
        env = "STOA_CURRENCY",
        default_value = "EUR",
        value_parser = taking::<Currency>("STOA_CURRENCY takes one of CHF, EUR, GBP, JPY, KWD, SEK, USD")
    )]
    pub(crate) currency: Currency,

    /// When money moves: at_once, or later, by `server orders capture`. Cards hold a reserved amount for about a week.
    #[arg(long, env = "STOA_CAPTURE", default_value = "at_once", value_parser = capture)]
    pub(crate) capture: Capture,

    /// What standard delivery costs.
    #[arg(long, env = "STOA_SHIPPING_STANDARD", default_value = "4.90")]
    shipping_standard: String,

    /// What express delivery costs.
    #[arg(long, env = "STOA_SHIPPING_EXPRESS", default_value = "9.90")]
    shipping_express: String,

    /// From this subtotal on standard delivery is free.
    #[arg(long, env = "STOA_SHIPPING_FREE_FROM", default_value = "60.00")]
    shipping_free_from: String,
}

impl TradeSettings {
    /// Amounts are read here, not by clap: how many decimals they may have depends on the currency.
    pub(crate) fn rates(&self) -> anyhow::Result<ShippingRates> {
        let amount = |setting: &str, text: &str| {
            Money::parse_decimal(text, self.currency).with_context(|| {
                format!(
                    "{setting} takes an amount of {}, like 4.90, not {text:?}",
                    self.currency.code()
                )
            })
        };
        Ok(ShippingRates {
            standard: amount("STOA_SHIPPING_STANDARD", &self.shipping_standard)?,
            express: amount("STOA_SHIPPING_EXPRESS", &self.shipping_express)?,
            free_from: amount("STOA_SHIPPING_FREE_FROM", &self.shipping_free_from)?,
        })
    }
}

fn capture(text: &str) -> Result<Capture, &'static str> {
    match text.trim() {
        "at_once" => Ok(Capture::AtOnce),
        "later" => Ok(Capture::Later),
        _ => Err("STOA_CAPTURE takes at_once or later"),
    }
}
