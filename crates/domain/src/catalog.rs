//! What is on the shelves: categories, products, variants, pictures.

use serde::{Deserialize, Serialize};

use crate::{Money, ProductId, Slug, VariantId};

mod draft;
mod listing;

pub use draft::{PictureDraft, ProductDraft, VariantDraft};
pub use listing::{Listing, ListingQuery, PageNumber, Sort};

/// A category as a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLink {
    pub slug: Slug,
    pub title: String,
}

/// A category and everything below it, for navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryNode {
    pub link: CategoryLink,
    /// Published products here and below.
    pub products: u32,
    pub picture: Option<Picture>,
    pub children: Vec<CategoryNode>,
}

/// What the front page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub categories: Vec<CategoryNode>,
    pub featured: Vec<ProductCard>,
    pub reduced: Vec<ProductCard>,
    pub newest: Vec<ProductCard>,
}

/// A category with its place in the tree and one page of its goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryPage {
    pub category: CategoryLink,
    pub description: String,
    /// From the root down, without the category itself.
    pub ancestors: Vec<CategoryLink>,
    pub children: Vec<CategoryNode>,
    pub listing: Listing,
}

/// A product as a tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCard {
    pub slug: Slug,
    pub title: String,
    pub brand: Option<String>,
    /// The lowest price among the variants.
    pub price: Money,
    /// Whether another variant costs more: the tile says "from".
    pub price_varies: bool,
    pub compare_at: Option<Money>,
    pub picture: Option<Picture>,
    pub swatches: Vec<Swatch>,
    pub availability: Availability,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    pub slug: Slug,
    pub title: String,
    pub brand: Option<String>,
    /// Cleaned on the way in; safe to put on a page.
    pub description_html: String,
    /// From the root down to the product's own category.
    pub categories: Vec<CategoryLink>,
    pub options: Vec<ProductOption>,
    pub attributes: Vec<Attribute>,
    pub pictures: Vec<Picture>,
    /// Never empty.
    pub variants: Vec<Variant>,
    pub related: Vec<ProductCard>,
}

/// Where a product's address leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProductLookup {
    Found(Box<Product>),
    /// The product has another address now.
    Moved(Slug),
    /// It was here and will not come back.
    Gone,
}

/// A dimension in which variants differ: colour, size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductOption {
    pub name: String,
    pub values: Vec<OptionValue>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionValue {
    pub value: String,
    pub colour: Option<Colour>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swatch {
    pub name: String,
    pub colour: Colour,
}

/// An sRGB colour as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(String);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    pub id: VariantId,
    pub sku: String,
    pub gtin: Option<String>,
    /// One value for each of the product's options, in their order.
    pub options: Vec<String>,
    pub price: Money,
    pub compare_at: Option<Money>,
    pub availability: Availability,
    /// The position in the product's pictures of the one that shows this variant.
    pub picture: Option<usize>,
}

/// What the shelf says. It may lag behind a sale; the checkout asks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    InStock,
    LowStock { left: u32 },
    SoldOut,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    pub name: String,
    pub value: AttributeValue,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AttributeValue {
    Text {
        text: String,
    },
    /// In thousandths of the unit, so that 0.35 l stays exact.
    Number {
        thousandths: i64,
        unit: String,
    },
    Boolean {
        holds: bool,
    },
    Choice {
        choice: String,
    },
    Colour {
        name: String,
        colour: Colour,
    },
}

/// A picture in the object store. Its name is the hash of its content, so its address may be kept for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub hash: String,
    pub alt: String,
    pub width: u32,
    pub height: u32,
    /// The widths it is kept in, ascending, never empty.
    pub widths: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishState {
    Draft,
    Published,
    Archived,
}

impl Availability {
    /// Fewer than this many and the page says how many are left.
    pub const LOW: u32 = 5;

    pub const fn of(available: u32) -> Self {
        match available {
            0 => Self::SoldOut,
            left if left < Self::LOW => Self::LowStock { left },
            _ => Self::InStock,
        }
    }

    pub const fn is_sold_out(self) -> bool {
        matches!(self, Self::SoldOut)
    }
}

impl Colour {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Colour {
    type Error = crate::TextError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(crate::TextError::Colour)
        }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

impl PublishState {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }
}

impl Product {
    pub fn variant(&self, sku: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.sku == sku)
    }

    /// The variant a page opens with: the first that can be bought, else the first.
    pub fn opening_variant(&self) -> &Variant {
        self.variants
            .iter()
            .find(|variant| !variant.availability.is_sold_out())
            .or(self.variants.first())
            .expect("a product has at least one variant")
    }
}

impl AttributeValue {
    /// As a table of facts shows it.
    pub fn display(&self) -> String {
        match self {
            Self::Text { text } => text.clone(),
            Self::Number { thousandths, unit } => {
                let whole = thousandths / 1000;
                let fraction = format!("{:03}", (thousandths % 1000).abs());
                let fraction = fraction.trim_end_matches('0');
                let point = if fraction.is_empty() { "" } else { "." };
                format!("{whole}{point}{fraction} {unit}")
                    .trim_end()
                    .to_owned()
            }
            Self::Boolean { holds: true } => "Yes".to_owned(),
            Self::Boolean { holds: false } => "No".to_owned(),
            Self::Choice { choice } => choice.clone(),
            Self::Colour { name, .. } => name.clone(),
        }
    }
}
