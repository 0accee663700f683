//! What every page of the shop shows: its categories, and what it promises about delivery.

use domain::{catalog::CategoryNode, checkout::DeliveryPromise};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    error::AppError,
    wire::{Loaded, load},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    pub categories: Vec<CategoryNode>,
    pub delivery: DeliveryPromise,
}

/// Loaded once per visit, read by header, footer and the pages that walk through the shop.
#[derive(Clone, Copy)]
struct SharedFront(Loaded<Result<Front, AppError>>);

pub(crate) fn provide_front() {
    provide_context(SharedFront(load(|| (), |()| get_front())));
}

/// None when it can't be had: the rest of the page is worth showing.
pub async fn front() -> Option<Front> {
    let SharedFront(front) = use_context()?;
    front.await.ok()
}

/// The tree of categories; empty when it can't be had.
pub async fn categories() -> Vec<CategoryNode> {
    front()
        .await
        .map(|front| front.categories)
        .unwrap_or_default()
}

/// All categories as a tree, and today's promise.
#[server(endpoint = "catalog/front")]
async fn get_front() -> Result<Front, AppError> {
    let shop = crate::ssr::shop()?;
    let categories = shop.catalog().category_tree().await?;
    Ok(Front {
        categories,
        delivery: shop.delivery().await?,
    })
}
