//! From rules back to the file that they could have come from.

use domain::{
    Slug,
    checkout::CountryCode,
    pricing::{Effect, Percentage, Taxation, TradeRules},
};
use store::trade::NewPromotion;

use super::file::{
    Prices, PromotionEntry, RateEntry, ShippingEntry, TaxClassEntry, TaxEntry, TaxRateEntry,
    TradeFile,
};
use crate::ShopError;

pub(super) fn write(rules: &TradeRules, promotions: &[NewPromotion]) -> Result<String, ShopError> {
    let shipping = rules.shipping.iter().map(|zone| ShippingEntry {
        zone: zone.name.clone(),
        countries: countries(&zone.countries),
        rate: zone
            .rates
            .iter()
            .map(|rate| RateEntry {
                method: rate.method,
                price: rate.price.decimal(),
                free_from: rate.free_from.map(|free_from| free_from.decimal()),
                days: rate.days,
            })
            .collect(),
    });
    let tax = rules.taxes.iter().map(|zone| TaxEntry {
        zone: zone.name.clone(),
        countries: countries(&zone.countries),
        prices: match zone.taxation {
            Taxation::Included => Prices::IncludeTax,
            Taxation::Added => Prices::ExcludeTax,
        },
        shipping_class: Some(zone.shipping_class.clone()),
        rate: zone
            .rates
            .iter()
            .map(|rate| TaxRateEntry {
                class: Some(rate.class.clone()),
                name: rate.name.clone(),
                percent: rate.rate.to_string(),
            })
            .collect(),
    });
    let classes = rules.tax_classes.iter().map(|class| TaxClassEntry {
        name: class.name.clone(),
        products: slugs(&class.goods.products),
        categories: slugs(&class.goods.categories),
    });
    let file = TradeFile {
        shipping: Some(shipping.collect()),
        tax: (!rules.taxes.is_empty()).then(|| tax.collect()),
        tax_class: classes.collect(),
        promotion: promotions.iter().map(promotion).collect(),
    };
    toml::to_string(&file).map_err(ShopError::internal)
}

fn promotion(promotion: &NewPromotion) -> PromotionEntry {
    let limits = promotion.coupons.first();
    let entry = PromotionEntry {
        name: promotion.name.clone(),
        products: slugs(&promotion.goods.products),
        categories: slugs(&promotion.goods.categories),
        minimum: promotion.minimum.map(|minimum| minimum.decimal()),
        combines: (!promotion.combines).then_some(false),
        starts: promotion.starts_at.map(|moment| moment.to_string()),
        ends: promotion.ends_at.map(|moment| moment.to_string()),
        codes: promotion
            .coupons
            .iter()
            .filter_map(|coupon| coupon.code.as_ref())
            .map(ToString::to_string)
            .collect(),
        uses: limits.and_then(|coupon| coupon.max_uses),
        uses_per_customer: limits.and_then(|coupon| coupon.max_per_customer),
        ..PromotionEntry::default()
    };
    match &promotion.effect {
        Effect::Percent { off } => PromotionEntry {
            percent: Some(off.to_string()),
            ..entry
        },
        Effect::Amount { off } => PromotionEntry {
            amount: Some(off.decimal()),
            ..entry
        },
        Effect::FreeShipping { methods } => PromotionEntry {
            free_shipping: Some(methods.clone()),
            ..entry
        },
        Effect::BuyGet {
            buy,
            get,
            off,
            gift,
        } => {
            let gift = gift.clone().unwrap_or_default();
            PromotionEntry {
                buy: Some(*buy),
                get: Some(*get),
                percent: (*off != Percentage::WHOLE).then(|| off.to_string()),
                gift_products: slugs(&gift.products),
                gift_categories: slugs(&gift.categories),
                ..entry
            }
        }
    }
}

fn countries(codes: &[CountryCode]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

fn slugs(slugs: &[Slug]) -> Vec<String> {
    slugs.iter().map(Slug::to_string).collect()
}
