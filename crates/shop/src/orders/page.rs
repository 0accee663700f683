//! Everything about one order, for its page and for its invoice.

use domain::{
    invoice::InvoicePage,
    order::{OrderKey, OrderPage},
};
use store::orders::StoredOrder;

use crate::{Shop, ShopError};

pub(super) async fn page(shop: &Shop, key: &OrderKey) -> Result<OrderPage, ShopError> {
    let order = get(shop, key).await?;
    let invoice = store::invoices::of_order(shop.parts.database.reader(), order.id).await?;
    let mut page = show(shop, order).await?;
    page.invoice = invoice.map(|(number, _)| number);
    Ok(page)
}

pub(super) async fn invoice(shop: &Shop, key: &OrderKey) -> Result<InvoicePage, ShopError> {
    let order = get(shop, key).await?;
    let (number, issued_at) = store::invoices::of_order(shop.parts.database.reader(), order.id)
        .await?
        .ok_or(ShopError::NotFound)?;
    let mut order = show(shop, order).await?;
    order.invoice = Some(number);
    Ok(InvoicePage {
        number,
        issued_at,
        seller: shop.parts.settings.seller.clone(),
        order,
    })
}

async fn get(shop: &Shop, key: &OrderKey) -> Result<StoredOrder, ShopError> {
    store::orders::find_by_key(shop.parts.database.reader(), key)
        .await?
        .ok_or(ShopError::NotFound)
}

async fn show(shop: &Shop, order: StoredOrder) -> Result<OrderPage, ShopError> {
    let db = shop.parts.database.reader();
    let can_create_account =
        order.account.is_none() && !store::orders::has_account(db, &order.details.email).await?;
    let attempts = store::payments::of_order(db, order.id).await?;
    let latest = attempts.last().map(|payment| &payment.state);
    Ok(OrderPage {
        status: shop.orders().status(&order.key).await?,
        history: store::orders::history(db, order.id).await?,
        lines: store::orders::lines(db, order.id, order.totals.total.currency).await?,
        discounts: store::orders::discounts(db, order.id, order.totals.total.currency).await?,
        taxes: store::orders::taxes(db, order.id, order.totals.total.currency).await?,
        tracking: store::shipments::tracking(db, order.id).await?,
        invoice: None,
        can_cancel: order.state.may_be_cancelled(latest),
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
