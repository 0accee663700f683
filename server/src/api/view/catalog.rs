//! Categories and products.

use domain::{catalog as of, search as found};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Amount, Availability, NamedValue, Picture, each};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CategoryLink {
    slug: String,
    title: String,
}

/// A category and everything below it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CategoryNode {
    slug: String,
    title: String,
    /// How many products are for sale here and below.
    products: u32,
    #[schema(no_recursion)]
    children: Vec<CategoryNode>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CategoryPage {
    slug: String,
    title: String,
    description: String,
    /// From the root down.
    ancestors: Vec<CategoryLink>,
    listing: Listing,
}

/// Products from the first one on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Listing {
    products: Vec<ProductSummary>,
    /// How many there are in all.
    total: u32,
    sort: &'static str,
    page: u16,
    /// The page that holds more, if there is more.
    next_page: Option<u16>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductSummary {
    slug: String,
    title: String,
    brand: Option<String>,
    /// The lowest among the variants.
    price: Amount,
    /// Whether another variant costs more.
    price_varies: bool,
    /// What it cost before.
    compare_at: Option<Amount>,
    picture: Option<Picture>,
    availability: Availability,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Product {
    slug: String,
    title: String,
    brand: Option<String>,
    /// Clean HTML: paragraphs, lists, emphasis, links.
    description_html: String,
    /// From the root down to the product's own.
    categories: Vec<CategoryLink>,
    attributes: Vec<NamedValue>,
    pictures: Vec<Picture>,
    variants: Vec<Variant>,
}

/// What can be bought.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Variant {
    id: Uuid,
    sku: String,
    gtin: Option<String>,
    options: Vec<NamedValue>,
    price: Amount,
    /// What it cost before.
    compare_at: Option<Amount>,
    availability: Availability,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchResults {
    query: String,
    /// What was looked for instead, when the words as typed found nothing.
    corrected: Option<String>,
    categories: Vec<CategoryLink>,
    listing: Listing,
}

/// At most ten in all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Suggestions {
    categories: Vec<CategoryLink>,
    products: Vec<SuggestedProduct>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuggestedProduct {
    slug: String,
    title: String,
    price: Amount,
}

impl From<of::CategoryLink> for CategoryLink {
    fn from(link: of::CategoryLink) -> Self {
        Self {
            slug: link.slug.to_string(),
            title: link.title,
        }
    }
}

impl From<of::CategoryNode> for CategoryNode {
    fn from(node: of::CategoryNode) -> Self {
        Self {
            slug: node.link.slug.to_string(),
            title: node.link.title,
            products: node.products,
            children: each(node.children),
        }
    }
}

impl From<of::CategoryPage> for CategoryPage {
    fn from(page: of::CategoryPage) -> Self {
        Self {
            slug: page.category.slug.to_string(),
            title: page.category.title,
            description: page.description,
            ancestors: each(page.ancestors),
            listing: page.listing.into(),
        }
    }
}

impl From<of::Listing> for Listing {
    fn from(listing: of::Listing) -> Self {
        Self {
            next_page: listing.more().map(|query| query.page.get()),
            total: listing.total,
            sort: listing.query.sort.name(),
            page: listing.query.page.get(),
            products: each(listing.products),
        }
    }
}

impl From<of::ProductCard> for ProductSummary {
    fn from(card: of::ProductCard) -> Self {
        Self {
            slug: card.slug.to_string(),
            title: card.title,
            brand: card.brand,
            price: card.price.into(),
            price_varies: card.price_varies,
            compare_at: card.compare_at.map(Amount::from),
            picture: card.picture.map(Picture::from),
            availability: card.availability.into(),
        }
    }
}

impl From<of::Product> for Product {
    fn from(product: of::Product) -> Self {
        let names: Vec<String> = product
            .options
            .into_iter()
            .map(|option| option.name)
            .collect();
        let attribute = |attribute: of::Attribute| NamedValue {
            value: attribute.value.display(),
            name: attribute.name,
        };
        Self {
            slug: product.slug.to_string(),
            title: product.title,
            brand: product.brand,
            description_html: product.description_html,
            categories: each(product.categories),
            attributes: product.attributes.into_iter().map(attribute).collect(),
            pictures: each(product.pictures),
            variants: product
                .variants
                .into_iter()
                .map(|variant| Variant::of(variant, &names))
                .collect(),
        }
    }
}

impl Variant {
    fn of(variant: of::Variant, names: &[String]) -> Self {
        let options = names.iter().cloned().zip(variant.options);
        Self {
            id: variant.id.0,
            sku: variant.sku,
            gtin: variant.gtin,
            options: options.map(NamedValue::from).collect(),
            price: variant.price.into(),
            compare_at: variant.compare_at.map(Amount::from),
            availability: variant.availability.into(),
        }
    }
}

impl From<found::SearchResults> for SearchResults {
    fn from(results: found::SearchResults) -> Self {
        Self {
            query: results.query.to_string(),
            corrected: results.corrected.map(|query| query.to_string()),
            categories: each(results.categories),
            listing: results.listing.into(),
        }
    }
}

impl From<found::Suggestions> for Suggestions {
    fn from(suggestions: found::Suggestions) -> Self {
        Self {
            categories: each(suggestions.categories),
            products: each(suggestions.products),
        }
    }
}

impl From<found::ProductSuggestion> for SuggestedProduct {
    fn from(suggestion: found::ProductSuggestion) -> Self {
        Self {
            slug: suggestion.slug.to_string(),
            title: suggestion.title,
            price: suggestion.price.into(),
        }
    }
}
