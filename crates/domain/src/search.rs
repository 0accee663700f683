//! What a shopper asks for in words.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Money, Slug,
    catalog::{CategoryLink, Listing, Picture},
};

/// A query as it is kept in the box and in the address: trimmed, single blanks, not too long, never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SearchQuery(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SearchQueryError {
    #[error("there is nothing to search for")]
    Empty,
    #[error("a search has at most {} characters", SearchQuery::MAX)]
    TooLong,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    pub query: SearchQuery,
    /// The spelling that was searched for instead, when the words as typed found nothing.
    pub corrected: Option<SearchQuery>,
    /// Categories whose name fits the query; all top categories when nothing was found.
    pub categories: Vec<CategoryLink>,
    pub listing: Listing,
}

/// What drops down while someone types: at most ten rows in all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Suggestions {
    pub categories: Vec<CategoryLink>,
    pub products: Vec<ProductSuggestion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductSuggestion {
    pub slug: Slug,
    pub title: String,
    pub price: Money,
    pub picture: Option<Picture>,
}

impl SearchQuery {
    pub const MAX: usize = 200;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SearchQuery {
    type Err = SearchQueryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A null byte is no text to Postgres; other control characters mean nothing to a shopper.
        let printable: String = text
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        let words = printable.split_whitespace().collect::<Vec<_>>().join(" ");
        match words.chars().count() {
            0 => Err(SearchQueryError::Empty),
            length if Self::MAX < length => Err(SearchQueryError::TooLong),
            _ => Ok(Self(words)),
        }
    }
}

impl TryFrom<String> for SearchQuery {
    type Error = SearchQueryError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<SearchQuery> for String {
    fn from(query: SearchQuery) -> Self {
        query.0
    }
}

impl fmt::Display for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_tidied_before_anyone_sees_it() {
        assert_eq!(
            "  enamel \t mug\0 "
                .parse::<SearchQuery>()
                .unwrap()
                .as_str(),
            "enamel mug"
        );
        assert_eq!(
            " \u{0} ".parse::<SearchQuery>(),
            Err(SearchQueryError::Empty)
        );
        assert_eq!(
            "x".repeat(10_000).parse::<SearchQuery>(),
            Err(SearchQueryError::TooLong)
        );
    }
}
