//! Shopify's product CSV, into the shop row by row: what is right goes in, what is wrong is listed.

use std::{collections::HashMap, io, num::NonZero};

use csv::{ReaderBuilder, StringRecord};
use domain::{Currency, Slug};
use futures::{StreamExt as _, stream};
use thiserror::Error;

use super::{
    DraftProblem, Import, PictureSource, Prepared, PutError, PutOutcome,
    header::{Header, HeaderProblem},
    rows::{Gathered, Gathering},
};
use crate::ShopError;

#[derive(Debug, Clone, Copy)]
pub struct CsvOptions {
    /// Says what would happen, and changes nothing.
    pub dry_run: bool,
    /// The file does not say what its prices are in.
    pub currency: Currency,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    pub rows: u32,
    pub created: u32,
    pub updated: u32,
    pub unchanged: u32,
    /// In the order of the file.
    pub errors: Vec<RowError>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// As an editor counts; the header is line 1.
    pub line: u64,
    /// As the file calls it; none when it is about the whole row.
    pub column: Option<String>,
    pub reason: String,
}

/// Products done, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

/// Why nothing, or no more, was imported.
#[derive(Debug, Error)]
pub enum ImportError {
    #[error("the file can't be read")]
    Read(#[from] csv::Error),
    #[error(transparent)]
    Header(#[from] HeaderProblem),
    #[error(transparent)]
    Shop(#[from] ShopError),
}

impl Import<'_> {
    pub async fn shopify_csv(
        &self,
        reader: impl io::Read + Send,
        options: CsvOptions,
        source: &dyn PictureSource,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<ImportReport, ImportError> {
        let (rows, products, errors) = read(reader, options.currency)?;
        let mut report = ImportReport {
            rows,
            errors,
            ..ImportReport::default()
        };
        let of = products.len();
        let mut owners: HashMap<String, Slug> = HashMap::new();
        // Pictures are decoded and encoded on every core; the catalogue is written in the file's order.
        let mut prepared = stream::iter(products)
            .map(|product| self.prepare_row(product, source, options.dry_run))
            .buffered(std::thread::available_parallelism().map_or(1, NonZero::get));
        let mut done = 0;
        while let Some((line, cells, outcome)) = prepared.next().await {
            let outcome = match outcome {
                Ok(product) => {
                    report_pictures(&mut report, &product, &cells);
                    match taken_sku(&mut owners, &product) {
                        Some(sku) => Err(DraftProblem::SkuTaken(sku).into()),
                        None if options.dry_run => self.foresee(&product).await,
                        None => self.write(product).await,
                    }
                }
                Err(error) => Err(error),
            };
            match outcome {
                Ok(PutOutcome::Created) => report.created += 1,
                Ok(PutOutcome::Updated) => report.updated += 1,
                Ok(PutOutcome::Unchanged) => report.unchanged += 1,
                Err(PutError::Shop(error)) => return Err(error.into()),
                Err(problem) => report.errors.push(RowError {
                    line,
                    column: None,
                    reason: problem.to_string(),
                }),
            }
            done += 1;
            progress(Progress { done, of });
        }
        report.errors.sort_by_key(|error| error.line);
        Ok(report)
    }

    async fn prepare_row(
        &self,
        product: Gathered,
        source: &dyn PictureSource,
        dry_run: bool,
    ) -> (u64, Cells, Result<Prepared, PutError>) {
        let outcome = if dry_run {
            self.rehearse(product.draft, source).await
        } else {
            self.prepare(product.draft, source).await
        };
        (product.line, product.picture_cells, outcome)
    }
}

type Cells = HashMap<String, (u64, Option<String>)>;

fn report_pictures(report: &mut ImportReport, product: &Prepared, cells: &Cells) {
    for (origin, problem) in product.left_out() {
        let (line, column) = cells
            .get(origin)
            .cloned()
            .expect("a draft's pictures come from its rows");
        report.errors.push(RowError {
            line,
            column,
            reason: format!("{origin}: {problem}"),
        });
    }
}

/// The first SKU that an earlier product of the same file has. The database would say so too, but not
/// in a dry run.
fn taken_sku(owners: &mut HashMap<String, Slug>, product: &Prepared) -> Option<String> {
    let slug = product.slug();
    let taken = product
        .skus()
        .find(|&sku| owners.get(sku).is_some_and(|owner| owner != slug))
        .map(str::to_owned);
    if taken.is_none() {
        owners.extend(product.skus().map(|sku| (sku.to_owned(), slug.clone())));
    }
    taken
}

type Read = (u32, Vec<Gathered>, Vec<RowError>);

fn read(reader: impl io::Read, currency: Currency) -> Result<Read, ImportError> {
    let mut file = ReaderBuilder::new().from_reader(reader);
    let header = Header::read(file.headers()?)?;
    let mut gathering = Gathering::new(&header, currency);
    let mut rows = 0;
    let mut row = StringRecord::new();
    loop {
        match file.read_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {
                rows += 1;
                let line = row.position().map_or(0, csv::Position::line);
                gathering.add(line, &row);
            }
            Err(error) if matches!(error.kind(), csv::ErrorKind::Io(_)) => return Err(error.into()),
            Err(error) => {
                rows += 1;
                gathering.errors.push(RowError {
                    line: error.position().map_or(0, csv::Position::line),
                    column: None,
                    reason: unreadable(&error),
                });
            }
        }
    }
    let (products, errors) = gathering.finish();
    Ok((rows, products, errors))
}

fn unreadable(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("the row has {len} cells where the header has {expected_len}"),
        csv::ErrorKind::Utf8 { .. } => "the row is not written in UTF-8".to_owned(),
        _ => "the row can't be read".to_owned(),
    }
}
