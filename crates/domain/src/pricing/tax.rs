//! Tax by where it goes and what it is, inside the prices or on top of them.

use serde::{Deserialize, Serialize};

use super::{Percentage, allocation::allocate};
use crate::{Money, checkout::CountryCode};

/// Whether prices hold the tax already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taxation {
    #[default]
    Included,
    Added,
}

/// Countries that are taxed in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxZone {
    pub name: String,
    /// None: everywhere that no other zone names.
    pub countries: Vec<CountryCode>,
    pub taxation: Taxation,
    /// The class at whose rate delivery is taxed.
    pub shipping_class: String,
    pub rates: Vec<TaxRate>,
}

/// A class without a rate is not taxed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRate {
    pub class: String,
    /// As it stands on the bill: `VAT`.
    pub name: String,
    pub rate: Percentage,
}

/// What an order pays at one rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxShare {
    pub name: String,
    pub rate: Percentage,
    /// What it is a part of, itself not counted.
    pub net: Money,
    pub amount: Money,
}

/// Something that is taxed, or not.
pub(super) struct Taxed<'a> {
    pub(super) class: &'a str,
    pub(super) amount: i64,
}

impl TaxZone {
    /// Of whatever no class names.
    pub const USUAL_CLASS: &'static str = "standard";

    fn rate_of(&self, class: &str) -> Option<&TaxRate> {
        self.rates.iter().find(|rate| rate.class == class)
    }

    /// Tax at each rate, the highest first, and what of it belongs to each of the parts.
    pub(super) fn tax(
        &self,
        parts: &[Taxed<'_>],
        money: impl Fn(i64) -> Money,
    ) -> (Vec<TaxShare>, Vec<i64>) {
        let mut groups: Vec<(Percentage, &str)> = parts
            .iter()
            .filter(|part| 0 < part.amount)
            .filter_map(|part| self.rate_of(part.class))
            .map(|rate| (rate.rate, rate.name.as_str()))
            .collect();
        groups.sort_unstable_by(|one, other| other.cmp(one));
        groups.dedup();
        let mut taxes = Vec::new();
        let mut shares = vec![0; parts.len()];
        for (rate, name) in groups {
            let belongs = |part: &Taxed<'_>| {
                self.rate_of(part.class)
                    .is_some_and(|found| (found.rate, found.name.as_str()) == (rate, name))
            };
            let weights: Vec<i64> = parts
                .iter()
                .map(|part| if belongs(part) { part.amount } else { 0 })
                .collect();
            let base: i64 = weights.iter().sum();
            let (net, amount) = match self.taxation {
                Taxation::Included => (base - rate.within(base), rate.within(base)),
                Taxation::Added => (base, rate.of(base)),
            };
            for (share, more) in shares.iter_mut().zip(allocate(amount, &weights)) {
                *share += more;
            }
            taxes.push(TaxShare {
                name: name.to_owned(),
                rate,
                net: money(net),
                amount: money(amount),
            });
        }
        (taxes, shares)
    }
}
