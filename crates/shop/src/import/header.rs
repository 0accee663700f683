//! The columns of Shopify's product CSV, by either of the names it has given them.

use std::collections::HashMap;

use csv::StringRecord;
use thiserror::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Handle,
    Title,
    Description,
    Vendor,
    Category,
    Kind,
    Tags,
    Published,
    Status,
    /// Counted from zero.
    OptionName(usize),
    OptionValue(usize),
    Sku,
    Barcode,
    Stock,
    Price,
    CompareAt,
    Picture,
    PicturePosition,
    PictureAlt,
    VariantPicture,
}

/// Where each column is in this file, and what this file calls it.
#[derive(Debug)]
pub(super) struct Header(HashMap<Column, (usize, String)>);

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HeaderProblem {
    #[error("the first line names neither a Title nor a Handle column: this is no product file")]
    NoProducts,
    #[error("two columns mean the same: {0} and {1}")]
    Twice(String, String),
    #[error(
        "options are called Option1 Name, but there is no Option1 Value, or the other way round"
    )]
    HalfAnOption,
}

pub(super) const MOST_OPTIONS: usize = 3;

/// The old name, the new name.
const NAMES: [(Column, &str, &str); 24] = [
    (Column::Handle, "Handle", "URL handle"),
    (Column::Title, "Title", "Title"),
    (Column::Description, "Body (HTML)", "Description"),
    (Column::Vendor, "Vendor", "Vendor"),
    (Column::Category, "Product Category", "Product category"),
    (Column::Kind, "Type", "Type"),
    (Column::Tags, "Tags", "Tags"),
    (Column::Published, "Published", "Published on online store"),
    (Column::Status, "Status", "Status"),
    (Column::OptionName(0), "Option1 Name", "Option1 name"),
    (Column::OptionName(1), "Option2 Name", "Option2 name"),
    (Column::OptionName(2), "Option3 Name", "Option3 name"),
    (Column::OptionValue(0), "Option1 Value", "Option1 value"),
    (Column::OptionValue(1), "Option2 Value", "Option2 value"),
    (Column::OptionValue(2), "Option3 Value", "Option3 value"),
    (Column::Sku, "Variant SKU", "SKU"),
    (Column::Barcode, "Variant Barcode", "Barcode"),
    (Column::Stock, "Variant Inventory Qty", "Inventory quantity"),
    (Column::Price, "Variant Price", "Price"),
    (
        Column::CompareAt,
        "Variant Compare At Price",
        "Compare-at price",
    ),
    (Column::Picture, "Image Src", "Product image URL"),
    (Column::PicturePosition, "Image Position", "Image position"),
    (Column::PictureAlt, "Image Alt Text", "Image alt text"),
    (Column::VariantPicture, "Variant Image", "Variant image URL"),
];

impl Header {
    pub(super) fn read(names: &StringRecord) -> Result<Self, HeaderProblem> {
        let mut columns: HashMap<Column, (usize, String)> = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            let name = name.trim_start_matches('\u{feff}').trim();
            let Some(column) = Column::named(name) else {
                continue;
            };
            if let Some((_, other)) = columns.insert(column, (place, name.to_owned())) {
                return Err(HeaderProblem::Twice(other, name.to_owned()));
            }
        }
        let has = |column| columns.contains_key(&column);
        if !has(Column::Handle) && !has(Column::Title) {
            return Err(HeaderProblem::NoProducts);
        }
        let half = (0..MOST_OPTIONS)
            .any(|option| has(Column::OptionName(option)) != has(Column::OptionValue(option)));
        if half {
            return Err(HeaderProblem::HalfAnOption);
        }
        Ok(Self(columns))
    }

    /// The cell, without blanks around it; a column that the file does not have is empty.
    pub(super) fn cell<'row>(&self, row: &'row StringRecord, column: Column) -> &'row str {
        self.0
            .get(&column)
            .and_then(|(place, _)| row.get(*place))
            .map_or("", str::trim)
    }

    /// As the file spells it, for messages.
    pub(super) fn name(&self, column: Column) -> Option<String> {
        self.0.get(&column).map(|(_, name)| name.clone())
    }
}

impl Column {
    fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, old, new)| name.eq_ignore_ascii_case(old) || name.eq_ignore_ascii_case(new))
            .map(|(column, ..)| *column)
    }
}
