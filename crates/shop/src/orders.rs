//! Orders after they were placed: their page, their history, their changes.

use domain::{
    AccountId,
    order::{OrderKey, OrderPage, OrderStatus, OrderSummary},
};
use futures::stream::BoxStream;

use crate::{Shop, ShopError};

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
        let db = self.shop.parts.database.reader();
        let order = store::orders::find_by_key(db, key)
            .await?
            .ok_or(ShopError::NotFound)?;
        let can_create_account = order.account.is_none()
            && !store::orders::has_account(db, &order.details.email).await?;
        Ok(OrderPage {
            status: self.status(key).await?,
            history: store::orders::history(db, order.id).await?,
            refunds: store::refunds::of_order(db, order.id).await?,
            lines: store::orders::lines(db, order.id, order.totals.total.currency).await?,
            key: order.key,
            number: order.number,
            email: order.details.email.to_string(),
            totals: order.totals,
            address: order.details.address,
            shipping: order.details.shipping,
            delivery: order.delivery,
            placed_at: order.placed_at,
            can_create_account,
        })
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
}
