//! Writing a product, its brand and its categories. What hangs on the product is in `contents`.

use domain::{ProductId, Slug, Timestamp, catalog::PublishState};
use sea_orm::Value;
use uuid::Uuid;

use crate::{Connection, StoreError, Tx, row};

/// The product's own row.
#[derive(Debug)]
pub struct NewProduct<'draft> {
    /// Used if the slug is new; a product that is there keeps its id.
    pub id: ProductId,
    pub slug: &'draft Slug,
    pub title: &'draft str,
    pub brand: Option<Uuid>,
    pub category: Option<Uuid>,
    pub kind: &'draft str,
    pub description_html: &'draft str,
    pub tags: &'draft [String],
    pub state: PublishState,
    pub search_names: String,
    pub search_facts: String,
    pub draft_hash: [u8; 32],
    pub now: Timestamp,
}

#[derive(Debug)]
pub struct NewCategory<'draft> {
    /// Used if it is missing.
    pub id: Uuid,
    pub parent: Option<Uuid>,
    pub title: &'draft str,
    /// The first that no other category has becomes its address.
    pub slugs: &'draft [Slug],
}

/// Any number; whoever writes the catalogue holds it until the transaction ends. Two importers would
/// otherwise make the same category twice, or wait for each other's words in a circle.
const WRITERS: i64 = 0x63_61_74_61_6c_6f_67;

pub async fn lock_writers(tx: &Tx) -> Result<(), StoreError> {
    let sql = "SELECT pg_advisory_xact_lock($1)";
    row::execute(tx, sql, [WRITERS.into()]).await.map(drop)
}

/// Whether nothing was ever put on a shelf.
pub async fn is_empty(db: &impl Connection) -> Result<bool, StoreError> {
    let found = row::one(db, "SELECT 1 AS found FROM product LIMIT 1", []).await?;
    Ok(found.is_none())
}

/// The hash of the draft that a product was last made from; `None` is no such product.
pub async fn find_draft_hash(
    db: &impl Connection,
    slug: &Slug,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT COALESCE(draft_hash, '') AS draft_hash FROM product WHERE slug = $1";
    let found = row::one(db, sql, [slug.as_str().into()]).await?;
    found
        .map(|found| row::get(&found, "draft_hash"))
        .transpose()
}

/// The first of these SKUs that a product of another address has.
pub async fn find_taken_sku(
    db: &impl Connection,
    slug: &Slug,
    skus: &[&str],
) -> Result<Option<String>, StoreError> {
    let sql = "
        SELECT variant.sku FROM variant JOIN product ON product.id = variant.product_id
        WHERE variant.sku = ANY ($2) AND product.slug <> $1 ORDER BY variant.sku LIMIT 1";
    let skus: Vec<String> = skus.iter().map(|&sku| sku.to_owned()).collect();
    let values: [Value; 2] = [slug.as_str().into(), skus.into()];
    let found = row::one(db, sql, values).await?;
    found.map(|found| row::get(&found, "sku")).transpose()
}

pub async fn find_product_id(
    db: &impl Connection,
    slug: &Slug,
) -> Result<Option<ProductId>, StoreError> {
    let sql = "SELECT id FROM product WHERE slug = $1";
    let found = row::one(db, sql, [slug.as_str().into()]).await?;
    found
        .map(|found| row::get::<Uuid>(&found, "id").map(ProductId))
        .transpose()
}

/// The brand of that slug, made under this name if it is new.
pub async fn ensure_brand(tx: &Tx, id: Uuid, slug: &Slug, name: &str) -> Result<Uuid, StoreError> {
    let sql = "
        WITH made AS (
            INSERT INTO brand (id, slug, name) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING RETURNING id
        ) SELECT id FROM made UNION ALL SELECT id FROM brand WHERE slug = $2 LIMIT 1";
    let values: [Value; 3] = [id.into(), slug.as_str().into(), name.into()];
    returned_id(tx, "brand", sql, values).await
}

/// The category of that title below that parent, made behind its siblings if it is missing.
pub async fn ensure_category(tx: &Tx, category: NewCategory<'_>) -> Result<Uuid, StoreError> {
    let sql = "
        WITH present AS (
            SELECT id FROM category WHERE parent_id IS NOT DISTINCT FROM $2 AND title = $3
        ), made AS (
            INSERT INTO category (id, parent_id, title, slug, position)
            SELECT $1, $2, $3,
                   (SELECT slug FROM unnest($4::text[]) WITH ORDINALITY AS candidate (slug, preference)
                    WHERE NOT EXISTS (SELECT 1 FROM category taken WHERE taken.slug = candidate.slug)
                    ORDER BY preference LIMIT 1),
                   (SELECT COALESCE(max(position) + 1, 0) FROM category WHERE parent_id IS NOT DISTINCT FROM $2)
            WHERE NOT EXISTS (SELECT 1 FROM present)
            RETURNING id
        ) SELECT id FROM present UNION ALL SELECT id FROM made";
    let slugs: Vec<String> = category.slugs.iter().map(Slug::to_string).collect();
    let values: [Value; 4] = [
        category.id.into(),
        category.parent.into(),
        category.title.into(),
        slugs.into(),
    ];
    returned_id(tx, "category", sql, values).await
}

/// Writes the product's row, new or not. An old address of some other product becomes this one's.
pub async fn put_product(tx: &Tx, product: NewProduct<'_>) -> Result<ProductId, StoreError> {
    let sql = "
        WITH freed AS (DELETE FROM product_slug_history WHERE slug = $2)
        INSERT INTO product (id, slug, title, brand_id, category_id, kind, description_html, tags, state,
                             search_names, search_facts, draft_hash, published_at, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, CASE WHEN $9 = 'published' THEN $13::timestamptz END, $13, $13)
        ON CONFLICT (slug) DO UPDATE SET
            title = excluded.title, brand_id = excluded.brand_id, category_id = excluded.category_id, kind = excluded.kind,
            description_html = excluded.description_html, tags = excluded.tags, state = excluded.state,
            search_names = excluded.search_names, search_facts = excluded.search_facts, draft_hash = excluded.draft_hash,
            published_at = COALESCE(product.published_at, excluded.published_at), updated_at = excluded.updated_at
        RETURNING id";
    let values: [Value; 13] = [
        product.id.0.into(),
        product.slug.as_str().into(),
        product.title.into(),
        product.brand.into(),
        product.category.into(),
        product.kind.into(),
        product.description_html.into(),
        product.tags.to_vec().into(),
        product.state.name().into(),
        product.search_names.into(),
        product.search_facts.into(),
        product.draft_hash.to_vec().into(),
        row::to_database_time(product.now).into(),
    ];
    returned_id(tx, "product", sql, values).await.map(ProductId)
}

/// Gives a product another address; the old one leads to it from now on. False if nothing has the old one.
pub async fn rename_product(
    tx: &Tx,
    from: &Slug,
    to: &Slug,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "
        WITH freed AS (DELETE FROM product_slug_history WHERE slug = $2),
        renamed AS (UPDATE product SET slug = $2, updated_at = $3 WHERE slug = $1 RETURNING id)
        INSERT INTO product_slug_history (slug, product_id, retired_at) SELECT $1, id, $3 FROM renamed";
    let values: [Value; 3] = [
        from.as_str().into(),
        to.as_str().into(),
        row::to_database_time(now).into(),
    ];
    Ok(row::execute(tx, sql, values).await? == 1)
}

async fn returned_id(
    tx: &Tx,
    table: &'static str,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Uuid, StoreError> {
    let found = row::one(tx, sql, values).await?;
    let found =
        found.ok_or_else(|| StoreError::corrupt(table, "a written row was not returned"))?;
    row::get(&found, "id")
}
