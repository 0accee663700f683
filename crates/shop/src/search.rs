//! Finding goods by words.

use domain::{
    catalog::{Listing, ListingQuery},
    search::{SearchQuery, SearchResults, Suggestions},
};

use crate::{Shop, ShopError};

mod spelling;

/// See the module.
pub struct Search<'shop> {
    shop: &'shop Shop,
}

/// Ten rows drop down at most, so that every one can be read.
const SUGGESTED_CATEGORIES: u32 = 3;
const SUGGESTED_PRODUCTS: u32 = 7;
/// Beside results, categories are a hint, not a list.
const RESULT_CATEGORIES: u32 = 4;

impl Shop {
    pub fn search(&self) -> Search<'_> {
        Search { shop: self }
    }
}

impl Search<'_> {
    /// What fits the query; if nothing does, what fits its likeliest correction.
    pub async fn search(
        &self,
        query: &SearchQuery,
        page: ListingQuery,
    ) -> Result<SearchResults, ShopError> {
        let mut listing = self.matches(query, page).await?;
        let mut corrected = None;
        if listing.total == 0
            && let Some(other) = self.corrected(query).await?
        {
            let second = self.matches(&other, page).await?;
            if 0 < second.total {
                listing = second;
                corrected = Some(other);
            }
        }
        let categories = if listing.total == 0 {
            let tree = self.shop.catalog().category_tree().await?;
            tree.into_iter().map(|node| node.link).collect()
        } else {
            let words = corrected.as_ref().unwrap_or(query);
            store::search::list_categories(self.reader(), words, RESULT_CATEGORIES).await?
        };
        Ok(SearchResults {
            query: query.clone(),
            corrected,
            categories,
            listing,
        })
    }

    /// What drops down while somebody types.
    pub async fn suggest(&self, query: &SearchQuery) -> Result<Suggestions, ShopError> {
        let suggestions = self.suggestions(query).await?;
        if suggestions != Suggestions::default() {
            return Ok(suggestions);
        }
        match self.corrected(query).await? {
            Some(other) => self.suggestions(&other).await,
            None => Ok(suggestions),
        }
    }

    async fn matches(&self, query: &SearchQuery, page: ListingQuery) -> Result<Listing, ShopError> {
        let currency = self.shop.parts.settings.currency;
        Ok(store::search::list_matches(self.reader(), currency, query, page).await?)
    }

    async fn suggestions(&self, query: &SearchQuery) -> Result<Suggestions, ShopError> {
        let (db, currency) = (self.reader(), self.shop.parts.settings.currency);
        let (categories, products) = futures::try_join!(
            store::search::list_categories(db, query, SUGGESTED_CATEGORIES),
            store::search::list_suggestions(db, currency, query, SUGGESTED_PRODUCTS),
        )?;
        Ok(Suggestions {
            categories,
            products,
        })
    }

    /// The query with each unknown word replaced by the known one it was most likely meant to be.
    async fn corrected(&self, query: &SearchQuery) -> Result<Option<SearchQuery>, ShopError> {
        let words = spelling::words(query);
        if words.is_empty() {
            return Ok(None);
        }
        let similar = store::search::list_similar(self.reader(), &words).await?;
        Ok(spelling::correct(query, &similar))
    }

    fn reader(&self) -> &impl store::Connection {
        self.shop.parts.database.reader()
    }
}
