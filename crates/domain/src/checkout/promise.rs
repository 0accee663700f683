//! What the shop promises about delivery before anyone has a cart.

use serde::{Deserialize, Serialize};

use super::ShippingMethod;
use crate::{
    CalendarDate, Money, Timestamp,
    pricing::{ShippingRate, Taxation},
};

/// The first way of delivery in the home zone, ordered now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryPromise {
    pub method: ShippingMethod,
    /// The full rate.
    pub price: Money,
    pub earliest: CalendarDate,
    pub latest: CalendarDate,
    /// Working days, at best and at worst.
    pub days: (u16, u16),
    /// From goods of this worth on it is free.
    pub free_from: Option<Money>,
    /// Whether prices at home hold the tax.
    pub taxation: Taxation,
}

impl DeliveryPromise {
    pub fn of(rate: &ShippingRate, taxation: Taxation, now: Timestamp) -> Self {
        let (earliest, latest) = rate.delivery(now);
        Self {
            method: rate.method,
            price: rate.price,
            earliest,
            latest,
            days: rate.days,
            free_from: rate.free_from,
            taxation,
        }
    }

    /// What the delivery of this alone costs.
    pub fn cost_of(&self, price: Money) -> Money {
        match self.free_from {
            Some(free_from) if free_from.minor <= price.minor => Money::zero(price.currency),
            _ => self.price,
        }
    }
}
