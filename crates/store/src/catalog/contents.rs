//! What hangs on a product: variants with price and stock, options, attributes, pictures.

use domain::{
    ProductId, Timestamp, VariantId,
    catalog::{Attribute, Picture, VariantDraft},
};
use sea_orm::Value;
use serde_json::json;

use crate::{StoreError, Tx, row};

/// The only place goods lie at so far; the table has room for more.
const WAREHOUSE: i16 = 1;

/// Makes these the product's variants, in this order: known SKUs are updated, missing ones retired.
///
/// Returns the SKUs that belong to another product; if there are any, the caller must give up.
pub async fn replace_variants(
    tx: &Tx,
    product: ProductId,
    variants: &[(VariantId, VariantDraft)],
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    // All of them first: two variants that swap their options would meet on the unique index otherwise.
    let retire = "UPDATE variant SET retired_at = $2 WHERE product_id = $1 AND retired_at IS NULL";
    let values: [Value; 2] = [product.0.into(), row::to_database_time(now).into()];
    row::execute(tx, retire, values).await?;

    let drafts: serde_json::Value = variants
        .iter()
        .enumerate()
        .map(|(position, (id, variant))| {
            json!({
                "id": id, "position": position, "sku": variant.sku, "gtin": variant.gtin, "options": variant.options,
                "colour": variant.colour, "picture": variant.picture, "amount": variant.price.minor,
                "compare_at": variant.compare_at.map(|price| price.minor),
                "currency": variant.price.currency.code(), "stock": variant.stock,
            })
        })
        .collect();
    let values: [Value; 2] = [product.0.into(), drafts.clone().into()];
    let taken = row::all(
        tx,
        "WITH draft AS (
            SELECT * FROM jsonb_to_recordset($2) AS draft
                (id uuid, position int, sku text, gtin text, options text[], colour text, picture int)
         ), written AS (
            INSERT INTO variant (id, product_id, position, sku, gtin, options, colour, picture)
            SELECT id, $1, position, sku, gtin, options, colour, picture FROM draft
            ON CONFLICT (sku) DO UPDATE SET
                position = excluded.position, gtin = excluded.gtin, options = excluded.options, colour = excluded.colour,
                picture = excluded.picture, retired_at = NULL
            WHERE variant.product_id = excluded.product_id
            RETURNING sku
         ) SELECT sku FROM draft WHERE sku NOT IN (SELECT sku FROM written) ORDER BY position",
        values,
    )
    .await?;
    write_prices(tx, product, drafts.clone()).await?;
    write_stock(tx, product, drafts).await?;
    taken.iter().map(|found| row::get(found, "sku")).collect()
}

async fn write_prices(
    tx: &Tx,
    product: ProductId,
    drafts: serde_json::Value,
) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO price (variant_id, currency, amount_minor, compare_at_minor)
        SELECT variant.id, draft.currency, draft.amount, draft.compare_at
        FROM jsonb_to_recordset($2) AS draft (sku text, currency text, amount bigint, compare_at bigint)
        JOIN variant ON variant.sku = draft.sku AND variant.product_id = $1
        ON CONFLICT (variant_id, currency) DO UPDATE SET
            amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor";
    let values: [Value; 2] = [product.0.into(), drafts.into()];
    row::execute(tx, sql, values).await.map(drop)
}

/// Every variant gets a shelf; only a draft that names a number changes what lies on it. What is held
/// for orders lies there too, so a count below that is taken as the count of what is held.
async fn write_stock(
    tx: &Tx,
    product: ProductId,
    drafts: serde_json::Value,
) -> Result<(), StoreError> {
    let values: [Value; 3] = [product.0.into(), drafts.into(), WAREHOUSE.into()];
    let put_up = "
        INSERT INTO stock_item (variant_id, location_id, on_hand)
        SELECT variant.id, $3, COALESCE(draft.stock, 0)
        FROM jsonb_to_recordset($2) AS draft (sku text, stock int)
        JOIN variant ON variant.sku = draft.sku AND variant.product_id = $1
        ORDER BY variant.id
        ON CONFLICT (variant_id, location_id) DO NOTHING";
    row::execute(tx, put_up, values.clone()).await?;
    // A number that was read a moment ago is never written back: something may have been sold meanwhile.
    let count = "
        UPDATE stock_item SET on_hand = GREATEST(draft.stock, stock_item.reserved)
        FROM jsonb_to_recordset($2) AS draft (sku text, stock int)
        JOIN variant ON variant.sku = draft.sku AND variant.product_id = $1
        WHERE stock_item.variant_id = variant.id AND stock_item.location_id = $3
          AND draft.stock IS NOT NULL AND stock_item.on_hand <> draft.stock";
    row::execute(tx, count, values).await.map(drop)
}

/// Makes these the product's options, attributes and pictures.
pub async fn replace_contents(
    tx: &Tx,
    product: ProductId,
    options: &[String],
    attributes: &[Attribute],
    pictures: &[Picture],
) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM product_option WHERE product_id = $1",
        "DELETE FROM attribute WHERE product_id = $1",
        "DELETE FROM picture WHERE product_id = $1",
    ] {
        row::execute(tx, sql, [product.0.into()]).await?;
    }
    let lists = [
        (
            "INSERT INTO product_option (product_id, position, name)
             SELECT $1, position - 1, name FROM jsonb_array_elements_text($2) WITH ORDINALITY AS given (name, position)",
            json!(options),
        ),
        (
            "INSERT INTO attribute (product_id, position, name, value)
             SELECT $1, position - 1, given ->> 'name', given -> 'value'
             FROM jsonb_array_elements($2) WITH ORDINALITY AS list (given, position)",
            json!(attributes),
        ),
        (
            "INSERT INTO picture (product_id, position, hash, alt, width, height, widths)
             SELECT $1, position - 1, given ->> 'hash', given ->> 'alt', (given ->> 'width')::int, (given ->> 'height')::int,
                    ARRAY(SELECT width::int FROM jsonb_array_elements_text(given -> 'widths') AS width)
             FROM jsonb_array_elements($2) WITH ORDINALITY AS list (given, position)",
            json!(pictures),
        ),
    ];
    for (sql, list) in lists {
        let values: [Value; 2] = [product.0.into(), list.into()];
        row::execute(tx, sql, values).await?;
    }
    Ok(())
}
