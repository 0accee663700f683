//! A product on its way into the catalogue, from an importer or the demo shop.

use serde::{Deserialize, Serialize};

use super::{Attribute, Colour, PublishState};
use crate::{Money, Slug};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDraft {
    pub slug: Slug,
    pub title: String,
    pub brand: Option<String>,
    /// Titles from the root down; categories that are missing are made.
    pub category: Vec<String>,
    pub kind: String,
    /// Cleaned before it is stored, whoever wrote it.
    pub description_html: String,
    pub tags: Vec<String>,
    pub state: PublishState,
    /// The names of the options, in the order in which variants give their values.
    pub options: Vec<String>,
    pub attributes: Vec<Attribute>,
    pub variants: Vec<VariantDraft>,
    pub pictures: Vec<PictureDraft>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantDraft {
    pub sku: String,
    pub gtin: Option<String>,
    pub options: Vec<String>,
    /// The colour of the swatch that stands for this variant.
    pub colour: Option<Colour>,
    pub price: Money,
    pub compare_at: Option<Money>,
    /// None leaves the stock that is there, or starts at zero.
    pub stock: Option<u32>,
    /// A position in the draft's pictures.
    pub picture: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureDraft {
    /// Where the draft's maker finds the original: a path beside the file, or a drawing's name.
    pub origin: String,
    pub alt: String,
}
