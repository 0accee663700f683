//! What the merchant decided about shipping, tax and promotions, and which of it is about whom.

use serde::{Deserialize, Serialize};

use super::{Goods, Promotion, ShippingRate, ShippingZone, TaxZone};
use crate::{
    Slug,
    checkout::{CountryCode, ShippingMethod},
};

/// All rules that may be about one cart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TradeRules {
    /// The first is the home zone: where whoever has not said otherwise is taken to live.
    pub shipping: Vec<ShippingZone>,
    /// The same. Without any, prices include whatever tax there is and nothing is said about it.
    pub taxes: Vec<TaxZone>,
    /// What is not of the usual class.
    pub tax_classes: Vec<TaxClass>,
    /// In the order in which they are taken off.
    pub promotions: Vec<Promotion>,
}

/// Goods that are taxed in a way of their own: books, food.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxClass {
    pub name: String,
    pub goods: Scope,
}

/// Some of the goods: these products, and all of these categories and those below. Nothing named is everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    pub products: Vec<Slug>,
    pub categories: Vec<Slug>,
}

impl TradeRules {
    /// None: the shop does not deliver there.
    pub fn shipping_zone(&self, country: Option<CountryCode>) -> Option<&ShippingZone> {
        of_country(&self.shipping, country, |zone| &zone.countries)
    }

    pub fn tax_zone(&self, country: Option<CountryCode>) -> Option<&TaxZone> {
        of_country(&self.taxes, country, |zone| &zone.countries)
    }

    /// The rate for a way of delivery; where the country has no such way, its first.
    pub fn shipping_rate(
        &self,
        country: Option<CountryCode>,
        method: ShippingMethod,
    ) -> Option<&ShippingRate> {
        let rates = &self.shipping_zone(country)?.rates;
        rates
            .iter()
            .find(|rate| rate.method == method)
            .or(rates.first())
    }

    pub(super) fn tax_class(&self, goods: &Goods) -> &str {
        self.tax_classes
            .iter()
            .find(|class| class.goods.holds(goods))
            .map_or(TaxZone::USUAL_CLASS, |class| class.name.as_str())
    }
}

impl Scope {
    pub fn is_everything(&self) -> bool {
        self.products.is_empty() && self.categories.is_empty()
    }

    pub fn holds(&self, goods: &Goods) -> bool {
        self.is_everything()
            || self.products.contains(&goods.product)
            || goods
                .categories
                .iter()
                .any(|category| self.categories.contains(category))
    }
}

/// The zone that names the country, else the one that names none: everywhere else.
fn of_country<Z>(
    zones: &[Z],
    country: Option<CountryCode>,
    countries: impl Fn(&Z) -> &[CountryCode],
) -> Option<&Z> {
    let Some(country) = country else {
        return zones.first();
    };
    zones
        .iter()
        .find(|zone| countries(zone).contains(&country))
        .or_else(|| zones.iter().find(|zone| countries(zone).is_empty()))
}
