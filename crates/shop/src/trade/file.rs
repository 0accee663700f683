//! The file as it is written. `docs/trade.md` shows one.

use domain::checkout::ShippingMethod;
use serde::{Deserialize, Serialize};

use super::TradeMistake;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TradeFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) shipping: Option<Vec<ShippingEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tax: Option<Vec<TaxEntry>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) tax_class: Vec<TaxClassEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) promotion: Vec<PromotionEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShippingEntry {
    pub(super) zone: String,
    #[serde(default)]
    pub(super) countries: Vec<String>,
    #[serde(default)]
    pub(super) rate: Vec<RateEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RateEntry {
    pub(super) method: ShippingMethod,
    pub(super) price: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) free_from: Option<String>,
    pub(super) days: (u16, u16),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaxEntry {
    pub(super) zone: String,
    #[serde(default)]
    pub(super) countries: Vec<String>,
    pub(super) prices: Prices,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) shipping_class: Option<String>,
    #[serde(default)]
    pub(super) rate: Vec<TaxRateEntry>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Prices {
    IncludeTax,
    ExcludeTax,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaxRateEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) class: Option<String>,
    pub(super) name: String,
    pub(super) percent: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaxClassEntry {
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) products: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) categories: Vec<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PromotionEntry {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) percent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) amount: Option<String>,
    /// The ways of delivery; none is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) free_shipping: Option<Vec<ShippingMethod>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) buy: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) get: Option<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) gift_products: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) gift_categories: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) products: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) categories: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minimum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) combines: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ends: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) codes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uses: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uses_per_customer: Option<u32>,
}

pub(super) fn parse(text: &str) -> Result<TradeFile, TradeMistake> {
    toml::from_str(text).map_err(|error| TradeMistake {
        place: error.span().map_or_else(
            || "the file".to_owned(),
            |span| {
                let before = &text[..span.start.min(text.len())];
                format!("line {}", before.matches('\n').count() + 1)
            },
        ),
        reason: error.message().to_owned(),
    })
}
