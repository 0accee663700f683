//! A draft is cleaned and checked here, whoever made it; what passes fits every rule of the schema.

use std::collections::HashSet;

use domain::{
    Slug,
    catalog::{AttributeValue, ProductDraft, VariantDraft},
};
use thiserror::Error;

/// What is wrong with a draft, in words for whoever made it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DraftProblem {
    #[error("the product has no title")]
    NoTitle,
    #[error("the product has no variant")]
    NoVariant,
    #[error("a product has at most {} options", MOST_OPTIONS)]
    TooManyOptions,
    #[error("two options or attributes are called {0}")]
    NameTwice(String),
    #[error("a variant has no SKU")]
    NoSku,
    #[error("the SKU {0} appears twice in this product")]
    SkuTwice(String),
    #[error("the SKU {0} belongs to another product")]
    SkuTaken(String),
    #[error("the variant {0} does not have one value for each option")]
    OptionMissing(String),
    #[error("the variant {0} has the same options as another")]
    OptionsTwice(String),
    #[error("the GTIN of {0} is not 8 to 14 digits")]
    Gtin(String),
    #[error("the price of {0} is out of range")]
    Price(String),
    #[error("the price of {0} before the reduction is not above its price")]
    CompareAt(String),
    #[error("the stock of {0} is out of range")]
    Stock(String),
    #[error("the variant {0} shows a picture that the product does not have")]
    PictureMissing(String),
    #[error("{0:?} has no letter or digit to make an address from")]
    NoAddress(String),
}

const MOST_OPTIONS: usize = 10;
/// A thousand million in a currency with two decimals; the schema's own limit.
const MOST_MINOR: i64 = 100_000_000_000;

pub(super) fn clean(mut draft: ProductDraft) -> Result<ProductDraft, DraftProblem> {
    draft.title = line(&draft.title);
    draft.brand = draft
        .brand
        .map(|brand| line(&brand))
        .filter(|brand| !brand.is_empty());
    draft.kind = line(&draft.kind);
    for texts in [&mut draft.category, &mut draft.tags, &mut draft.options] {
        *texts = texts
            .iter()
            .map(|text| line(text))
            .filter(|text| !text.is_empty())
            .collect();
    }
    for variant in &mut draft.variants {
        variant.sku = line(&variant.sku);
        for value in &mut variant.options {
            *value = line(value);
        }
    }
    for picture in &mut draft.pictures {
        picture.alt = line(&picture.alt);
        if picture.alt.is_empty() {
            picture.alt.clone_from(&draft.title);
        }
    }
    draft.description_html = ammonia::clean(&draft.description_html.replace('\0', ""))
        .trim()
        .to_owned();
    check(&draft)?;
    Ok(draft)
}

/// The addresses a category may get: its own title, then with its parents', then with a number.
pub(super) fn category_slugs(path: &[String]) -> Result<Vec<Slug>, DraftProblem> {
    let title = path.last().map(String::as_str).unwrap_or_default();
    let own = slug(title)?;
    let mut slugs = vec![own.clone(), slug(&path.join(" "))?];
    for number in 2..10 {
        slugs.push(slug(&format!("{own} {number}"))?);
    }
    Ok(slugs)
}

pub(super) fn slug(name: &str) -> Result<Slug, DraftProblem> {
    Slug::from_title(name).map_err(|_| DraftProblem::NoAddress(name.to_owned()))
}

/// What searches find beside the title, as names are spelt: brand, shelves, kind, article numbers. The
/// title is in it too, because prefixes are looked up among unstemmed words.
pub(super) fn search_names(draft: &ProductDraft) -> String {
    let numbers = draft
        .variants
        .iter()
        .flat_map(|variant| [Some(&variant.sku), variant.gtin.as_ref()])
        .flatten();
    [&draft.title, &draft.kind]
        .into_iter()
        .chain(&draft.brand)
        .chain(&draft.category)
        .chain(numbers)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What searches find as ordinary words: tags, attributes, option values.
pub(super) fn search_facts(draft: &ProductDraft) -> String {
    let attributes = draft.attributes.iter().map(|attribute| {
        // "Yes" says nothing without its name; a name says nothing beside its value.
        match attribute.value {
            AttributeValue::Boolean { holds: true } => attribute.name.clone(),
            AttributeValue::Boolean { holds: false } => String::new(),
            _ => attribute.value.display(),
        }
    });
    let mut known = HashSet::new();
    let values = draft
        .variants
        .iter()
        .flat_map(|variant| variant.options.iter().cloned());
    draft
        .tags
        .iter()
        .cloned()
        .chain(attributes)
        .chain(values)
        .filter(|fact| known.insert(fact.clone()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn check(draft: &ProductDraft) -> Result<(), DraftProblem> {
    if draft.title.is_empty() {
        return Err(DraftProblem::NoTitle);
    }
    if draft.variants.is_empty() {
        return Err(DraftProblem::NoVariant);
    }
    if MOST_OPTIONS < draft.options.len() {
        return Err(DraftProblem::TooManyOptions);
    }
    unique(draft.options.iter()).map_err(DraftProblem::NameTwice)?;
    unique(draft.attributes.iter().map(|attribute| &attribute.name))
        .map_err(DraftProblem::NameTwice)?;
    unique(draft.variants.iter().map(|variant| &variant.sku)).map_err(DraftProblem::SkuTwice)?;
    let mut combinations = HashSet::new();
    for variant in &draft.variants {
        check_variant(draft, variant)?;
        if !combinations.insert(&variant.options) {
            return Err(DraftProblem::OptionsTwice(variant.sku.clone()));
        }
    }
    Ok(())
}

fn check_variant(draft: &ProductDraft, variant: &VariantDraft) -> Result<(), DraftProblem> {
    let about = |problem: fn(String) -> DraftProblem| Err(problem(variant.sku.clone()));
    let is_gtin = |text: &String| {
        (8..=14).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if variant.sku.is_empty() {
        Err(DraftProblem::NoSku)
    } else if variant.options.len() != draft.options.len()
        || variant.options.iter().any(String::is_empty)
    {
        about(DraftProblem::OptionMissing)
    } else if variant.gtin.as_ref().is_some_and(|gtin| !is_gtin(gtin)) {
        about(DraftProblem::Gtin)
    } else if !(0..=MOST_MINOR).contains(&variant.price.minor) {
        about(DraftProblem::Price)
    } else if variant
        .compare_at
        .is_some_and(|before| before.minor <= variant.price.minor)
    {
        about(DraftProblem::CompareAt)
    } else if variant
        .stock
        .is_some_and(|stock| i32::try_from(stock).is_err())
    {
        about(DraftProblem::Stock)
    } else if variant
        .picture
        .is_some_and(|position| draft.pictures.len() <= position)
    {
        about(DraftProblem::PictureMissing)
    } else {
        Ok(())
    }
}

fn unique<'text>(texts: impl Iterator<Item = &'text String>) -> Result<(), String> {
    let mut known = HashSet::new();
    for text in texts {
        if !known.insert(text) {
            return Err(text.clone());
        }
    }
    Ok(())
}

/// One line of text: no control characters, which Postgres or a page would choke on, no blanks around.
fn line(text: &str) -> String {
    let printable: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    printable.trim().to_owned()
}
