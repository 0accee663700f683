//! Watching an order: woken by this process' own changes, looking by itself for those of others.

use std::time::Duration;

use domain::{
    OrderId,
    order::{OrderKey, OrderStatus},
};
use futures::{StreamExt as _, stream, stream::BoxStream};
use tokio::sync::broadcast::{self, Receiver, Sender, error::RecvError};

use crate::{Shop, ShopError};

/// Between two looks, at first: the shopper sits there and waits.
const SOON: Duration = Duration::from_millis(150);
const LOOKS_SOON: u32 = 200;
/// Half a minute later it is the gateway that takes its time.
const LATER: Duration = Duration::from_secs(1);
/// After ten minutes the page may ask again, if it is still there.
const LOOKS_MAX: u32 = LOOKS_SOON + 570;

/// Tells watchers in this process that an order changed. What is missed is found by looking.
#[derive(Debug, Clone)]
pub(crate) struct News(Sender<OrderId>);

impl Default for News {
    fn default() -> Self {
        Self(broadcast::channel(256).0)
    }
}

impl News {
    pub(crate) fn order_changed(&self, order: OrderId) {
        // It fails when nobody is watching, which is fine.
        drop(self.0.send(order));
    }
}

pub(super) async fn watch(
    shop: Shop,
    key: OrderKey,
) -> Result<BoxStream<'static, OrderStatus>, ShopError> {
    // Before the first look, so that no change falls between the two.
    let news = shop.news.0.subscribe();
    let db = shop.parts.database.reader();
    let (order, now) = store::orders::status(db, &key)
        .await?
        .ok_or(ShopError::NotFound)?;
    let watcher = Watcher {
        shop,
        key,
        order,
        news,
        last: now.clone(),
        looks: 0,
    };
    let changes = stream::unfold(watcher, Watcher::next_change);
    Ok(stream::once(async move { now }).chain(changes).boxed())
}

struct Watcher {
    shop: Shop,
    key: OrderKey,
    order: OrderId,
    news: Receiver<OrderId>,
    last: OrderStatus,
    looks: u32,
}

impl Watcher {
    async fn next_change(mut self) -> Option<(OrderStatus, Self)> {
        while self.last.is_settling() && self.looks < LOOKS_MAX {
            let pause = if self.looks < LOOKS_SOON { SOON } else { LATER };
            // Whether it was news or the time that ended the pause: look.
            drop(tokio::time::timeout(pause, self.woken()).await);
            self.looks += 1;
            // A database that is away for a moment is looked at again.
            let Ok(status) = self.shop.orders().status(&self.key).await else {
                continue;
            };
            if status != self.last {
                self.last = status.clone();
                return Some((status, self));
            }
        }
        None
    }

    async fn woken(&mut self) {
        loop {
            match self.news.recv().await {
                Ok(order) if order == self.order => return,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return,
                // The shop holds the sender, and this watcher holds the shop.
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}
