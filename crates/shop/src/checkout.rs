//! From a cart to an order.

use std::time::Duration;

use domain::{
    Money,
    checkout::{CheckoutDetails, CheckoutForm, CheckoutOffer, CheckoutPage, Country},
    order::{OrderKey, OrderNumber},
};
use serde::{Deserialize, Serialize};

use crate::{Shop, ShopError, Visitor};

pub(crate) mod attempt;
mod countries;
mod form;
pub(crate) mod page;
mod place;
mod priced;
mod retry;

/// Whoever comes back later than this has seen how their order stands, or asks by mail.
const RECENT: Duration = Duration::from_secs(24 * 60 * 60);

/// See the module.
pub struct Checkout<'shop> {
    shop: &'shop Shop,
}

/// The shopper's word that the cart, as they saw it, is what they want.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// Who buys, and where it goes, as the page that asked said it: another tab may have said otherwise.
    pub form: CheckoutForm,
    /// The gateway's token for the card. May be empty for an order that costs nothing.
    pub payment_method: String,
    /// 16 to 255 characters, chosen by the client: the same key is the same order.
    pub idempotency_key: String,
    /// What the page said it would cost.
    pub expected_total: Money,
    /// W3C traceparent of the request.
    pub trace_parent: Option<String>,
}

/// An order stands; its page is at the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub key: OrderKey,
    pub number: OrderNumber,
    /// Whether it stood before this call.
    pub replayed: bool,
}

impl Shop {
    pub fn checkout(&self) -> Checkout<'_> {
        Checkout { shop: self }
    }
}

impl Checkout<'_> {
    /// Everything the page shows. An empty cart is an empty page, not an error.
    pub async fn page(&self, visitor: &Visitor) -> Result<CheckoutPage, ShopError> {
        page::page(self.shop, visitor).await
    }

    /// What depends on the form alone, for a page that is open: deliveries with their bills, and the coupon.
    pub async fn offer(&self, visitor: &Visitor) -> Result<CheckoutOffer, ShopError> {
        page::offer(self.shop, visitor).await
    }

    /// Countries by name.
    pub fn countries(&self) -> Vec<Country> {
        countries::all()
    }

    /// Keeps the form as it was typed, and reads it.
    pub async fn save_form(
        &self,
        visitor: &Visitor,
        form: &CheckoutForm,
    ) -> Result<CheckoutDetails, ShopError> {
        form::save(self.shop, visitor, form).await
    }

    /// Places the order for the visitor's cart.
    pub async fn place(&self, visitor: &Visitor, order: PlaceOrder) -> Result<Placed, ShopError> {
        place::place(self.shop, visitor, order).await
    }

    /// What the visitor ordered within the last day, where their cart is gone and the answer may have been
    /// lost on its way to them.
    pub async fn just_ordered(
        &self,
        visitor: &Visitor,
    ) -> Result<Option<(OrderKey, OrderNumber)>, ShopError> {
        let Some(owner) = visitor.cart_owner() else {
            return Ok(None);
        };
        let since = self.shop.parts.clock.now().minus(RECENT);
        let db = self.shop.parts.database.reader();
        Ok(store::checkout::ordered_since(db, owner, since).await?)
    }

    /// Tries to pay an order again whose payment failed.
    pub async fn retry(
        &self,
        key: &OrderKey,
        payment_method: String,
        idempotency_key: String,
    ) -> Result<(), ShopError> {
        retry::retry(self.shop, key, payment_method, idempotency_key).await
    }
}
