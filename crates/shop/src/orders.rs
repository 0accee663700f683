//! Orders after they were placed: their page, their history, their changes.

use domain::{
    AccountId,
    order::{OrderKey, OrderPage, OrderStatus, OrderSummary},
};
use futures::stream::BoxStream;

use crate::{Parts, Shop, ShopError};

/// See the module.
pub struct Orders<'shop> {
    pub(crate) parts: &'shop Parts,
}

impl Shop {
    pub fn orders(&self) -> Orders<'_> {
        Orders { parts: &self.parts }
    }
}

impl Orders<'_> {
    pub async fn page(&self, key: &OrderKey) -> Result<OrderPage, ShopError> {
        let _ = (self.parts, key);
        Err(ShopError::NotFound)
    }

    pub async fn status(&self, key: &OrderKey) -> Result<OrderStatus, ShopError> {
        let _ = key;
        Err(ShopError::NotFound)
    }

    /// An account's orders, the newest first.
    pub async fn history(&self, account: AccountId) -> Result<Vec<OrderSummary>, ShopError> {
        let _ = account;
        Err(ShopError::NotFound)
    }

    /// The status now and after every change, until nothing more will change by itself.
    pub async fn watch(
        &self,
        key: &OrderKey,
    ) -> Result<BoxStream<'static, OrderStatus>, ShopError> {
        let _ = key;
        Err(ShopError::NotFound)
    }
}
