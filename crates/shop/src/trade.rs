//! The merchant's rules about delivery, tax and promotions: read from a file, shown as one.

use domain::{CouponId, pricing::ShippingZone};
use store::{StoreError, trade::NewPromotion};

use crate::{Parts, Shop, ShopError, clock::new_id, pricing::Pricing};

mod file;
mod read;
mod write;

/// See the module.
pub struct Trade<'shop> {
    parts: &'shop Parts,
}

/// What was found in a file, and, if there are no mistakes, written down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TradeReport {
    pub mistakes: Vec<TradeMistake>,
    /// None: the file has no such section, so nothing was changed.
    pub shipping_zones: Option<usize>,
    pub tax_zones: Option<usize>,
    pub promotions: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeMistake {
    /// `promotion "Spring"`
    pub place: String,
    pub reason: String,
}

impl Shop {
    pub fn trade(&self) -> Trade<'_> {
        Trade { parts: &self.parts }
    }
}

/// Why nothing was written.
enum Stop {
    Mistake(TradeMistake),
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Trade<'_> {
    /// Puts the file's rules in force, all of them or none. Doing it again changes nothing.
    ///
    /// Zones take the place of all zones before; a section that the file does not have stays as it is. A
    /// promotion takes the place of the one of its name; those that are not in the file stay, and what was
    /// used of their coupons stays counted.
    pub async fn import(&self, text: &str) -> Result<TradeReport, ShopError> {
        let (rules, mut mistakes) = match file::parse(text) {
            Ok(file) => read::read(&file, self.parts.settings.currency),
            Err(mistake) => (read::Rules::default(), vec![mistake]),
        };
        for (place, scope) in rules.scopes() {
            let missing = store::trade::missing_slugs(self.parts.database.reader(), scope).await?;
            mistakes.extend(missing.into_iter().map(|slug| TradeMistake {
                place: place.clone(),
                reason: format!("there is no product or category {slug:?}"),
            }));
        }
        let mut report = TradeReport {
            mistakes,
            shipping_zones: rules.shipping.as_ref().map(Vec::len),
            tax_zones: rules.taxes.as_ref().map(Vec::len),
            promotions: rules.promotions.len(),
        };
        if report.mistakes.is_empty() {
            match self.write_down(rules).await {
                Ok(()) => {}
                Err(Stop::Mistake(mistake)) => report.mistakes.push(mistake),
                Err(Stop::Store(error)) => return Err(error.into()),
            }
        }
        Ok(report)
    }

    /// The rules in force, as a file that can be imported; and below, how often coupons were used.
    pub async fn show(&self) -> Result<String, ShopError> {
        let db = self.parts.database.reader();
        let wishes = store::trade::CartWishes::default();
        let rules = Pricing::read(self.parts, db, wishes).await?.rules;
        let is_by_settings = rules.shipping == [ShippingZone::from(self.parts.settings.rates)];
        let promotions = store::trade::stored_promotions(db).await?;
        let mut text = write::write(&rules, &promotions)?;
        if is_by_settings {
            text.insert_str(
                0,
                "# There are no zones: the settings STOA_SHIPPING_* say what delivery costs.\n\n",
            );
        }
        for (name, used, at_most) in store::trade::coupons_used(db).await? {
            let at_most = at_most
                .map(|at_most| format!(" of {at_most}"))
                .unwrap_or_default();
            text.push_str(&format!("# {name}: used {used}{at_most}\n"));
        }
        Ok(text)
    }

    async fn write_down(&self, rules: read::Rules) -> Result<(), Stop> {
        let new = || new_id::<CouponId>(self.parts.clock.as_ref(), self.parts.randomness.as_ref());
        let promotions: Vec<_> = rules
            .promotions
            .into_iter()
            .map(|promotion| {
                let ids: Vec<_> = promotion.coupons.iter().map(|_| new()).collect();
                (new(), promotion, ids)
            })
            .collect();
        let (shipping, taxes, classes) = (rules.shipping, rules.taxes, rules.tax_classes);
        self.parts
            .database
            .write::<_, Stop, _>(move |tx| {
                Box::pin(async move {
                    if let Some(zones) = &shipping {
                        store::trade::replace_shipping(tx, zones).await?;
                    }
                    if let Some(zones) = &taxes {
                        store::trade::replace_taxes(tx, zones, &classes).await?;
                    }
                    for (id, promotion, coupons) in promotions {
                        put(tx, id, &promotion, coupons).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

async fn put(
    tx: &store::Tx,
    id: CouponId,
    promotion: &NewPromotion,
    coupons: Vec<CouponId>,
) -> Result<(), Stop> {
    let id = store::trade::put_promotion(tx, id.0, promotion).await?;
    for (coupon, right) in coupons.into_iter().zip(&promotion.coupons) {
        if !store::trade::put_coupon(tx, coupon, id, right).await? {
            let code = right
                .code
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            return Err(Stop::Mistake(TradeMistake {
                place: format!("promotion {:?}", promotion.name),
                reason: format!("the code {code} belongs to another promotion"),
            }));
        }
    }
    Ok(())
}
