//! The merchant's rules about delivery, tax and promotions, and what a cart says about itself.

use domain::{
    AccountId, CartId, Currency, Email, Timestamp,
    checkout::{CountryCode, ShippingMethod},
    pricing::{CouponCode, TradeRules},
};

use crate::{
    Connection, StoreError,
    row::{execute, get, json, one, to_database_time},
};

mod put;

pub use put::{
    NewPromotion, PutCoupon, coupons_used, missing_slugs, put_coupon, put_promotion,
    replace_shipping, replace_taxes, stored_promotions,
};

/// What its shopper told a cart that its price depends on. What can't be understood was not told.
#[derive(Debug, Clone, Default)]
pub struct CartWishes {
    pub account: Option<AccountId>,
    pub code: Option<CouponCode>,
    pub country: Option<CountryCode>,
    pub email: Option<Email>,
    pub method: Option<ShippingMethod>,
}

pub async fn wishes(db: &impl Connection, cart: CartId) -> Result<CartWishes, StoreError> {
    let sql = "SELECT account_id, coupon, form ->> 'country' AS country, form ->> 'email' AS email,
        form ->> 'shipping' AS shipping FROM cart WHERE id = $1";
    let Some(row) = one(db, sql, [cart.0.into()]).await? else {
        return Ok(CartWishes::default());
    };
    let told = |column| get::<Option<String>>(&row, column);
    Ok(CartWishes {
        account: get::<Option<uuid::Uuid>>(&row, "account_id")?.map(AccountId),
        code: told("coupon")?.and_then(|code| code.parse().ok()),
        country: told("country")?.and_then(|country| country.parse().ok()),
        email: told("email")?.and_then(|email| email.parse().ok()),
        method: told("shipping")?.and_then(|method| ShippingMethod::find(&method)),
    })
}

pub async fn set_coupon(
    db: &impl Connection,
    cart: CartId,
    code: Option<&CouponCode>,
) -> Result<(), StoreError> {
    let code = code.map(|code| code.as_str().to_owned());
    let sql = "UPDATE cart SET coupon = $2 WHERE id = $1";
    execute(db, sql, [cart.0.into(), code.into()]).await?;
    Ok(())
}

/// All rules that may be about one cart: of the promotions those that are everybody's, and the code's.
///
/// One statement, because every look at a cart asks for them. $1 is the currency, $2 the code, $3 and $4
/// the customer, $5 the time.
const RULES: &str = "
    SELECT jsonb_build_object(
        'shipping', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('name', z.name, 'countries', z.countries, 'rates', r.rates) ORDER BY z.position)
            FROM shipping_zone z CROSS JOIN LATERAL (
                SELECT jsonb_agg(jsonb_build_object('method', method, 'days', jsonb_build_array(days_from, days_until),
                    'price', jsonb_build_object('minor', price_minor, 'currency', $1::text),
                    'free_from', CASE WHEN free_from_minor IS NOT NULL
                        THEN jsonb_build_object('minor', free_from_minor, 'currency', $1::text) END) ORDER BY position) AS rates
                FROM shipping_rate WHERE zone_id = z.id AND currency = $1::text) r
            WHERE r.rates IS NOT NULL), '[]'),
        'taxes', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('name', z.name, 'countries', z.countries, 'shipping_class', z.shipping_class,
                'taxation', CASE WHEN z.prices_include_tax THEN 'included' ELSE 'added' END,
                'rates', COALESCE((SELECT jsonb_agg(jsonb_build_object('class', class, 'name', name, 'rate', millionths))
                    FROM tax_rate WHERE zone_id = z.id), '[]')) ORDER BY z.position)
            FROM tax_zone z), '[]'),
        'tax_classes', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('name', name, 'goods', goods) ORDER BY position) FROM tax_class), '[]'),
        'promotions', COALESCE((
            SELECT jsonb_agg(jsonb_build_object('coupon', c.id, 'name', p.name, 'code', c.code, 'effect', p.effect,
                'goods', p.goods, 'combines', p.combines,
                'minimum', CASE WHEN p.minimum_minor IS NOT NULL
                    THEN jsonb_build_object('minor', p.minimum_minor, 'currency', $1::text) END,
                'starts_at', (extract(epoch FROM p.starts_at) * 1000)::bigint,
                'ends_at', (extract(epoch FROM p.ends_at) * 1000)::bigint,
                'limits', jsonb_build_object('at_most', c.max_uses, 'used', c.used, 'per_customer', c.max_per_customer,
                    'used_by_customer', CASE WHEN c.max_per_customer IS NULL THEN 0 ELSE (
                        SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id AND (u.account_id = $3 OR u.customer = $4)) END)
                ) ORDER BY p.position, p.name, c.code)
            FROM coupon c JOIN promotion p ON p.id = c.promotion_id
            WHERE p.currency = $1::text AND (c.code = $2 OR c.code IS NULL AND (p.ends_at IS NULL OR $5 < p.ends_at))), '[]')
    ) AS rules";

/// For the customer as far as the cart knows who that is.
pub async fn rules(
    db: &impl Connection,
    currency: Currency,
    wishes: &CartWishes,
    now: Timestamp,
) -> Result<TradeRules, StoreError> {
    let code = wishes.code.as_ref().map(|code| code.as_str().to_owned());
    let row = one(
        db,
        RULES,
        [
            currency.code().into(),
            code.into(),
            wishes.account.map(|account| account.0).into(),
            wishes.email.as_ref().map(Email::person).into(),
            to_database_time(now).into(),
        ],
    )
    .await?;
    row.map_or_else(
        || Err(StoreError::corrupt("shipping_zone", "no answer")),
        |row| json(&row, "promotion", "rules"),
    )
}
