//! Rows of the file, gathered into drafts. A product is its first row and all later ones of the same handle.

use std::collections::{HashMap, HashSet};

use csv::StringRecord;
use domain::{
    Currency, Money, Slug,
    catalog::{PictureDraft, ProductDraft, PublishState, VariantDraft},
};

use super::{
    header::{Column, Header, MOST_OPTIONS},
    shopify::RowError,
};

/// A product with the lines it came from, so that a later refusal can point at one.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) line: u64,
    pub(super) draft: ProductDraft,
    /// Where each picture's path stands.
    pub(super) picture_cells: HashMap<String, (u64, Option<String>)>,
    /// The places that the file gives its pictures, beside them until all rows are read.
    positions: Vec<u32>,
    variant_rows: usize,
    skus: HashSet<String>,
}

pub(super) struct Gathering<'file> {
    pub(super) header: &'file Header,
    pub(super) currency: Currency,
    pub(super) errors: Vec<RowError>,
    products: Vec<Gathered>,
    by_handle: HashMap<Slug, Option<usize>>,
}

/// What Shopify calls the only variant of a product that has no options.
const NO_OPTION: (&str, &str) = ("Title", "Default Title");

/// A cell that can't be used, and why.
type Mistake = (Column, String);

impl<'file> Gathering<'file> {
    pub(super) fn new(header: &'file Header, currency: Currency) -> Self {
        Self {
            header,
            currency,
            errors: Vec::new(),
            products: Vec::new(),
            by_handle: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, line: u64, row: &StringRecord) {
        let handle = match self.handle(row) {
            Ok(handle) => handle,
            Err(mistake) => return self.refuse(line, mistake),
        };
        let place = match self.by_handle.get(&handle) {
            Some(Some(place)) => *place,
            // The product's first row was refused and said why; its other rows have nothing to belong to.
            Some(None) => return,
            None => match self.product(line, row, handle.clone()) {
                Ok(product) => {
                    self.products.push(product);
                    let place = self.products.len() - 1;
                    self.by_handle.insert(handle, Some(place));
                    place
                }
                Err(mistake) => {
                    self.by_handle.insert(handle, None);
                    return self.refuse(line, mistake);
                }
            },
        };
        self.add_picture(place, line, row);
        if let Err(mistake) = self.add_variant(place, line, row) {
            self.refuse(line, mistake);
        }
    }

    /// The products that have something to sell, pictures in the file's order.
    pub(super) fn finish(mut self) -> (Vec<Gathered>, Vec<RowError>) {
        for product in &mut self.products {
            product.sort_pictures();
            if product.draft.variants.is_empty() && product.variant_rows == 0 {
                self.errors.push(RowError {
                    line: product.line,
                    column: self.header.name(Column::Price),
                    reason: "the product has no price".to_owned(),
                });
            }
        }
        self.products
            .retain(|product| !product.draft.variants.is_empty());
        (self.products, self.errors)
    }

    fn refuse(&mut self, line: u64, (column, reason): Mistake) {
        self.errors.push(RowError {
            line,
            column: self.header.name(column),
            reason,
        });
    }

    fn handle(&self, row: &StringRecord) -> Result<Slug, Mistake> {
        let handle = self.header.cell(row, Column::Handle);
        let (column, text) = if handle.is_empty() {
            (Column::Title, self.header.cell(row, Column::Title))
        } else {
            (Column::Handle, handle)
        };
        if text.is_empty() {
            return Err((
                column,
                "the row has neither a handle nor a title".to_owned(),
            ));
        }
        Slug::from_title(text).map_err(|error| (column, error.to_string()))
    }

    fn product(&self, line: u64, row: &StringRecord, slug: Slug) -> Result<Gathered, Mistake> {
        let cell = |column| self.header.cell(row, column);
        let text = |column| cell(column).to_owned();
        if cell(Column::Title).is_empty() {
            return Err((Column::Title, "a new product needs a title".to_owned()));
        }
        let kind = text(Column::Kind);
        let shelf = if kind.is_empty() {
            cell(Column::Category)
                .rsplit('>')
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned()
        } else {
            kind.clone()
        };
        let mut options: Vec<String> = (0..MOST_OPTIONS)
            .map(|option| text(Column::OptionName(option)))
            .take_while(|name| !name.is_empty())
            .collect();
        if options.len() == 1
            && options[0] == NO_OPTION.0
            && cell(Column::OptionValue(0)) == NO_OPTION.1
        {
            options.clear();
        }
        let draft = ProductDraft {
            slug,
            title: text(Column::Title),
            brand: Some(text(Column::Vendor)).filter(|vendor| !vendor.is_empty()),
            category: Some(shelf)
                .filter(|shelf| !shelf.is_empty())
                .into_iter()
                .collect(),
            kind,
            description_html: text(Column::Description),
            tags: cell(Column::Tags)
                .split(',')
                .map(|tag| tag.trim().to_owned())
                .filter(|tag| !tag.is_empty())
                .collect(),
            state: self.state(row)?,
            options,
            attributes: Vec::new(),
            variants: Vec::new(),
            pictures: Vec::new(),
        };
        Ok(Gathered {
            line,
            draft,
            picture_cells: HashMap::new(),
            positions: Vec::new(),
            variant_rows: 0,
            skus: HashSet::new(),
        })
    }

    /// A product is in the shop when it is active and published; a file may leave either out.
    fn state(&self, row: &StringRecord) -> Result<PublishState, Mistake> {
        let lower = |column| self.header.cell(row, column).to_ascii_lowercase();
        let published = match lower(Column::Published).as_str() {
            "" | "true" => PublishState::Published,
            "false" => PublishState::Draft,
            other => {
                return Err((
                    Column::Published,
                    format!("{other:?} is neither true nor false"),
                ));
            }
        };
        match lower(Column::Status).as_str() {
            "" | "active" => Ok(published),
            "draft" => Ok(PublishState::Draft),
            "archived" => Ok(PublishState::Archived),
            other => Err((
                Column::Status,
                format!("{other:?} is none of active, draft and archived"),
            )),
        }
    }

    fn add_picture(&mut self, place: usize, line: u64, row: &StringRecord) {
        let origin = self.header.cell(row, Column::Picture);
        if origin.is_empty() {
            return;
        }
        let position = self.header.cell(row, Column::PicturePosition);
        let position = match position.parse() {
            Ok(position) => position,
            Err(_) if position.is_empty() => u32::MAX,
            Err(_) => {
                let reason = format!("{position:?} is not a position; the picture comes last");
                self.refuse(line, (Column::PicturePosition, reason));
                u32::MAX
            }
        };
        let alt = self.header.cell(row, Column::PictureAlt).to_owned();
        let cell = (line, self.header.name(Column::Picture));
        self.products[place].picture(origin, alt, position, cell);
    }

    fn add_variant(&mut self, place: usize, line: u64, row: &StringRecord) -> Result<(), Mistake> {
        let cell = |column| self.header.cell(row, column);
        let of_variant = [Column::Sku, Column::Price, Column::OptionValue(0)];
        if of_variant.iter().all(|&column| cell(column).is_empty()) {
            return Ok(());
        }
        let product = &mut self.products[place];
        product.variant_rows += 1;
        let options: Vec<String> = (0..product.draft.options.len())
            .map(|option| cell(Column::OptionValue(option)).to_owned())
            .collect();
        if let Some(missing) = options.iter().position(String::is_empty) {
            let reason = format!("{} has no value", product.draft.options[missing]);
            return Err((Column::OptionValue(missing), reason));
        }
        if product
            .draft
            .variants
            .iter()
            .any(|known| known.options == options)
        {
            let reason = "another row of this product has the same options".to_owned();
            return Err((Column::OptionValue(0), reason));
        }
        let sku = match cell(Column::Sku) {
            // Stable as long as the rows keep their order, so importing again finds the same variant.
            "" => format!("{}-{}", product.draft.slug, product.variant_rows),
            sku => sku.to_owned(),
        };
        let price = money(cell(Column::Price), Column::Price, self.currency)?;
        let compare_at = match cell(Column::CompareAt) {
            "" => None,
            // Shopify shows a former price only when it is above the price, and writes others too.
            text => Some(money(text, Column::CompareAt, self.currency)?)
                .filter(|before| price.minor < before.minor),
        };
        let stock = stock(cell(Column::Stock))?;
        let gtin = gtin(cell(Column::Barcode))?;
        if !product.skus.insert(sku.clone()) {
            let reason = format!("another row of this product has the SKU {sku}");
            return Err((Column::Sku, reason));
        }
        let own_picture = cell(Column::VariantPicture);
        let picture = if own_picture.is_empty() {
            None
        } else {
            let found = (line, self.header.name(Column::VariantPicture));
            Some(product.picture(own_picture, String::new(), u32::MAX, found))
        };
        product.draft.variants.push(VariantDraft {
            sku,
            gtin,
            options,
            colour: None,
            price,
            compare_at,
            stock,
            picture,
        });
        Ok(())
    }
}

impl Gathered {
    /// The place of a picture in the draft; one that is named twice is there once.
    fn picture(
        &mut self,
        origin: &str,
        alt: String,
        position: u32,
        cell: (u64, Option<String>),
    ) -> usize {
        let pictures = &mut self.draft.pictures;
        if let Some(known) = pictures.iter().position(|known| known.origin == origin) {
            return known;
        }
        pictures.push(PictureDraft {
            origin: origin.to_owned(),
            alt,
        });
        self.positions.push(position);
        self.picture_cells.insert(origin.to_owned(), cell);
        pictures.len() - 1
    }

    fn sort_pictures(&mut self) {
        let mut order: Vec<usize> = (0..self.positions.len()).collect();
        order.sort_by_key(|&place| self.positions[place]);
        for variant in &mut self.draft.variants {
            variant.picture = variant
                .picture
                .and_then(|place| order.iter().position(|&sorted| sorted == place));
        }
        self.draft.pictures = order
            .iter()
            .map(|&place| self.draft.pictures[place].clone())
            .collect();
    }
}

fn money(text: &str, column: Column, currency: Currency) -> Result<Money, Mistake> {
    if text.is_empty() {
        return Err((column, "the price is missing".to_owned()));
    }
    Money::parse_decimal(text, currency)
        .map_err(|_| (column, format!("{text:?} is no price in {currency}")))
}

fn stock(text: &str) -> Result<Option<u32>, Mistake> {
    if text.is_empty() {
        return Ok(None);
    }
    // Shopify sells below zero; here an empty shelf is as empty as it gets.
    text.parse::<i32>()
        .map(|units| u32::try_from(units).ok().or(Some(0)))
        .map_err(|_| (Column::Stock, format!("{text:?} is no number of units")))
}

fn gtin(text: &str) -> Result<Option<String>, Mistake> {
    let digits: String = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '\''))
        .collect();
    if digits.is_empty() {
        Ok(None)
    } else if (8..=14).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(Some(digits))
    } else {
        Err((Column::Barcode, format!("{text:?} is no GTIN")))
    }
}
