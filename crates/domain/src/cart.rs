//! What a shopper means to buy.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Currency, Money, Slug, VariantId,
    catalog::{Availability, Picture},
    order::OrderTotals,
    pricing::{Bill, CartCoupon, Discount, Quote, TaxShare, Taxation},
};

/// The cart as it stands against today's prices and shelves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cart {
    pub lines: Vec<CartLine>,
    /// What changed since the shopper last looked; said once.
    pub notices: Vec<CartNotice>,
    pub totals: CartTotals,
    /// What promotions take off, by name.
    pub discounts: Vec<Discount>,
    pub taxes: Vec<TaxShare>,
    pub coupon: Option<CartCoupon>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    pub variant: VariantId,
    pub sku: String,
    pub product: Slug,
    pub title: String,
    /// Names and values, as `("Colour", "Moss")`.
    pub options: Vec<(String, String)>,
    pub picture: Option<Picture>,
    pub unit_price: Money,
    pub quantity: Quantity,
    pub total: Money,
    pub availability: Availability,
    /// False when the shelf no longer holds the quantity: the cart can't be ordered as it is.
    pub orderable: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CartNotice {
    PriceChanged {
        title: String,
        was: Money,
        now: Money,
    },
    StockReduced {
        title: String,
        wanted: Quantity,
        available: u32,
    },
    SoldOut {
        title: String,
    },
    /// The product was taken out of the shop, and so out of the cart.
    Gone {
        title: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartTotals {
    pub items: u32,
    pub subtotal: Money,
    pub discount: Money,
    /// The first way of delivery, to where the shopper lives as far as that is known.
    pub shipping: Money,
    pub tax: Money,
    pub taxation: Taxation,
    pub total: Money,
    /// What is missing until shipping costs nothing.
    pub until_free_shipping: Option<Money>,
}

/// How many of one thing: 1 to 99.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Quantity(u16);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a quantity is a whole number from 1 to {}", Quantity::MAX)]
pub struct QuantityError;

/// What shipping costs in a shop that has no zones: the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShippingRates {
    pub standard: Money,
    pub express: Money,
    /// From this subtotal on the standard delivery is free.
    pub free_from: Money,
}

impl Cart {
    /// More different things than this is a script, not a shopper.
    pub const MAX_LINES: usize = 100;

    pub fn empty(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        let totals = CartTotals {
            items: 0,
            subtotal: zero,
            discount: zero,
            shipping: zero,
            tax: zero,
            taxation: Taxation::Included,
            total: zero,
            until_free_shipping: None,
        };
        Self {
            lines: Vec::new(),
            notices: Vec::new(),
            totals,
            discounts: Vec::new(),
            taxes: Vec::new(),
            coupon: None,
        }
    }

    /// What the lines come to, as a bill.
    pub fn bill(&self) -> Bill {
        let CartTotals {
            subtotal,
            discount,
            shipping,
            tax,
            taxation,
            total,
            ..
        } = self.totals;
        let totals = OrderTotals {
            subtotal,
            discount,
            shipping,
            tax,
            // What of the tax is the delivery's is not asked of a cart.
            shipping_tax: Money::zero(tax.currency),
            taxation,
            total,
        };
        Bill {
            totals,
            discounts: self.discounts.clone(),
            taxes: self.taxes.clone(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn is_orderable(&self) -> bool {
        !self.is_empty() && self.lines.iter().all(|line| line.orderable)
    }
}

impl CartTotals {
    pub fn of(items: u32, quote: &Quote) -> Self {
        let totals = quote.bill.totals;
        Self {
            items,
            subtotal: totals.subtotal,
            discount: totals.discount,
            shipping: totals.shipping,
            tax: totals.tax,
            taxation: totals.taxation,
            total: totals.total,
            until_free_shipping: quote.until_free_shipping,
        }
    }
}

impl Quantity {
    pub const MAX: u16 = 99;
    pub const ONE: Self = Self(1);

    pub const fn new(count: u16) -> Result<Self, QuantityError> {
        if 1 <= count && count <= Self::MAX {
            Ok(Self(count))
        } else {
            Err(QuantityError)
        }
    }

    pub const fn get(self) -> u16 {
        self.0
    }

    /// Adding more than a cart line may hold stops at the most it may.
    pub fn plus_clamped(self, other: Self) -> Self {
        Self((self.0 + other.0).min(Self::MAX))
    }
}

impl TryFrom<u16> for Quantity {
    type Error = QuantityError;

    fn try_from(count: u16) -> Result<Self, Self::Error> {
        Self::new(count)
    }
}

impl From<Quantity> for u16 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim()
            .parse::<u16>()
            .map_err(|_| QuantityError)
            .and_then(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_no_shop_would_sell_is_refused() {
        for bad in ["0", "-1", "1.5", "100", "1e3", "4294967296", ""] {
            assert_eq!(bad.parse::<Quantity>(), Err(QuantityError), "{bad:?}");
        }
        assert_eq!(" 3 ".parse::<Quantity>().map(Quantity::get), Ok(3));
        assert!(serde_json::from_str::<Quantity>("0").is_err());
    }
}
