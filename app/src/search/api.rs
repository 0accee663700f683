//! What the search asks for.

use domain::{
    catalog::ListingQuery,
    search::{SearchResults, Suggestions},
};
use leptos::prelude::*;

use crate::error::AppError;

/// What fits the words; None when there are no words.
#[server(endpoint = "search/results")]
pub async fn search(words: String, query: ListingQuery) -> Result<Option<SearchResults>, AppError> {
    let Ok(words) = words.parse() else {
        return Ok(None);
    };
    Ok(Some(
        crate::ssr::shop()?.search().search(&words, query).await?,
    ))
}

/// What drops down while somebody types.
#[server(endpoint = "search/suggest")]
pub async fn suggest(words: String) -> Result<Suggestions, AppError> {
    let Ok(words) = words.parse() else {
        return Ok(Suggestions::default());
    };
    Ok(crate::ssr::shop()?.search().suggest(&words).await?)
}
