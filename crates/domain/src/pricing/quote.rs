//! The sum of everything.

use serde::{Deserialize, Serialize};

use super::{
    CartCoupon, CouponCode, CouponProblem, Promotion, ShippingRate, TaxShare, Taxation, TradeRules,
    tax::Taxed,
};
use crate::{
    CouponId, Currency, Money, MoneyError, Slug, Timestamp, VariantId, cart::Quantity,
    checkout::CountryCode, order::OrderTotals,
};

/// A line, as far as its price is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    pub variant: VariantId,
    pub product: Slug,
    /// The product's category and those above it.
    pub categories: Vec<Slug>,
    pub unit_price: Money,
    pub quantity: Quantity,
}

/// What is to be paid for.
#[derive(Debug, Clone)]
pub struct Basket<'a> {
    pub currency: Currency,
    pub goods: Vec<Goods>,
    /// Where to, once that is known.
    pub country: Option<CountryCode>,
    pub rate: ShippingRate,
    pub code: Option<&'a CouponCode>,
    pub now: Timestamp,
}

/// What it comes to, in as many lines as a bill has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    pub totals: OrderTotals,
    pub discounts: Vec<Discount>,
    pub taxes: Vec<TaxShare>,
}

/// What a promotion took off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    pub coupon: CouponId,
    pub name: String,
    pub code: Option<CouponCode>,
    pub amount: Money,
}

/// A bill, and what of it belongs to each line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub bill: Bill,
    /// In the order of the goods.
    pub lines: Vec<LineShare>,
    /// What goods are still missing until the chosen delivery is free.
    pub until_free_shipping: Option<Money>,
    /// The code in the cart, and whether it does anything.
    pub coupon: Option<CartCoupon>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineShare {
    pub discount: Money,
    /// Within its price or on top of it, as the bill's taxation says.
    pub tax: Money,
}

/// What some promotions leave of the prices.
struct Reduced<'a> {
    left: Vec<i64>,
    shipping: i64,
    shipping_left: i64,
    taken: Vec<(&'a Promotion, i64)>,
}

/// What the basket costs. The order of its lines makes no difference.
pub fn quote(rules: &TradeRules, basket: &Basket<'_>) -> Result<Quote, MoneyError> {
    let currency = basket.currency;
    let money = |minor| Money::new(minor, currency);
    // Whoever breaks a tie does it by this order, not by that of the cart.
    let mut order: Vec<usize> = (0..basket.goods.len()).collect();
    order.sort_by_key(|at| basket.goods[*at].variant);
    let goods: Vec<Goods> = order.iter().map(|at| basket.goods[*at].clone()).collect();
    let full: Vec<i64> = goods
        .iter()
        .map(|line| Ok(line.unit_price.times(line.quantity.get().into())?.minor))
        .collect::<Result<_, MoneyError>>()?;
    let subtotal = Money::sum(currency, full.iter().copied().map(money))?;

    let fitting: Vec<&Promotion> = rules
        .promotions
        .iter()
        .filter(|promotion| promotion.code.is_none() || promotion.code.as_ref() == basket.code)
        .filter(|promotion| promotion.problem(&goods, subtotal, basket.now).is_none())
        .collect();
    let reduced = best(&fitting, &goods, &full, &basket.rate);
    let (taxes, tax_shares, taxation) = taxed(rules, basket, &goods, &reduced);

    let discount = Money::sum(currency, reduced.taken.iter().map(|(_, off)| money(*off)))?;
    let tax = Money::sum(currency, taxes.iter().map(|tax| tax.amount))?;
    let shipping = money(reduced.shipping);
    let total = subtotal.checked_add(shipping)?.checked_sub(discount)?;
    let total = match taxation {
        Taxation::Included => total,
        Taxation::Added => total.checked_add(tax)?,
    };
    let totals = OrderTotals {
        subtotal,
        discount,
        shipping,
        tax,
        shipping_tax: money(tax_shares.last().copied().unwrap_or_default()),
        taxation,
        total,
    };
    let none = LineShare {
        discount: money(0),
        tax: money(0),
    };
    let mut lines = vec![none; goods.len()];
    for (sorted, at) in order.into_iter().enumerate() {
        lines[at] = LineShare {
            discount: money(full[sorted] - reduced.left[sorted]),
            tax: money(tax_shares[sorted]),
        };
    }
    let left = money(reduced.left.iter().sum());
    let is_free = reduced.shipping_left == 0;
    Ok(Quote {
        lines,
        until_free_shipping: basket.rate.until_free(left).filter(|_| !is_free),
        coupon: coupon(rules, basket, &goods, subtotal, &reduced),
        bill: Bill {
            totals,
            discounts: reduced
                .taken
                .into_iter()
                .map(|(by, off)| by.discount(money(off)))
                .collect(),
            taxes,
        },
    })
}

/// All that combine together, or one of the others alone, or none: whatever saves most. Less goods can mean
/// that delivery is not free any more.
fn best<'a>(
    fitting: &[&'a Promotion],
    goods: &[Goods],
    full: &[i64],
    rate: &ShippingRate,
) -> Reduced<'a> {
    let (together, alone): (Vec<_>, Vec<_>) =
        fitting.iter().partition(|promotion| promotion.combines);
    let mut best = Reduced::by(&together, goods, full, rate);
    let others = std::iter::once(Vec::new()).chain(alone.into_iter().map(|alone| vec![alone]));
    for other in others {
        let other = Reduced::by(&other, goods, full, rate);
        if other.to_pay() < best.to_pay() {
            best = other;
        }
    }
    best
}

impl<'a> Reduced<'a> {
    fn by(
        promotions: &[&'a Promotion],
        goods: &[Goods],
        full: &[i64],
        rate: &ShippingRate,
    ) -> Self {
        let mut left = full.to_vec();
        let mut taken = Vec::new();
        for promotion in promotions {
            let off = promotion.off(goods, &left);
            for (left, off) in left.iter_mut().zip(&off) {
                *left -= off;
            }
            taken.push((*promotion, off.iter().sum::<i64>()));
        }
        let worth = Money::new(left.iter().sum(), rate.price.currency);
        // Nothing is delivered to an empty cart.
        let shipping = if goods.is_empty() {
            0
        } else {
            rate.price_for(worth).minor
        };
        let mut shipping_left = shipping;
        for (promotion, off) in &mut taken {
            if promotion.frees(rate.method) {
                *off += shipping_left;
                shipping_left = 0;
            }
        }
        taken.retain(|(_, off)| 0 < *off);
        Self {
            left,
            shipping,
            shipping_left,
            taken,
        }
    }

    fn to_pay(&self) -> i128 {
        self.left.iter().copied().map(i128::from).sum::<i128>() + i128::from(self.shipping_left)
    }
}

/// Tax at each rate, and that of each line, delivery's last.
fn taxed(
    rules: &TradeRules,
    basket: &Basket<'_>,
    goods: &[Goods],
    reduced: &Reduced<'_>,
) -> (Vec<TaxShare>, Vec<i64>, Taxation) {
    let Some(zone) = rules.tax_zone(basket.country) else {
        return (Vec::new(), vec![0; goods.len() + 1], Taxation::Included);
    };
    let mut parts: Vec<Taxed<'_>> = goods
        .iter()
        .zip(&reduced.left)
        .map(|(line, left)| Taxed {
            class: rules.tax_class(line),
            amount: *left,
        })
        .collect();
    parts.push(Taxed {
        class: &zone.shipping_class,
        amount: reduced.shipping_left,
    });
    let (taxes, shares) = zone.tax(&parts, |minor| Money::new(minor, basket.currency));
    (taxes, shares, zone.taxation)
}

fn coupon(
    rules: &TradeRules,
    basket: &Basket<'_>,
    goods: &[Goods],
    subtotal: Money,
    reduced: &Reduced<'_>,
) -> Option<CartCoupon> {
    let code = basket.code?;
    let promotion = rules
        .promotions
        .iter()
        .find(|promotion| promotion.code.as_ref() == Some(code));
    let problem = match promotion {
        None => Some(CouponProblem::Unknown),
        Some(promotion) => promotion
            .problem(goods, subtotal, basket.now)
            .or_else(|| promotion.idle(reduced, goods, basket)),
    };
    Some(CartCoupon {
        code: code.clone(),
        problem,
    })
}

impl Promotion {
    fn discount(&self, amount: Money) -> Discount {
        Discount {
            coupon: self.coupon,
            name: self.name.clone(),
            code: self.code.clone(),
            amount,
        }
    }

    /// Why it took nothing off although it might have.
    fn idle(
        &self,
        reduced: &Reduced<'_>,
        goods: &[Goods],
        basket: &Basket<'_>,
    ) -> Option<CouponProblem> {
        if reduced.taken.iter().any(|(by, _)| by.coupon == self.coupon) {
            return None;
        }
        let full: Vec<i64> = goods
            .iter()
            .filter_map(|line| line.unit_price.times(line.quantity.get().into()).ok())
            .map(|price| price.minor)
            .collect();
        let alone = Reduced::by(&[self], goods, &full, &basket.rate);
        Some(if alone.taken.is_empty() {
            CouponProblem::NothingFits
        } else {
            CouponProblem::Outdone
        })
    }
}
