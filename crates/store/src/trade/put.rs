//! Writing the merchant's rules down.

use domain::{
    CouponId, Currency, Money, Slug, Timestamp,
    pricing::{CouponCode, Effect, Scope, ShippingZone, TaxClass, TaxZone, Taxation},
};
use sea_orm::Value;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, json, one, parse, timestamp, to_database_time},
};

/// A promotion on its way into the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPromotion {
    /// Names are unique: the same name is the same promotion.
    pub name: String,
    pub currency: Currency,
    pub effect: Effect,
    pub goods: Scope,
    pub minimum: Option<Money>,
    pub combines: bool,
    pub starts_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub coupons: Vec<PutCoupon>,
}

/// The right to a promotion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutCoupon {
    /// None: everybody has it.
    pub code: Option<CouponCode>,
    pub max_uses: Option<u32>,
    pub max_per_customer: Option<u32>,
}

/// No order refers to a zone, so all of them are written anew.
pub async fn replace_shipping(tx: &Tx, zones: &[ShippingZone]) -> Result<(), StoreError> {
    let nothing: [Value; 0] = [];
    execute(tx, "DELETE FROM shipping_zone", nothing).await?;
    for (position, zone) in (1_i16..).zip(zones) {
        let id = returned(
            tx,
            "INSERT INTO shipping_zone (position, name, countries) VALUES ($1, $2, $3) RETURNING id",
            [position.into(), zone.name.as_str().into(), codes(&zone.countries)],
        )
        .await?;
        for (position, rate) in (1_i16..).zip(&zone.rates) {
            execute(
                tx,
                "INSERT INTO shipping_rate (zone_id, method, position, currency, price_minor, free_from_minor, days_from, days_until)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                [
                    id.into(),
                    rate.method.name().into(),
                    position.into(),
                    rate.price.currency.code().into(),
                    rate.price.minor.into(),
                    rate.free_from.map(|free_from| free_from.minor).into(),
                    days(rate.days.0).into(),
                    days(rate.days.1).into(),
                ],
            )
            .await?;
        }
    }
    Ok(())
}

pub async fn replace_taxes(
    tx: &Tx,
    zones: &[TaxZone],
    classes: &[TaxClass],
) -> Result<(), StoreError> {
    let nothing: [Value; 0] = [];
    execute(tx, "DELETE FROM tax_zone", nothing.clone()).await?;
    execute(tx, "DELETE FROM tax_class", nothing).await?;
    for (position, zone) in (1_i16..).zip(zones) {
        let id = returned(
            tx,
            "INSERT INTO tax_zone (position, name, countries, prices_include_tax, shipping_class)
             VALUES ($1, $2, $3, $4, $5) RETURNING id",
            [
                position.into(),
                zone.name.as_str().into(),
                codes(&zone.countries),
                (zone.taxation == Taxation::Included).into(),
                zone.shipping_class.as_str().into(),
            ],
        )
        .await?;
        for rate in &zone.rates {
            let millionths = i32::try_from(rate.rate.millionths()).unwrap_or(i32::MAX);
            execute(
                tx,
                "INSERT INTO tax_rate (zone_id, class, name, millionths) VALUES ($1, $2, $3, $4)",
                [
                    id.into(),
                    rate.class.as_str().into(),
                    rate.name.as_str().into(),
                    millionths.into(),
                ],
            )
            .await?;
        }
    }
    for (position, class) in (1_i16..).zip(classes) {
        execute(
            tx,
            "INSERT INTO tax_class (name, position, goods) VALUES ($1, $2, $3)",
            [
                class.name.as_str().into(),
                position.into(),
                to_json(&class.goods)?.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Writes the promotion of that name, behind the others if it is new. Its coupons come after it.
pub async fn put_promotion(
    tx: &Tx,
    id: Uuid,
    promotion: &NewPromotion,
) -> Result<Uuid, StoreError> {
    let row = one(
        tx,
        "INSERT INTO promotion (id, position, name, currency, effect, goods, minimum_minor, combines, starts_at, ends_at)
         VALUES ($1, (SELECT COALESCE(max(position) + 1, 1) FROM promotion), $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT ON CONSTRAINT promotion_name_key DO UPDATE SET currency = EXCLUDED.currency, effect = EXCLUDED.effect,
            goods = EXCLUDED.goods, minimum_minor = EXCLUDED.minimum_minor, combines = EXCLUDED.combines,
            starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at
         RETURNING id",
        [
            id.into(),
            promotion.name.as_str().into(),
            promotion.currency.code().into(),
            to_json(&promotion.effect)?.into(),
            to_json(&promotion.goods)?.into(),
            promotion.minimum.map(|minimum| minimum.minor).into(),
            promotion.combines.into(),
            promotion.starts_at.map(to_database_time).into(),
            promotion.ends_at.map(to_database_time).into(),
        ],
    )
    .await?;
    row.map_or_else(
        || {
            Err(StoreError::corrupt(
                "promotion",
                "a written row was not returned",
            ))
        },
        |row| get(&row, "id"),
    )
}

/// Writes a right to a promotion. What was used of it stays counted. False: its code belongs to another.
pub async fn put_coupon(
    tx: &Tx,
    id: CouponId,
    promotion: Uuid,
    coupon: &PutCoupon,
) -> Result<bool, StoreError> {
    let limit = |limit: Option<u32>| limit.map(|limit| i32::try_from(limit).unwrap_or(i32::MAX));
    let conflict = match coupon.code {
        Some(_) => "(code)",
        None => "(promotion_id) WHERE code IS NULL",
    };
    let sql = format!(
        "INSERT INTO coupon (id, promotion_id, code, max_uses, max_per_customer) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT {conflict} DO UPDATE SET max_uses = EXCLUDED.max_uses, max_per_customer = EXCLUDED.max_per_customer
         WHERE coupon.promotion_id = EXCLUDED.promotion_id"
    );
    let code = coupon.code.as_ref().map(|code| code.as_str().to_owned());
    let values: [Value; 5] = [
        id.0.into(),
        promotion.into(),
        code.into(),
        limit(coupon.max_uses).into(),
        limit(coupon.max_per_customer).into(),
    ];
    Ok(execute(tx, &sql, values).await? == 1)
}

/// Every promotion with its rights, in their order.
pub async fn stored_promotions(db: &impl Connection) -> Result<Vec<NewPromotion>, StoreError> {
    let nothing: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT p.*, c.code, c.max_uses, c.max_per_customer FROM promotion p JOIN coupon c ON c.promotion_id = p.id
         ORDER BY p.position, p.name, c.code",
        nothing,
    )
    .await?;
    let mut promotions: Vec<NewPromotion> = Vec::new();
    for row in rows {
        let limit = |column| {
            Ok::<_, StoreError>(
                get::<Option<i32>>(&row, column)?.and_then(|limit| u32::try_from(limit).ok()),
            )
        };
        let code: Option<String> = get(&row, "code")?;
        let coupon = PutCoupon {
            code: code.and_then(|code| code.parse().ok()),
            max_uses: limit("max_uses")?,
            max_per_customer: limit("max_per_customer")?,
        };
        let name: String = get(&row, "name")?;
        if let Some(last) = promotions.last_mut()
            && last.name == name
        {
            last.coupons.push(coupon);
            continue;
        }
        let currency: Currency = parse(&row, "promotion", "currency")?;
        let moment = |column| {
            let is_some = get::<Option<time::OffsetDateTime>>(&row, column)?.is_some();
            is_some.then(|| timestamp(&row, column)).transpose()
        };
        let minimum: Option<i64> = get(&row, "minimum_minor")?;
        promotions.push(NewPromotion {
            name,
            currency,
            effect: json(&row, "promotion", "effect")?,
            goods: json(&row, "promotion", "goods")?,
            minimum: minimum.map(|minor| Money::new(minor, currency)),
            combines: get(&row, "combines")?,
            starts_at: moment("starts_at")?,
            ends_at: moment("ends_at")?,
            coupons: vec![coupon],
        });
    }
    Ok(promotions)
}

/// Codes, how often they were used, and how often they may be.
pub async fn coupons_used(
    db: &impl Connection,
) -> Result<Vec<(String, u32, Option<u32>)>, StoreError> {
    let nothing: [Value; 0] = [];
    let rows = all(
        db,
        "SELECT COALESCE(c.code, p.name) AS name, c.used, c.max_uses FROM coupon c JOIN promotion p ON p.id = c.promotion_id
         WHERE 0 < c.used ORDER BY 1",
        nothing,
    )
    .await?;
    let count = |count: i32| u32::try_from(count).unwrap_or_default();
    rows.iter()
        .map(|row| {
            let at_most: Option<i32> = get(row, "max_uses")?;
            Ok((
                get(row, "name")?,
                count(get(row, "used")?),
                at_most.map(count),
            ))
        })
        .collect()
}

/// Which of these are no products and no categories of the shop.
pub async fn missing_slugs(db: &impl Connection, scope: &Scope) -> Result<Vec<String>, StoreError> {
    let list = |slugs: &[Slug]| slugs.iter().map(Slug::to_string).collect::<Vec<_>>();
    let rows = all(
        db,
        "SELECT slug FROM unnest($1::text[]) AS slug WHERE NOT EXISTS (SELECT 1 FROM product p WHERE p.slug = slug.slug)
         UNION ALL
         SELECT slug FROM unnest($2::text[]) AS slug WHERE NOT EXISTS (SELECT 1 FROM category c WHERE c.slug = slug.slug)",
        [list(&scope.products).into(), list(&scope.categories).into()],
    )
    .await?;
    rows.iter().map(|row| get(row, "slug")).collect()
}

async fn returned(
    tx: &Tx,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<i32, StoreError> {
    let row = one(tx, sql, values).await?;
    row.map_or_else(
        || {
            Err(StoreError::corrupt(
                "shipping_zone",
                "a written row was not returned",
            ))
        },
        |row| get(&row, "id"),
    )
}

fn codes(countries: &[domain::checkout::CountryCode]) -> Value {
    let codes: Vec<String> = countries.iter().map(ToString::to_string).collect();
    codes.into()
}

fn days(days: u16) -> i16 {
    i16::try_from(days).unwrap_or(i16::MAX)
}

fn to_json(value: &impl Serialize) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::corrupt("promotion", error))
}
