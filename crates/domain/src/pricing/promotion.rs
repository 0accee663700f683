//! Promotions: what they take off, and from which lines.

use serde::{Deserialize, Serialize};

use super::{
    CouponCode, CouponProblem, Goods, Percentage, Scope, UseLimits,
    allocation::{allocate, part},
};
use crate::{CouponId, Money, Timestamp, checkout::ShippingMethod};

/// Money off, on conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promotion {
    /// The right to it: what is counted when it is used.
    pub coupon: CouponId,
    /// As it stands on the bill.
    pub name: String,
    /// None: it is everybody's.
    pub code: Option<CouponCode>,
    pub effect: Effect,
    /// What it reduces.
    pub goods: Scope,
    /// What all goods together must be worth, before anything is taken off.
    pub minimum: Option<Money>,
    /// Whether it goes with others. Those that don't go alone, if that saves more.
    pub combines: bool,
    pub starts_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub limits: UseLimits,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Effect {
    Percent {
        off: Percentage,
    },
    /// Off the goods together; what is more than they cost is lost.
    Amount {
        off: Money,
    },
    /// These ways of delivery cost nothing. None named: all of them.
    FreeShipping {
        methods: Vec<ShippingMethod>,
    },
    /// For every so many bought, the cheapest so many are reduced. Both are counted among the promotion's
    /// goods, unless the gift is something else.
    BuyGet {
        buy: u16,
        get: u16,
        off: Percentage,
        gift: Option<Scope>,
    },
}

impl Promotion {
    /// Why it does nothing for these goods, as far as that can be said before it is tried.
    pub(super) fn problem(
        &self,
        goods: &[Goods],
        subtotal: Money,
        now: Timestamp,
    ) -> Option<CouponProblem> {
        if self.starts_at.is_some_and(|starts_at| now < starts_at) {
            return Some(CouponProblem::NotYet);
        }
        if self.ends_at.is_some_and(|ends_at| ends_at <= now) {
            return Some(CouponProblem::Expired);
        }
        if let Some(problem) = self.limits.exhausted() {
            return Some(problem);
        }
        if let Some(minimum) = self.minimum
            && subtotal.minor < minimum.minor
        {
            let missing = Money::new(minimum.minor - subtotal.minor, minimum.currency);
            return Some(CouponProblem::BelowMinimum { missing });
        }
        (!goods.iter().any(|line| self.goods.holds(line))).then_some(CouponProblem::NothingFits)
    }

    pub(super) fn frees(&self, method: ShippingMethod) -> bool {
        match &self.effect {
            Effect::FreeShipping { methods } => methods.is_empty() || methods.contains(&method),
            _ => false,
        }
    }

    /// What it takes off each line, of what others have left of it.
    pub(super) fn off(&self, goods: &[Goods], left: &[i64]) -> Vec<i64> {
        let eligible: Vec<i64> = goods
            .iter()
            .zip(left)
            .map(|(line, left)| if self.goods.holds(line) { *left } else { 0 })
            .collect();
        let whole: i64 = eligible.iter().sum();
        match &self.effect {
            Effect::Percent { off } => allocate(off.of(whole), &eligible),
            Effect::Amount { off } => allocate(off.minor.clamp(0, whole), &eligible),
            Effect::FreeShipping { .. } => vec![0; goods.len()],
            Effect::BuyGet {
                buy,
                get,
                off,
                gift,
            } => {
                let reduced =
                    self.reduced_units(goods, (*buy).into(), (*get).into(), gift.as_ref());
                goods
                    .iter()
                    .zip(left)
                    .zip(reduced)
                    .map(|((line, left), units)| {
                        let numerator = i128::from(units) * i128::from(off.millionths());
                        let denominator = i128::from(line.quantity.get())
                            * i128::from(Percentage::WHOLE.millionths());
                        part(*left, numerator, denominator)
                    })
                    .collect()
            }
        }
    }

    /// How many of each line are reduced: the cheapest first.
    fn reduced_units(&self, goods: &[Goods], buy: u32, get: u32, gift: Option<&Scope>) -> Vec<u32> {
        let is_gift = |line: &Goods| match gift {
            Some(gift) => gift.holds(line),
            None => self.goods.holds(line),
        };
        let counts = |line: &Goods| match gift {
            // What is given is not counted as bought.
            Some(_) => self.goods.holds(line) && !is_gift(line),
            None => self.goods.holds(line),
        };
        let units = |line: &Goods| u32::from(line.quantity.get());
        let bought: u32 = goods.iter().filter(|line| counts(line)).map(units).sum();
        let group = if gift.is_some() { buy } else { buy + get };
        let mut free = bought.checked_div(group).unwrap_or(0).saturating_mul(get);
        let mut cheapest: Vec<usize> = (0..goods.len())
            .filter(|index| is_gift(&goods[*index]))
            .collect();
        cheapest.sort_by_key(|index| goods[*index].unit_price.minor);
        let mut reduced = vec![0; goods.len()];
        for index in cheapest {
            reduced[index] = free.min(units(&goods[index]));
            free -= reduced[index];
        }
        reduced
    }
}
