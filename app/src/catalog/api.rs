//! What the catalogue's pages ask for.

use domain::catalog::{CategoryPage, Home, ListingQuery, ProductLookup};
use leptos::prelude::*;

use crate::error::AppError;

/// The rows of the front page.
#[server(endpoint = "catalog/home")]
pub async fn get_home() -> Result<Home, AppError> {
    Ok(crate::ssr::shop()?.catalog().home().await?)
}

/// A category and its goods, up to and with the page that the query names.
#[server(endpoint = "catalog/category")]
pub async fn get_category(slug: String, query: ListingQuery) -> Result<CategoryPage, AppError> {
    use crate::ssr::{not_found, shop};

    let slug = slug.parse().map_err(|_| not_found())?;
    Ok(shop()?.catalog().category(&slug, query).await?)
}

/// A product, or the way to it. What is gone is an error, with its own status.
#[server(endpoint = "catalog/product")]
pub async fn get_product(slug: String) -> Result<ProductLookup, AppError> {
    use crate::{
        paths,
        ssr::{moved_for_good, not_found, shop},
    };

    let slug = slug.parse().map_err(|_| not_found())?;
    let lookup = shop()?.catalog().product(&slug).await?;
    match &lookup {
        ProductLookup::Gone => return Err(shop::ShopError::Gone.into()),
        ProductLookup::Moved(to) => moved_for_good(&paths::product(to)),
        ProductLookup::Found(_) => {}
    }
    Ok(lookup)
}
