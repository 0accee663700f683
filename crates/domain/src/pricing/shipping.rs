//! Where to, how, for how much, and when it is there.

use serde::{Deserialize, Serialize};

use crate::{
    CalendarDate, Money, Timestamp,
    cart::ShippingRates,
    checkout::{CountryCode, ShippingMethod},
};

/// Countries that are delivered to on the same terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingZone {
    pub name: String,
    /// None: everywhere that no other zone names.
    pub countries: Vec<CountryCode>,
    /// At least one; the first is what is chosen until another is.
    pub rates: Vec<ShippingRate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingRate {
    pub method: ShippingMethod,
    pub price: Money,
    /// From goods of this worth on, promotions taken off, it costs nothing.
    pub free_from: Option<Money>,
    /// Working days until it is there, at best and at worst.
    pub days: (u16, u16),
}

impl ShippingRate {
    /// What it costs to deliver goods of this worth.
    pub fn price_for(&self, goods: Money) -> Money {
        match self.free_from {
            Some(free_from) if free_from.minor <= goods.minor => Money::zero(self.price.currency),
            _ => self.price,
        }
    }

    /// What is missing until it is free.
    pub fn until_free(&self, goods: Money) -> Option<Money> {
        let missing = self.free_from?.checked_sub(goods).ok()?;
        (0 < missing.minor && !self.price.is_zero()).then_some(missing)
    }

    /// The first and the last day of the promise. Parcels travel on working days only.
    pub fn delivery(&self, ordered: Timestamp) -> (CalendarDate, CalendarDate) {
        let (earliest, latest) = self.days;
        (
            working_days_after(ordered.date(), earliest),
            working_days_after(ordered.date(), latest),
        )
    }
}

/// A shop without zones delivers everywhere on these terms.
impl From<ShippingRates> for ShippingZone {
    fn from(rates: ShippingRates) -> Self {
        let standard = ShippingRate {
            method: ShippingMethod::Standard,
            price: rates.standard,
            free_from: Some(rates.free_from),
            days: (2, 4),
        };
        let express = ShippingRate {
            method: ShippingMethod::Express,
            price: rates.express,
            free_from: None,
            days: (1, 1),
        };
        Self {
            name: "Everywhere".to_owned(),
            countries: Vec::new(),
            rates: vec![standard, express],
        }
    }
}

fn working_days_after(mut date: CalendarDate, mut days: u16) -> CalendarDate {
    while 0 < days {
        date = date.plus_days(1);
        if !date.is_weekend() {
            days -= 1;
        }
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn zone() -> ShippingZone {
        let eur = |minor| Money::new(minor, Currency::Eur);
        ShippingZone::from(ShippingRates {
            standard: eur(490),
            express: eur(990),
            free_from: eur(6000),
        })
    }

    #[test]
    fn parcels_do_not_travel_on_weekends() {
        // 2026-11-20 is a Friday.
        let friday = Timestamp::from_unix_millis(1_795_174_200_000);
        let zone = zone();
        let (earliest, latest) = zone.rates[0].delivery(friday);
        assert_eq!(
            (earliest.to_string(), latest.to_string()),
            ("2026-11-24".into(), "2026-11-26".into())
        );
        let express = zone.rates[1].delivery(friday).0;
        assert_eq!(express.to_string(), "2026-11-23");
    }

    #[test]
    fn delivery_is_free_from_the_threshold_on_and_says_how_far_that_is() {
        let standard = zone().rates[0];
        for (goods, price, missing) in [(0, 490, Some(6000)), (5999, 490, Some(1)), (6000, 0, None)]
        {
            let goods = Money::new(goods, Currency::Eur);
            assert_eq!(standard.price_for(goods).minor, price);
            assert_eq!(
                standard.until_free(goods).map(|missing| missing.minor),
                missing
            );
        }
    }
}
