//! The words that goods are described with, counted, so that a typo finds its way to one of them.

use domain::ProductId;
use sea_orm::Value;

use crate::{Connection, StoreError, Tx, row};

/// The words of one product, as the text search splits them: no numbers, nothing that means nothing.
const WORDS: &str = "
    SELECT lexeme AS word
    FROM product CROSS JOIN LATERAL unnest(to_tsvector('simple', fold(concat_ws(' ', title, search_names, search_facts,
         regexp_replace(description_html, '<[^>]*>', ' ', 'g')))))
    WHERE product.id = $1 AND product.state = 'published'
      AND lexeme ~ '^[[:alpha:]]{3,}$' AND numnode(plainto_tsquery('english', lexeme)) > 0";

/// Takes a product's words out of the count. Called before the product is changed.
pub async fn uncount_words(tx: &Tx, product: ProductId) -> Result<(), StoreError> {
    let drop_last = format!("DELETE FROM search_word WHERE products = 1 AND word IN ({WORDS})");
    let count_down = format!(
        "UPDATE search_word SET products = products - 1 WHERE products > 1 AND word IN ({WORDS})"
    );
    let values: [Value; 1] = [product.0.into()];
    row::execute(tx, &drop_last, values.clone()).await?;
    row::execute(tx, &count_down, values).await.map(drop)
}

/// Adds a product's words to the count. Called after the product was changed.
pub async fn count_words(tx: &Tx, product: ProductId) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO search_word (word, products) SELECT word, 1 FROM ({WORDS}) AS own
         ON CONFLICT (word) DO UPDATE SET products = search_word.products + 1"
    );
    row::execute(tx, &sql, [product.0.into()]).await.map(drop)
}

/// For each word that finds nothing: the known words that look most like it, likeliest first.
/// A word that finds something is not in the answer; the last one need only be a beginning.
pub async fn list_similar(
    db: &impl Connection,
    words: &[String],
) -> Result<Vec<(String, Vec<String>)>, StoreError> {
    let sql = "
        SELECT asked.word, COALESCE((
            SELECT jsonb_agg(near.word ORDER BY near.similarity DESC, near.products DESC, near.word) FROM (
                SELECT search_word.word, search_word.products, similarity(search_word.word, fold(asked.word)) AS similarity
                FROM search_word
                WHERE length(search_word.word) BETWEEN length(asked.word) - 2 AND length(asked.word) + 2
                  AND similarity(search_word.word, fold(asked.word)) > 0
                ORDER BY similarity DESC, products DESC, word LIMIT $2
            ) near), '[]') AS similar
        FROM unnest($1::text[]) AS asked (word)
        WHERE NOT EXISTS (
            SELECT 1 FROM product WHERE product.state = 'published'
            AND product.search @@ (plainto_tsquery('english', fold(asked.word)) || plainto_tsquery('simple', fold(asked.word))))
          AND NOT (asked.word = $3 AND EXISTS (
            SELECT 1 FROM search_word WHERE starts_with(search_word.word, fold(asked.word))))";
    let values: [Value; 3] = [
        words.to_vec().into(),
        CANDIDATES.into(),
        words.last().cloned().into(),
    ];
    let rows = row::all(db, sql, values).await?;
    rows.iter()
        .map(|found| {
            Ok((
                row::get(found, "word")?,
                row::json(found, "search_word", "similar")?,
            ))
        })
        .collect()
}

/// Shared three-letter pieces choose this many; the edit distance chooses among them.
const CANDIDATES: i64 = 40;
