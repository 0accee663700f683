//! What a cart comes to: the merchant's rules, read once, and the domain's sum.

use domain::{
    Timestamp,
    checkout::{CountryCode, ShippingMethod},
    pricing::{Basket, Goods, Quote, ShippingRate, ShippingZone, TradeRules, quote},
};
use store::{
    Connection,
    cart::StoredLine,
    trade::{CartWishes, rules},
};

use crate::{Parts, ShopError};

/// The rules for one cart, and what its shopper told.
pub(crate) struct Pricing {
    pub(crate) rules: TradeRules,
    pub(crate) wishes: CartWishes,
    currency: domain::Currency,
    now: Timestamp,
}

impl Pricing {
    pub(crate) async fn read(
        parts: &Parts,
        db: &impl Connection,
        wishes: CartWishes,
    ) -> Result<Self, ShopError> {
        let (currency, now) = (parts.settings.currency, parts.clock.now());
        let mut rules = rules(db, currency, &wishes, now).await?;
        if rules.shipping.is_empty() {
            rules
                .shipping
                .push(ShippingZone::from(parts.settings.rates));
        }
        Ok(Self {
            rules,
            wishes,
            currency,
            now,
        })
    }

    /// Where to it goes, as far as that is known. Where the shop does not deliver it costs what it does at home.
    pub(crate) fn zone(&self) -> Result<&ShippingZone, ShopError> {
        let zone = self.rules.shipping_zone(self.wishes.country);
        zone.or(self.rules.shipping.first())
            .ok_or_else(|| ShopError::internal("a shop without any delivery"))
    }

    /// The first way of delivery there is.
    pub(crate) fn usual_rate(&self) -> Result<ShippingRate, ShopError> {
        let rate = self.zone()?.rates.first().copied();
        rate.ok_or_else(|| ShopError::internal("a shipping zone without rates"))
    }

    /// The rate for a way of delivery, if there is such a way to this country.
    pub(crate) fn rate(
        &self,
        country: CountryCode,
        method: ShippingMethod,
    ) -> Option<ShippingRate> {
        let rate = self.rules.shipping_rate(Some(country), method).copied();
        rate.filter(|rate| rate.method == method)
    }

    pub(crate) fn quote(&self, goods: &[Goods], rate: ShippingRate) -> Result<Quote, ShopError> {
        let basket = Basket {
            currency: self.currency,
            goods: goods.to_vec(),
            country: self.wishes.country,
            rate,
            code: self.wishes.code.as_ref(),
            now: self.now,
        };
        Ok(quote(&self.rules, &basket)?)
    }
}

/// The lines that can be bought at all, at today's prices.
pub(crate) fn goods_of(lines: &[StoredLine]) -> Vec<Goods> {
    lines
        .iter()
        .filter_map(|line| {
            Some(Goods {
                variant: line.variant,
                product: line.offer.product.clone(),
                categories: line.offer.categories.clone(),
                unit_price: line.offer.price.filter(|_| line.offer.for_sale)?,
                quantity: line.quantity,
            })
        })
        .collect()
}
