//! The ways in which a parcel travels.

use serde::{Deserialize, Serialize};

use super::{Field, FieldError, FieldProblem};
use crate::{CalendarDate, Money, pricing::Bill};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShippingMethod {
    #[default]
    Standard,
    Express,
}

/// A way to have it delivered, with its price, the days it is promised for and all that is to be paid then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingOption {
    pub method: ShippingMethod,
    pub price: Money,
    pub earliest: CalendarDate,
    pub latest: CalendarDate,
    pub bill: Bill,
}

impl ShippingMethod {
    pub const ALL: [Self; 2] = [Self::Standard, Self::Express];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Express => "express",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Standard => "Standard delivery",
            Self::Express => "Express delivery",
        }
    }

    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// Nothing chosen is the cheapest.
    pub(super) fn parse(name: &str) -> Result<Self, FieldError> {
        if name.is_empty() {
            return Ok(Self::default());
        }
        Self::find(name).ok_or(FieldError {
            field: Field::Shipping,
            problem: FieldProblem::Malformed,
        })
    }
}
