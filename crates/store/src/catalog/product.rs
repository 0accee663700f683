//! One product with everything its page shows.

use domain::{
    Currency, Money, Slug, VariantId,
    catalog::{Colour, OptionValue, Product, ProductCard, ProductOption, PublishState, Variant},
};
use sea_orm::{QueryResult, Value};
use serde::Deserialize;
use uuid::Uuid;

use super::cards::{self, CARD, availability, card, offers};
use crate::{Connection, StoreError, row};

/// What stands behind a product's address.
#[derive(Debug)]
pub enum Found {
    /// Without related goods: see [`list_related`].
    Published(Box<Product>),
    /// The address is an old one; this is the product's present one.
    Moved(Slug),
    Archived,
}

#[derive(Deserialize)]
struct VariantRow {
    id: Uuid,
    sku: String,
    gtin: Option<String>,
    options: Vec<String>,
    colour: Option<Colour>,
    amount: i64,
    compare_at: Option<i64>,
    available: i64,
    picture: Option<usize>,
}

/// How many other products a product's page offers: one row of tiles.
const RELATED: i64 = 4;

/// Looks an address up among the present ones first, then among those that products once had.
pub async fn find_product(
    db: &impl Connection,
    currency: Currency,
    slug: &Slug,
) -> Result<Option<Found>, StoreError> {
    let sql = "
        WITH asked AS (
            SELECT id FROM product WHERE slug = $1
            UNION ALL
            SELECT product_id FROM product_slug_history WHERE slug = $1
            LIMIT 1
        )
        SELECT product.id, product.slug, product.title, product.state, product.description_html, brand.name AS brand,
            COALESCE((
                WITH RECURSIVE above AS (
                    SELECT id, parent_id, slug, title, 0 AS depth FROM category WHERE id = product.category_id
                    UNION ALL
                    SELECT category.id, category.parent_id, category.slug, category.title, above.depth + 1
                    FROM above JOIN category ON category.id = above.parent_id
                )
                SELECT jsonb_agg(jsonb_build_object('slug', slug, 'title', title) ORDER BY depth DESC) FROM above
            ), '[]') AS categories,
            COALESCE((SELECT jsonb_agg(name ORDER BY position) FROM product_option WHERE product_id = product.id), '[]') AS options,
            COALESCE((SELECT jsonb_agg(jsonb_build_object('name', name, 'value', value) ORDER BY position)
                      FROM attribute WHERE product_id = product.id), '[]') AS attributes,
            COALESCE((SELECT jsonb_agg(to_jsonb(picture) - 'product_id' - 'position' ORDER BY position)
                      FROM picture WHERE product_id = product.id), '[]') AS pictures,
            COALESCE((
                SELECT jsonb_agg(jsonb_build_object(
                    'id', variant.id, 'sku', variant.sku, 'gtin', variant.gtin, 'options', variant.options,
                    'colour', variant.colour, 'picture', variant.picture,
                    'amount', price.amount_minor, 'compare_at', price.compare_at_minor,
                    'available', COALESCE((SELECT sum(on_hand - reserved) FROM stock_item WHERE variant_id = variant.id), 0)
                ) ORDER BY variant.position, variant.sku)
                FROM variant JOIN price ON price.variant_id = variant.id AND price.currency = $2
                WHERE variant.product_id = product.id AND variant.retired_at IS NULL
            ), '[]') AS variants
        FROM asked JOIN product ON product.id = asked.id
        LEFT JOIN brand ON brand.id = product.brand_id";
    let values: [Value; 2] = [slug.as_str().into(), currency.code().into()];
    let Some(found) = row::one(db, sql, values).await? else {
        return Ok(None);
    };
    let state: String = row::get(&found, "state")?;
    let variants: Vec<VariantRow> = row::json(&found, "variant", "variants")?;
    let present: Slug = row::parse(&found, "product", "slug")?;
    if state == PublishState::Archived.name() {
        Ok(Some(Found::Archived))
    } else if state == PublishState::Draft.name() || variants.is_empty() {
        Ok(None)
    } else if present != *slug {
        Ok(Some(Found::Moved(present)))
    } else {
        let product = product(&found, present, variants, currency)?;
        Ok(Some(Found::Published(Box::new(product))))
    }
}

/// Other goods for somebody who looks at this one: the same shelf first, then the same brand.
pub async fn list_related(
    db: &impl Connection,
    currency: Currency,
    product: &Product,
) -> Result<Vec<ProductCard>, StoreError> {
    let sql = format!(
        "WITH goods AS ({offers}),
         page AS (
            SELECT goods.*, 0::bigint AS total, row_number() OVER (
                ORDER BY (goods.category_id = this.category_id) IS TRUE DESC,
                         (goods.brand_id = this.brand_id) IS TRUE DESC, md5(this.slug || goods.slug)) AS rank
            FROM goods JOIN product this ON this.id = $2
            WHERE goods.id <> this.id AND (goods.category_id = this.category_id OR goods.brand_id = this.brand_id)
            ORDER BY rank LIMIT $3
         ) {CARD} ORDER BY page.rank",
        offers = offers("$1"),
    );
    let values = [
        currency.code().into(),
        cards::id(product.id),
        RELATED.into(),
    ];
    let rows = row::all(db, &sql, values).await?;
    rows.iter().map(|found| card(found, currency)).collect()
}

fn product(
    found: &QueryResult,
    slug: Slug,
    rows: Vec<VariantRow>,
    currency: Currency,
) -> Result<Product, StoreError> {
    let names: Vec<String> = row::json(found, "product_option", "options")?;
    let options = options(&names, &rows);
    let variants = rows
        .into_iter()
        .map(|variant| Variant {
            id: VariantId(variant.id),
            sku: variant.sku,
            gtin: variant.gtin,
            options: variant.options,
            price: Money::new(variant.amount, currency),
            compare_at: variant.compare_at.map(|minor| Money::new(minor, currency)),
            availability: availability(variant.available),
            picture: variant.picture,
        })
        .collect();
    Ok(Product {
        id: row::get::<Uuid>(found, "id")?.into(),
        slug,
        title: row::get(found, "title")?,
        brand: row::get(found, "brand")?,
        description_html: row::get(found, "description_html")?,
        categories: row::json(found, "category", "categories")?,
        options,
        attributes: row::json(found, "attribute", "attributes")?,
        pictures: row::json(found, "picture", "pictures")?,
        variants,
        related: Vec::new(),
    })
}

/// Each option with its values in the order in which the variants first show them.
fn options(names: &[String], variants: &[VariantRow]) -> Vec<ProductOption> {
    let is_colour =
        |name: &str| name.eq_ignore_ascii_case("colour") || name.eq_ignore_ascii_case("color");
    // The same rule as the swatches of a card: the option called colour, else the first.
    let coloured = names
        .iter()
        .position(|name| is_colour(name))
        .unwrap_or_default();
    names
        .iter()
        .enumerate()
        .map(|(position, name)| {
            let mut values: Vec<OptionValue> = Vec::new();
            for variant in variants {
                let Some(value) = variant.options.get(position) else {
                    continue;
                };
                if values.iter().all(|known| known.value != *value) {
                    values.push(OptionValue {
                        value: value.clone(),
                        colour: (position == coloured)
                            .then(|| variant.colour.clone())
                            .flatten(),
                    });
                }
            }
            ProductOption {
                name: name.clone(),
                values,
            }
        })
        .collect()
}
