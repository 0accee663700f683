//! From a file to rules, or to all of its mistakes at once.

use std::collections::BTreeSet;

use domain::{
    Currency, Money, Slug, Timestamp,
    checkout::CountryCode,
    pricing::{
        CouponCode, Effect, Percentage, Scope, ShippingRate, ShippingZone, TaxClass, TaxRate,
        TaxZone, Taxation,
    },
};
use store::trade::{NewPromotion, PutCoupon};

use super::{
    TradeMistake,
    file::{Prices, PromotionEntry, ShippingEntry, TaxEntry, TradeFile},
};

#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) shipping: Option<Vec<ShippingZone>>,
    pub(super) taxes: Option<Vec<TaxZone>>,
    pub(super) tax_classes: Vec<TaxClass>,
    pub(super) promotions: Vec<NewPromotion>,
}

impl Rules {
    /// What names goods of the shop, and where it does.
    pub(super) fn scopes(&self) -> Vec<(String, &Scope)> {
        let classes = self
            .tax_classes
            .iter()
            .map(|class| (format!("tax class {:?}", class.name), &class.goods));
        let promotions = self.promotions.iter().flat_map(|promotion| {
            let place = format!("promotion {:?}", promotion.name);
            let gift = match &promotion.effect {
                Effect::BuyGet { gift, .. } => gift.as_ref(),
                _ => None,
            };
            let scopes = gift.into_iter().chain([&promotion.goods]);
            scopes.map(move |scope| (place.clone(), scope))
        });
        classes.chain(promotions).collect()
    }
}

/// Reads on after a mistake; what it was in reads as something harmless, and nothing of it is used.
pub(super) fn read(file: &TradeFile, currency: Currency) -> (Rules, Vec<TradeMistake>) {
    let mut reader = Reader {
        currency,
        place: String::new(),
        mistakes: Vec::new(),
    };
    let rules = Rules {
        shipping: file.shipping.as_ref().map(|zones| reader.shipping(zones)),
        taxes: file.tax.as_ref().map(|zones| reader.taxes(zones)),
        tax_classes: reader.tax_classes(file),
        promotions: reader.promotions(&file.promotion),
    };
    (rules, reader.mistakes)
}

struct Reader {
    currency: Currency,
    /// Where it reads at the moment.
    place: String,
    mistakes: Vec<TradeMistake>,
}

impl Reader {
    fn mistake(&mut self, reason: impl Into<String>) {
        self.mistakes.push(TradeMistake {
            place: self.place.clone(),
            reason: reason.into(),
        });
    }

    fn check(&mut self, holds: bool, reason: &str) {
        if !holds {
            self.mistake(reason);
        }
    }

    fn shipping(&mut self, entries: &[ShippingEntry]) -> Vec<ShippingZone> {
        let mut zones = Vec::new();
        for entry in entries {
            self.place = format!("shipping zone {:?}", entry.zone);
            self.check(!entry.rate.is_empty(), "a zone needs at least one rate");
            let mut rates = Vec::new();
            for rate in &entry.rate {
                self.check(
                    rate.days.0 <= rate.days.1,
                    "days are the fewest and the most, like [2, 4]",
                );
                self.check(
                    rate.days.1 <= 365,
                    "no parcel travels for more than 365 working days",
                );
                let twice = rates
                    .iter()
                    .any(|other: &ShippingRate| other.method == rate.method);
                self.check(!twice, "a zone has each way of delivery once");
                rates.push(ShippingRate {
                    method: rate.method,
                    price: self.money("price", &rate.price),
                    free_from: rate
                        .free_from
                        .as_ref()
                        .map(|text| self.money("free_from", text)),
                    days: rate.days,
                });
            }
            zones.push(ShippingZone {
                name: entry.zone.clone(),
                countries: self.countries(&entry.countries),
                rates,
            });
        }
        let named = zones
            .iter()
            .map(|zone| (zone.name.as_str(), zone.countries.as_slice()));
        self.zones_differ("shipping", named.collect());
        zones
    }

    fn taxes(&mut self, entries: &[TaxEntry]) -> Vec<TaxZone> {
        let usual = || TaxZone::USUAL_CLASS.to_owned();
        let mut zones = Vec::new();
        for entry in entries {
            self.place = format!("tax zone {:?}", entry.zone);
            let mut rates: Vec<TaxRate> = Vec::new();
            for rate in &entry.rate {
                let class = rate.class.clone().unwrap_or_else(usual);
                let twice = rates.iter().any(|other| other.class == class);
                self.check(!twice, "a zone has one rate for each class");
                rates.push(TaxRate {
                    class,
                    name: rate.name.clone(),
                    rate: self.percentage(&rate.percent),
                });
            }
            zones.push(TaxZone {
                name: entry.zone.clone(),
                countries: self.countries(&entry.countries),
                taxation: match entry.prices {
                    Prices::IncludeTax => Taxation::Included,
                    Prices::ExcludeTax => Taxation::Added,
                },
                shipping_class: entry.shipping_class.clone().unwrap_or_else(usual),
                rates,
            });
        }
        let named = zones
            .iter()
            .map(|zone| (zone.name.as_str(), zone.countries.as_slice()));
        self.zones_differ("tax", named.collect());
        zones
    }

    fn zones_differ(&mut self, what: &str, zones: Vec<(&str, &[CountryCode])>) {
        let (mut names, mut named) = (BTreeSet::new(), BTreeSet::new());
        let mut rest = false;
        for (name, countries) in zones {
            self.place = format!("{what} zone {name:?}");
            self.check(names.insert(name), "there are two zones of this name");
            self.check(
                !(countries.is_empty() && rest),
                "only one zone can be everywhere else",
            );
            rest |= countries.is_empty();
            for country in countries {
                let fresh = named.insert(country.to_string());
                self.check(fresh, &format!("{country} is in two zones"));
            }
        }
    }

    fn tax_classes(&mut self, file: &TradeFile) -> Vec<TaxClass> {
        self.place = "tax_class".to_owned();
        let alone = !file.tax_class.is_empty() && file.tax.is_none();
        self.check(!alone, "classes are written together with the tax zones");
        let mut classes: Vec<TaxClass> = Vec::new();
        for entry in &file.tax_class {
            self.place = format!("tax class {:?}", entry.name);
            let goods = self.scope(&entry.products, &entry.categories);
            self.check(
                !goods.is_everything(),
                "a class names products or categories",
            );
            let twice = classes.iter().any(|class| class.name == entry.name);
            self.check(!twice, "there are two classes of this name");
            classes.push(TaxClass {
                name: entry.name.clone(),
                goods,
            });
        }
        classes
    }

    fn promotions(&mut self, entries: &[PromotionEntry]) -> Vec<NewPromotion> {
        let (mut names, mut codes) = (BTreeSet::new(), BTreeSet::new());
        let mut promotions = Vec::new();
        for entry in entries {
            self.place = format!("promotion {:?}", entry.name);
            self.check(
                !entry.name.trim().is_empty(),
                "a promotion needs a name: it stands on the bill",
            );
            self.check(
                names.insert(&entry.name),
                "there are two promotions of this name",
            );
            let promotion = self.promotion(entry);
            for code in promotion
                .coupons
                .iter()
                .filter_map(|coupon| coupon.code.as_ref())
            {
                let fresh = codes.insert(code.clone());
                self.check(fresh, &format!("the code {code} is there twice"));
            }
            promotions.push(promotion);
        }
        promotions
    }

    fn promotion(&mut self, entry: &PromotionEntry) -> NewPromotion {
        let starts_at = entry
            .starts
            .as_ref()
            .and_then(|text| self.moment("starts", text));
        let ends_at = entry
            .ends
            .as_ref()
            .and_then(|text| self.moment("ends", text));
        if let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) {
            self.check(starts_at < ends_at, "it ends before it starts");
        }
        let right = |code| PutCoupon {
            code,
            max_uses: entry.uses,
            max_per_customer: entry.uses_per_customer,
        };
        let coupons = if entry.codes.is_empty() {
            vec![right(None)]
        } else {
            let codes = entry.codes.iter().filter_map(|text| self.code(text));
            codes.map(|code| right(Some(code))).collect()
        };
        NewPromotion {
            name: entry.name.clone(),
            currency: self.currency,
            effect: self.effect(entry),
            goods: self.scope(&entry.products, &entry.categories),
            minimum: entry
                .minimum
                .as_ref()
                .map(|text| self.money("minimum", text)),
            combines: entry.combines.unwrap_or(true),
            starts_at,
            ends_at,
            coupons,
        }
    }

    fn effect(&mut self, entry: &PromotionEntry) -> Effect {
        let percent = entry.percent.as_ref().map(|text| self.percentage(text));
        let amount = entry.amount.as_ref().map(|text| self.money("amount", text));
        let gift = self.scope(&entry.gift_products, &entry.gift_categories);
        let has_gift = !gift.is_everything();
        let effect = match (percent, amount, &entry.free_shipping, entry.buy, entry.get) {
            (Some(off), None, None, None, None) => Effect::Percent { off },
            (None, Some(off), None, None, None) => Effect::Amount { off },
            (None, None, Some(methods), None, None) => Effect::FreeShipping {
                methods: methods.clone(),
            },
            (off, None, None, Some(buy), Some(get)) if 0 < buy && 0 < get => {
                return Effect::BuyGet {
                    buy,
                    get,
                    off: off.unwrap_or(Percentage::WHOLE),
                    gift: has_gift.then_some(gift),
                };
            }
            _ => {
                self.mistake("it takes one of: percent, amount, free_shipping, or buy and get (with percent if what is got isn't free)");
                Effect::FreeShipping {
                    methods: Vec::new(),
                }
            }
        };
        self.check(!has_gift, "only with buy and get there is a gift");
        effect
    }

    fn money(&mut self, what: &str, text: &str) -> Money {
        Money::parse_decimal(text, self.currency).unwrap_or_else(|_| {
            self.mistake(format!(
                "{what} takes an amount of {}, like \"5\", not {text:?}",
                self.currency
            ));
            Money::zero(self.currency)
        })
    }

    fn percentage(&mut self, text: &str) -> Percentage {
        text.parse().unwrap_or_else(|error| {
            self.mistake(format!("{error}, not {text:?}"));
            Percentage::WHOLE
        })
    }

    fn moment(&mut self, what: &str, text: &str) -> Option<Timestamp> {
        let moment = text.parse().ok();
        self.check(moment.is_some(), &format!("{what} takes a day or a moment, like \"2026-12-24\" or \"2026-12-24T18:00:00Z\", not {text:?}"));
        moment
    }

    fn code(&mut self, text: &str) -> Option<CouponCode> {
        let code = text.parse();
        if let Err(error) = &code {
            self.mistake(format!("{error}, not {text:?}"));
        }
        code.ok()
    }

    fn countries(&mut self, codes: &[String]) -> Vec<CountryCode> {
        let mut countries = Vec::new();
        for code in codes {
            match code.parse() {
                Ok(country) => countries.push(country),
                Err(error) => self.mistake(format!("{error}, not {code:?}")),
            }
        }
        countries
    }

    fn scope(&mut self, products: &[String], categories: &[String]) -> Scope {
        Scope {
            products: self.slugs(products),
            categories: self.slugs(categories),
        }
    }

    fn slugs(&mut self, texts: &[String]) -> Vec<Slug> {
        let mut slugs = Vec::new();
        for text in texts {
            match text.parse() {
                Ok(slug) => slugs.push(slug),
                Err(error) => self.mistake(format!("{error}, not {text:?}")),
            }
        }
        slugs
    }
}
