//! Full text, prefixes, article numbers, and the nearest known spelling.
//!
//! What a shopper typed reaches Postgres as bound values only, and the words of a text query are made
//! by Postgres' own parsers, which take any input.

use domain::{
    Currency, Slug,
    catalog::{CategoryLink, Listing, ListingQuery, Sort},
    search::{ProductSuggestion, SearchQuery},
};
use sea_orm::Value;

use crate::{
    Connection, StoreError,
    catalog::{CARD, listing, offers, sorted},
    row,
};

mod question;
mod words;

pub use words::{count_words, list_similar, uncount_words};

use question::Question;

/// The goods that fit, best first unless sorted otherwise, and how many there are in all.
pub async fn list_matches(
    db: &impl Connection,
    currency: Currency,
    query: &SearchQuery,
    page: ListingQuery,
) -> Result<Listing, StoreError> {
    let question = Question::new(query);
    let mut values: Vec<Value> = vec![currency.code().into(), i64::from(page.page.limit()).into()];
    let order = match page.sort {
        Sort::Featured => "exact DESC, same_title DESC, relevance DESC, slug",
        other => sorted(other).expect("every other sort has an order"),
    };
    let sql = format!(
        "WITH asked AS MATERIALIZED ({asked}),
         goods AS ({offers}),
         matching AS (
            SELECT goods.*, numbered.product_id IS NOT NULL AS exact, fold(goods.title) = asked.typed AS same_title,
                   ts_rank_cd('{WEIGHTS}', goods.search, asked.words, 1) AS relevance
            FROM asked CROSS JOIN goods
            LEFT JOIN (SELECT DISTINCT variant.product_id FROM asked JOIN variant
                       ON variant.sku = ANY (asked.numbers) OR variant.gtin = ANY (asked.numbers)
                       WHERE variant.retired_at IS NULL) numbered ON numbered.product_id = goods.id
            WHERE goods.search @@ asked.words OR numbered.product_id IS NOT NULL
         ), page AS (
            SELECT matching.*, count(*) OVER () AS total, row_number() OVER (ORDER BY {order}) AS rank
            FROM matching ORDER BY rank LIMIT $2
         ) {CARD} ORDER BY page.rank",
        asked = question.sql(&mut values),
        offers = offers("$1"),
    );
    listing(&row::all(db, &sql, values).await?, currency, page)
}

/// Names and brands count more than facts, facts more than prose: weights for D, C, B, A.
const WEIGHTS: &str = "{0.05, 0.2, 0.6, 1.0}";

/// The categories whose title has every word of the query, or all of whose words are in the query.
pub async fn list_categories(
    db: &impl Connection,
    query: &SearchQuery,
    limit: u32,
) -> Result<Vec<CategoryLink>, StoreError> {
    let mut values: Vec<Value> = vec![i64::from(limit).into()];
    let sql = format!(
        "WITH asked AS MATERIALIZED ({asked})
         SELECT category.slug, category.title FROM asked CROSS JOIN category
         CROSS JOIN LATERAL (SELECT to_tsvector('english', fold(category.title)) || to_tsvector('simple', fold(category.title)) AS title,
                                    plainto_tsquery('english', fold(category.title)) AS words) own
         WHERE (own.title @@ asked.words OR (numnode(own.words) > 0 AND to_tsvector('english', asked.typed) @@ own.words))
           AND EXISTS (
               WITH RECURSIVE below AS (
                   SELECT category.id AS id
                   UNION ALL
                   SELECT child.id FROM below JOIN category child ON child.parent_id = below.id
               ) SELECT 1 FROM below JOIN product ON product.category_id = below.id AND product.state = 'published')
         ORDER BY fold(category.title) = asked.typed DESC, length(category.title), category.title, category.slug LIMIT $1",
        asked = question::Question::new(query).sql(&mut values),
    );
    let rows = row::all(db, &sql, values).await?;
    rows.iter()
        .map(|found| {
            Ok(CategoryLink {
                slug: row::parse(found, "category", "slug")?,
                title: row::get(found, "title")?,
            })
        })
        .collect()
}

/// The best few goods for what has been typed so far.
pub async fn list_suggestions(
    db: &impl Connection,
    currency: Currency,
    query: &SearchQuery,
    limit: u32,
) -> Result<Vec<ProductSuggestion>, StoreError> {
    let mut values: Vec<Value> = vec![currency.code().into(), i64::from(limit).into()];
    let sql = format!(
        "WITH asked AS MATERIALIZED ({asked}), goods AS ({offers})
         SELECT goods.slug, goods.title, goods.amount,
                (SELECT to_jsonb(first) - 'product_id' - 'position' FROM picture first
                 WHERE first.product_id = goods.id ORDER BY first.position LIMIT 1) AS picture
         FROM asked CROSS JOIN goods
         WHERE goods.search @@ asked.words OR goods.id IN (
               SELECT product_id FROM variant WHERE sku = ANY (asked.numbers) OR gtin = ANY (asked.numbers))
         ORDER BY starts_with(fold(goods.title), asked.typed) DESC,
                  ts_rank_cd('{WEIGHTS}', goods.search, asked.words, 1) DESC, goods.slug
         LIMIT $2",
        asked = Question::new(query).sql(&mut values),
        offers = offers("$1"),
    );
    let rows = row::all(db, &sql, values).await?;
    rows.iter()
        .map(|found| {
            Ok(ProductSuggestion {
                slug: row::parse::<Slug>(found, "product", "slug")?,
                title: row::get(found, "title")?,
                price: row::money(found, "amount", currency)?,
                picture: row::optional_json(found, "picture", "picture")?,
            })
        })
        .collect()
}
