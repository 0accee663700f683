//! What the shop promises about delivery before anyone has a cart.

use serde::{Deserialize, Serialize};

use super::{ShippingMethod, ShippingOption};
use crate::{Money, Timestamp, cart::ShippingRates};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryPromise {
    /// Ordered now, at the full rate.
    pub standard: ShippingOption,
    /// From this subtotal on the standard delivery is free.
    pub free_from: Money,
}

impl DeliveryPromise {
    pub fn of(rates: ShippingRates, now: Timestamp) -> Self {
        let method = ShippingMethod::Standard;
        let (earliest, latest) = method.delivery(now);
        let standard = ShippingOption {
            method,
            price: rates.standard,
            earliest,
            latest,
        };
        Self {
            standard,
            free_from: rates.free_from,
        }
    }

    /// What the delivery of this alone costs.
    pub fn cost_of(&self, price: Money) -> Money {
        if self.free_from.minor <= price.minor {
            Money::zero(price.currency)
        } else {
            self.standard.price
        }
    }
}
