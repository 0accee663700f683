//! Some of the goods, in an order, with a way to see more.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ProductCard;

/// Goods from the first to the last shown, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub products: Vec<ProductCard>,
    pub total: u32,
    pub query: ListingQuery,
}

/// What a listing's address says: `?sort=price-up&page=2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListingQuery {
    pub sort: Sort,
    pub page: PageNumber,
}

/// Page n shows everything from the first item on, so "load more" adds and going back finds the same list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(u16);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Relevance in a search, the merchant's order in a category.
    #[default]
    Featured,
    PriceUp,
    PriceDown,
    Newest,
}

impl Listing {
    /// The address of the next, longer listing, if there is more to see.
    pub fn more(&self) -> Option<ListingQuery> {
        let shown = u32::try_from(self.products.len()).unwrap_or(u32::MAX);
        let page = self.query.page.next()?;
        (shown < self.total).then_some(ListingQuery { page, ..self.query })
    }
}

impl ListingQuery {
    /// Reads what an address says; whatever makes no sense counts as not said.
    pub fn from_parts(sort: Option<&str>, page: Option<&str>) -> Self {
        Self {
            sort: sort.and_then(|name| name.parse().ok()).unwrap_or_default(),
            page: page
                .and_then(|number| number.parse().ok())
                .and_then(PageNumber::new)
                .unwrap_or_default(),
        }
    }

    /// `sort=price-up&page=2`, without what is the default.
    pub fn to_query_string(self) -> String {
        let mut parts = Vec::new();
        if self.sort != Sort::default() {
            parts.push(format!("sort={}", self.sort.name()));
        }
        if self.page != PageNumber::default() {
            parts.push(format!("page={}", self.page.0));
        }
        parts.join("&")
    }
}

impl PageNumber {
    pub const SIZE: u32 = 24;
    /// A page is cumulative; beyond this a shopper should search or filter.
    const LAST: u16 = 20;

    pub const fn new(number: u16) -> Option<Self> {
        if 1 <= number && number <= Self::LAST {
            Some(Self(number))
        } else {
            None
        }
    }

    pub const fn get(self) -> u16 {
        self.0
    }

    /// How many items a listing of this page holds at most.
    pub fn limit(self) -> u32 {
        u32::from(self.0) * Self::SIZE
    }

    const fn next(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }
}

impl Default for PageNumber {
    fn default() -> Self {
        Self(1)
    }
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Featured, Self::PriceUp, Self::PriceDown, Self::Newest];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Featured => "featured",
            Self::PriceUp => "price-up",
            Self::PriceDown => "price-down",
            Self::Newest => "newest",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Featured => "Featured",
            Self::PriceUp => "Price, low to high",
            Self::PriceDown => "Price, high to low",
            Self::Newest => "Newest",
        }
    }
}

impl FromStr for Sort {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|sort| sort.name() == name)
            .ok_or(())
    }
}
