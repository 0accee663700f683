//! Carts and their lines.

use domain::{
    AccountId, CartId, Currency, Money, Slug, Timestamp, VariantId, cart::Quantity,
    catalog::Picture,
};
use sea_orm::QueryResult;

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, money, one, parse, to_database_time},
};

/// Whose cart: a guest's is known by the hash of a token, a member's by the account.
#[derive(Debug, Clone, Copy)]
pub enum CartOwner {
    Guest([u8; 32]),
    Member(AccountId),
}

/// A line against today's catalogue and shelves.
#[derive(Debug, Clone)]
pub struct StoredLine {
    pub variant: VariantId,
    pub quantity: Quantity,
    /// The price the shopper last saw.
    pub seen_price: Money,
    pub offer: Offer,
}

/// What a variant is sold as right now.
#[derive(Debug, Clone)]
pub struct Offer {
    pub sku: String,
    pub product: Slug,
    /// The product's category and those above it.
    pub categories: Vec<Slug>,
    pub title: String,
    pub options: Vec<(String, String)>,
    pub picture: Option<Picture>,
    /// None when there is no price in the cart's currency.
    pub price: Option<Money>,
    pub available: u32,
    /// Published and not retired.
    pub for_sale: bool,
}

/// The columns of [`Offer`]; `$1` is the currency.
const OFFER: &str = "
    v.sku, v.options, ARRAY(WITH RECURSIVE above AS (
        SELECT c.slug, c.parent_id FROM category c WHERE c.id = p.category_id
        UNION ALL SELECT c.slug, c.parent_id FROM category c JOIN above ON c.id = above.parent_id)
        SELECT slug FROM above) AS categories, p.slug, p.title, price.amount_minor,
    (SELECT array_agg(o.name ORDER BY o.position) FROM product_option o WHERE o.product_id = p.id) AS option_names,
    COALESCE((SELECT sum(s.on_hand - s.reserved) FROM stock_item s WHERE s.variant_id = v.id), 0) AS available,
    v.retired_at IS NULL AND p.state = 'published' AS for_sale,
    pic.hash, pic.alt, pic.width, pic.height, pic.widths";
const OFFER_FROM: &str = "
    JOIN product p ON p.id = v.product_id
    LEFT JOIN price ON price.variant_id = v.id AND price.currency = $1
    LEFT JOIN picture pic ON pic.product_id = p.id AND pic.position = COALESCE(v.picture, 0)";

/// The owner's open cart.
pub async fn find_open(
    db: &impl Connection,
    owner: CartOwner,
    now: Timestamp,
) -> Result<Option<CartId>, StoreError> {
    find(db, owner, now, "").await
}

/// The owner's open cart, locked until the transaction ends.
pub async fn lock_open(
    tx: &Tx,
    owner: CartOwner,
    now: Timestamp,
) -> Result<Option<CartId>, StoreError> {
    find(tx, owner, now, "FOR UPDATE").await
}

async fn find(
    db: &impl Connection,
    owner: CartOwner,
    now: Timestamp,
    lock: &str,
) -> Result<Option<CartId>, StoreError> {
    let (condition, key) = match owner {
        CartOwner::Guest(hash) => ("account_id IS NULL AND token_hash", hash.to_vec().into()),
        CartOwner::Member(account) => ("account_id", account.0.into()),
    };
    let sql = format!(
        "SELECT id FROM cart WHERE {condition} = $1 AND state = 'open' AND expires_at > $2 {lock}"
    );
    let row = one(db, &sql, [key, to_database_time(now).into()]).await?;
    row.map(|row| Ok(CartId(get(&row, "id")?))).transpose()
}

/// Opens a cart, unless the owner has one: a double click must not make two.
///
/// An expired one is taken over empty, because only one may be open.
pub async fn open(
    tx: &Tx,
    id: CartId,
    owner: CartOwner,
    currency: Currency,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    let (token_hash, account) = match owner {
        CartOwner::Guest(hash) => (Some(hash.to_vec()), None),
        CartOwner::Member(account) => (None, Some(account.0)),
    };
    let moment = to_database_time(now);
    execute(
        tx,
        "UPDATE cart SET state = 'merged'
         WHERE state = 'open' AND expires_at <= $3 AND (token_hash = $1 AND account_id IS NULL OR account_id = $2)",
        [token_hash.clone().into(), account.into(), moment.into()],
    )
    .await?;
    execute(
        tx,
        "INSERT INTO cart (id, token_hash, account_id, currency, created_at, updated_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT DO NOTHING",
        [
            id.0.into(),
            token_hash.into(),
            account.into(),
            currency.code().into(),
            moment.into(),
            to_database_time(expires_at).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The lines in the order in which they were added.
pub async fn lines(
    db: &impl Connection,
    cart: CartId,
    currency: Currency,
) -> Result<Vec<StoredLine>, StoreError> {
    let sql = format!(
        "SELECT l.variant_id, l.quantity, l.seen_price_minor, {OFFER}
         FROM cart_line l JOIN variant v ON v.id = l.variant_id {OFFER_FROM}
         WHERE l.cart_id = $2 ORDER BY l.added_at, l.variant_id"
    );
    let rows = all(db, &sql, [currency.code().into(), cart.0.into()]).await?;
    rows.iter().map(|row| line_of(row, currency)).collect()
}

/// What the variant is sold as, if there is such a variant.
pub async fn find_offer(
    db: &impl Connection,
    variant: VariantId,
    currency: Currency,
) -> Result<Option<Offer>, StoreError> {
    let sql = format!("SELECT {OFFER} FROM variant v {OFFER_FROM} WHERE v.id = $2");
    let row = one(db, &sql, [currency.code().into(), variant.0.into()]).await?;
    row.map(|row| offer_of(&row, currency)).transpose()
}

/// Sets a line's quantity and the price the shopper saw while doing so.
pub async fn put_line(
    tx: &Tx,
    cart: CartId,
    variant: VariantId,
    quantity: Quantity,
    seen_price: Money,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute(
        tx,
        "INSERT INTO cart_line (cart_id, variant_id, quantity, seen_price_minor, added_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = EXCLUDED.quantity, seen_price_minor = EXCLUDED.seen_price_minor",
        [
            cart.0.into(),
            variant.0.into(),
            i16::try_from(quantity.get()).unwrap_or(i16::MAX).into(),
            seen_price.minor.into(),
            to_database_time(now).into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn remove_line(tx: &Tx, cart: CartId, variant: VariantId) -> Result<(), StoreError> {
    execute(
        tx,
        "DELETE FROM cart_line WHERE cart_id = $1 AND variant_id = $2",
        [cart.0.into(), variant.0.into()],
    )
    .await?;
    Ok(())
}

/// Every change keeps the cart alive for another while.
pub async fn touch(
    tx: &Tx,
    cart: CartId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE cart SET updated_at = $2, expires_at = $3 WHERE id = $1",
        [
            cart.0.into(),
            to_database_time(now).into(),
            to_database_time(expires_at).into(),
        ],
    )
    .await?;
    Ok(())
}

/// How many items the owner's open cart holds, for the badge.
pub async fn count_items(db: &impl Connection, cart: CartId) -> Result<u32, StoreError> {
    let row = one(
        db,
        "SELECT COALESCE(sum(quantity), 0) AS items FROM cart_line WHERE cart_id = $1",
        [cart.0.into()],
    )
    .await?;
    let items: i64 = row
        .map(|row| get(&row, "items"))
        .transpose()?
        .unwrap_or_default();
    Ok(u32::try_from(items).unwrap_or(u32::MAX))
}

/// Moves a guest's lines into a member's cart and closes the guest's.
///
/// Where both hold the same thing the larger quantity stays: nothing is lost, and nothing doubles for
/// somebody who put the same mug into both.
pub async fn merge(tx: &Tx, guest: CartId, member: CartId) -> Result<(), StoreError> {
    execute(
        tx,
        "INSERT INTO cart_line (cart_id, variant_id, quantity, seen_price_minor, added_at)
         SELECT $2, variant_id, quantity, seen_price_minor, added_at FROM cart_line WHERE cart_id = $1
         ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = GREATEST(cart_line.quantity, EXCLUDED.quantity)",
        [guest.0.into(), member.0.into()],
    )
    .await?;
    execute(
        tx,
        "UPDATE cart SET form = COALESCE(cart.form, guest.form), coupon = COALESCE(cart.coupon, guest.coupon) FROM cart guest WHERE cart.id = $2 AND guest.id = $1",
        [guest.0.into(), member.0.into()],
    )
    .await?;
    execute(
        tx,
        "UPDATE cart SET state = 'merged', merged_into = $2 WHERE id = $1",
        [guest.0.into(), member.0.into()],
    )
    .await?;
    Ok(())
}

fn line_of(row: &QueryResult, currency: Currency) -> Result<StoredLine, StoreError> {
    let quantity = u16::try_from(get::<i16>(row, "quantity")?)
        .ok()
        .and_then(|count| Quantity::new(count).ok())
        .ok_or_else(|| StoreError::corrupt("cart_line", "quantity"))?;
    Ok(StoredLine {
        variant: VariantId(get(row, "variant_id")?),
        quantity,
        seen_price: money(row, "seen_price_minor", currency)?,
        offer: offer_of(row, currency)?,
    })
}

fn offer_of(row: &QueryResult, currency: Currency) -> Result<Offer, StoreError> {
    let names: Option<Vec<String>> = get(row, "option_names")?;
    let values: Vec<String> = get(row, "options")?;
    let price: Option<i64> = get(row, "amount_minor")?;
    Ok(Offer {
        sku: get(row, "sku")?,
        product: parse(row, "product", "slug")?,
        categories: get::<Vec<String>>(row, "categories")?
            .iter()
            .map(|slug| slug.parse())
            .collect::<Result<_, _>>()
            .map_err(|error| StoreError::corrupt("category", error))?,
        title: get(row, "title")?,
        options: names.unwrap_or_default().into_iter().zip(values).collect(),
        picture: picture_of(row)?,
        price: price.map(|minor| Money::new(minor, currency)),
        available: u32::try_from(get::<i64>(row, "available")?).unwrap_or_default(),
        for_sale: get(row, "for_sale")?,
    })
}

fn picture_of(row: &QueryResult) -> Result<Option<Picture>, StoreError> {
    let Some(hash) = get::<Option<String>>(row, "hash")? else {
        return Ok(None);
    };
    let pixels = |count: i32| {
        u32::try_from(count).map_err(|_| StoreError::corrupt("picture", "a negative size"))
    };
    Ok(Some(Picture {
        hash,
        alt: get(row, "alt")?,
        width: pixels(get(row, "width")?)?,
        height: pixels(get(row, "height")?)?,
        widths: get::<Vec<i32>>(row, "widths")?
            .into_iter()
            .map(pixels)
            .collect::<Result<_, _>>()?,
    }))
}
