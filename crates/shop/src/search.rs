//! Finding goods by words.

use domain::{
    catalog::ListingQuery,
    search::{SearchQuery, SearchResults, Suggestions},
};

use crate::{Parts, Shop, ShopError};

/// See the module.
pub struct Search<'shop> {
    parts: &'shop Parts,
}

/// Ten rows drop down at most, so that every one can be read.
const SUGGESTED_CATEGORIES: u32 = 3;
const SUGGESTED_PRODUCTS: u32 = 7;
/// Beside results, categories are a hint, not a list.
const RESULT_CATEGORIES: u32 = 4;

impl Shop {
    pub fn search(&self) -> Search<'_> {
        Search { parts: &self.parts }
    }
}

impl Search<'_> {
    /// What fits the query.
    pub async fn search(
        &self,
        query: &SearchQuery,
        page: ListingQuery,
    ) -> Result<SearchResults, ShopError> {
        let db = self.parts.database.reader();
        let currency = self.parts.settings.currency;
        let listing = store::search::list_matches(db, currency, query, page).await?;
        let categories = store::search::list_categories(db, query, RESULT_CATEGORIES).await?;
        Ok(SearchResults {
            query: query.clone(),
            corrected: None,
            categories,
            listing,
        })
    }

    /// What drops down while somebody types.
    pub async fn suggest(&self, query: &SearchQuery) -> Result<Suggestions, ShopError> {
        let db = self.parts.database.reader();
        let currency = self.parts.settings.currency;
        let categories = store::search::list_categories(db, query, SUGGESTED_CATEGORIES).await?;
        let products =
            store::search::list_suggestions(db, currency, query, SUGGESTED_PRODUCTS).await?;
        Ok(Suggestions {
            categories,
            products,
        })
    }
}
