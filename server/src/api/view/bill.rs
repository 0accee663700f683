//! What stands between the goods and the total.

use domain::pricing::{self as of, Taxation};
use serde::Serialize;
use utoipa::ToSchema;

use super::Amount;

/// What a promotion takes off.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Discount {
    #[schema(example = "Spring: five off")]
    name: String,
    /// The coupon's, if it has one.
    code: Option<String>,
    amount: Amount,
}

/// What is paid at one rate.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tax {
    #[schema(example = "VAT")]
    name: String,
    /// In percent.
    #[schema(example = "19")]
    rate: String,
    /// What it is a part of, itself not counted.
    net: Amount,
    amount: Amount,
    /// Whether prices hold it already. If not, it is part of the total beside them.
    included: bool,
}

impl From<of::Discount> for Discount {
    fn from(discount: of::Discount) -> Self {
        Self {
            name: discount.name,
            code: discount.code.map(|code| code.to_string()),
            amount: discount.amount.into(),
        }
    }
}

pub(super) fn taxes(taxes: Vec<of::TaxShare>, taxation: Taxation) -> Vec<Tax> {
    taxes
        .into_iter()
        .map(|tax| Tax {
            name: tax.name,
            rate: tax.rate.to_string(),
            net: tax.net.into(),
            amount: tax.amount.into(),
            included: taxation == Taxation::Included,
        })
        .collect()
}
