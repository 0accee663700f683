//! Orders after they were placed: their page, their history, their changes.

use domain::{
    AccountId,
    invoice::InvoicePage,
    order::{OrderKey, OrderNumber, OrderPage, OrderStatus, OrderSummary},
};
use futures::stream::BoxStream;

use crate::{Shop, ShopError, payments::call_off};

mod find;
mod page;
mod ship;
mod watch;

pub(crate) use watch::News;

/// An account's page shows no more than this.
const HISTORY_MAX: u32 = 200;

/// See the module.
pub struct Orders<'shop> {
    shop: &'shop Shop,
}

impl Shop {
    pub fn orders(&self) -> Orders<'_> {
        Orders { shop: self }
    }
}

impl Orders<'_> {
    pub async fn page(&self, key: &OrderKey) -> Result<OrderPage, ShopError> {
        page::page(self.shop, key).await
    }

    /// The bill, once the order is paid.
    pub async fn invoice(&self, key: &OrderKey) -> Result<InvoicePage, ShopError> {
        page::invoice(self.shop, key).await
    }

    pub async fn status(&self, key: &OrderKey) -> Result<OrderStatus, ShopError> {
        let db = self.shop.parts.database.reader();
        let (_, status) = store::orders::status(db, key)
            .await?
            .ok_or(ShopError::NotFound)?;
        Ok(status)
    }

    /// An account's orders, the newest first.
    pub async fn history(&self, account: AccountId) -> Result<Vec<OrderSummary>, ShopError> {
        let db = self.shop.parts.database.reader();
        Ok(store::orders::of_account(db, account, HISTORY_MAX).await?)
    }

    /// The status now and after every change, until nothing more will change by itself.
    pub async fn watch(
        &self,
        key: &OrderKey,
    ) -> Result<BoxStream<'static, OrderStatus>, ShopError> {
        watch::watch(self.shop.clone(), key.clone()).await
    }

    /// The way back to an order for whoever has its number and its e-mail, as they typed them. `address` is
    /// where they ask from; wrong answers are counted by it and by number, and all look the same.
    pub async fn find(
        &self,
        number: &str,
        email: &str,
        address: &str,
    ) -> Result<OrderKey, ShopError> {
        find::find(self.shop, number, email, address).await
    }

    /// Calls the order off for its shopper, as long as nothing was charged and no charge is on its way.
    /// Nothing is kept: the goods go back to the shelf. Calling it off twice is fine.
    pub async fn cancel(&self, key: &OrderKey) -> Result<(), ShopError> {
        call_off::call_off(self.shop, key).await
    }

    /// The goods left the house; the shopper is told, with where the parcel can be followed.
    pub async fn ship(
        &self,
        number: &OrderNumber,
        tracking: Option<String>,
    ) -> Result<(), ShopError> {
        ship::ship(self.shop, number, tracking).await
    }
}
