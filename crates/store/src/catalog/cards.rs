//! Products as tiles: whatever the question, one statement answers it with finished cards and the total.

use domain::{
    Currency, ProductId,
    catalog::{Availability, Listing, ListingQuery, ProductCard, Sort},
};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use crate::{Connection, StoreError, row};

/// Which goods a row of tiles shows, and so in which order when nobody sorts.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// A category and everything below it, in the merchant's order.
    Category(Uuid),
    /// The first good thing of every shelf, then the second.
    Featured,
    /// The deepest cuts first.
    Reduced,
    Newest,
}

/// The cards of a scope, at most `limit`, and how many there are in all.
pub async fn list_cards(
    db: &impl Connection,
    currency: Currency,
    scope: Scope,
    query: ListingQuery,
    limit: u32,
) -> Result<Listing, StoreError> {
    let (filter, order) = match scope {
        Scope::Category(_) => (
            "goods.category_id IN (
                WITH RECURSIVE below AS (
                    SELECT $3::uuid AS id
                    UNION ALL
                    SELECT category.id FROM below JOIN category ON category.parent_id = below.id
                ) SELECT id FROM below)",
            "position, published_at DESC, slug",
        ),
        Scope::Featured => ("$3::uuid IS NULL", "turn, md5(slug)"),
        Scope::Reduced => (
            "$3::uuid IS NULL AND goods.compare_at IS NOT NULL",
            "amount::float8 / compare_at, slug",
        ),
        Scope::Newest => ("$3::uuid IS NULL", "published_at DESC, slug"),
    };
    let category = match scope {
        Scope::Category(id) => Some(id),
        Scope::Featured | Scope::Reduced | Scope::Newest => None,
    };
    let sql = format!(
        "WITH goods AS ({offers}),
         page AS (
            SELECT goods.*, count(*) OVER () AS total, row_number() OVER (ORDER BY {order}) AS rank
            FROM {goods} WHERE {filter} ORDER BY rank LIMIT $2
         ) {CARD} ORDER BY page.rank",
        goods = match scope {
            Scope::Featured => BY_TURNS,
            Scope::Category(_) | Scope::Reduced | Scope::Newest => "goods",
        },
        offers = offers("$1"),
        order = sorted(query.sort).unwrap_or(order),
    );
    let values: [Value; 3] = [
        currency.code().into(),
        i64::from(limit).into(),
        category.into(),
    ];
    listing(&row::all(db, &sql, values).await?, currency, query)
}

/// The goods with their place on their own shelf.
const BY_TURNS: &str = "(SELECT goods.*, row_number() OVER (PARTITION BY category_id ORDER BY position, md5(slug)) AS turn
                         FROM goods) goods";

/// Every product that is for sale, with its cheapest offer: `id, slug, title, …, amount, most, compare_at`.
pub(crate) fn offers(currency: &str) -> String {
    format!(
        "SELECT product.id, product.slug, product.title, product.brand_id, product.category_id, product.position,
                product.published_at, product.search, offer.amount, offer.most, offer.compare_at
         FROM product CROSS JOIN LATERAL (
            SELECT min(price.amount_minor) AS amount, max(price.amount_minor) AS most,
                   (array_agg(price.compare_at_minor ORDER BY price.amount_minor, variant.position))[1] AS compare_at
            FROM variant JOIN price ON price.variant_id = variant.id AND price.currency = {currency}
            WHERE variant.product_id = product.id AND variant.retired_at IS NULL
         ) offer
         WHERE product.state = 'published' AND offer.amount IS NOT NULL"
    )
}

/// What a tile needs beyond its offer, for the rows of `page` only.
pub(crate) const CARD: &str = "
    SELECT page.slug, page.title, page.amount, page.most, page.compare_at, page.total, brand.name AS brand,
           shelf.available,
           (SELECT to_jsonb(first) - 'product_id' - 'position' FROM picture first
            WHERE first.product_id = page.id ORDER BY first.position LIMIT 1) AS picture,
           COALESCE(swatch.list, '[]') AS swatches
    FROM page
    LEFT JOIN brand ON brand.id = page.brand_id
    CROSS JOIN LATERAL (
        SELECT COALESCE(sum(stock_item.on_hand - stock_item.reserved), 0)::bigint AS available
        FROM variant JOIN stock_item ON stock_item.variant_id = variant.id
        WHERE variant.product_id = page.id AND variant.retired_at IS NULL
    ) shelf
    CROSS JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('name', colours.name, 'colour', colours.colour) ORDER BY colours.position) AS list
        FROM (
            SELECT variant.colour, min(variant.position) AS position,
                   (array_agg(COALESCE(variant.options[named.position + 1], variant.options[1], variant.colour) ORDER BY variant.position))[1] AS name
            FROM variant
            LEFT JOIN product_option named ON named.product_id = variant.product_id AND named.name ~* '^colou?r$'
            WHERE variant.product_id = page.id AND variant.retired_at IS NULL AND variant.colour IS NOT NULL
            GROUP BY variant.colour ORDER BY position LIMIT 8
        ) colours
    ) swatch";

/// The order a shopper asked for; nothing when they leave it to the shop.
pub(crate) fn sorted(sort: Sort) -> Option<&'static str> {
    match sort {
        Sort::Featured => None,
        Sort::PriceUp => Some("amount, slug"),
        Sort::PriceDown => Some("amount DESC, slug"),
        Sort::Newest => Some("published_at DESC, slug"),
    }
}

/// The rows of [`CARD`] as a listing. No row, no total: a listing starts at the first product.
pub(crate) fn listing(
    rows: &[QueryResult],
    currency: Currency,
    query: ListingQuery,
) -> Result<Listing, StoreError> {
    let total = match rows.first() {
        Some(first) => u32::try_from(row::get::<i64>(first, "total")?).unwrap_or(u32::MAX),
        None => 0,
    };
    let products = rows
        .iter()
        .map(|found| card(found, currency))
        .collect::<Result<_, _>>()?;
    Ok(Listing {
        products,
        total,
        query,
    })
}

pub(crate) fn card(found: &QueryResult, currency: Currency) -> Result<ProductCard, StoreError> {
    let price = row::money(found, "amount", currency)?;
    let compare_at: Option<i64> = row::get(found, "compare_at")?;
    Ok(ProductCard {
        slug: row::parse(found, "product", "slug")?,
        title: row::get(found, "title")?,
        brand: row::get(found, "brand")?,
        price,
        price_varies: row::get::<i64>(found, "most")? != price.minor,
        compare_at: compare_at.map(|minor| domain::Money::new(minor, currency)),
        picture: row::optional_json(found, "picture", "picture")?,
        swatches: row::json(found, "variant", "swatches")?,
        availability: availability(row::get(found, "available")?),
    })
}

pub(super) fn availability(units: i64) -> Availability {
    Availability::of(u32::try_from(units.max(0)).unwrap_or(u32::MAX))
}

/// Used where a product stands in for its id.
pub(super) fn id(product: ProductId) -> Value {
    product.0.into()
}
