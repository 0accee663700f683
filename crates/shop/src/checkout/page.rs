//! Everything the checkout page shows.

use domain::{
    Money,
    checkout::{CheckoutForm, CheckoutPage, ShippingMethod, ShippingOption},
};

use super::countries;
use crate::{Shop, ShopError, Visitor};

pub(super) async fn page(shop: &Shop, visitor: &Visitor) -> Result<CheckoutPage, ShopError> {
    let settings = &shop.parts.settings;
    let now = shop.parts.clock.now();
    let cart = shop.cart().find(visitor).await?;
    let form = match sent_form(shop, visitor).await? {
        Some(sent) => sent,
        None => known_form(shop, visitor).await?,
    };
    let subtotal = cart.totals.subtotal;
    let shipping: Vec<_> = ShippingMethod::ALL
        .into_iter()
        .map(|method| {
            let (earliest, latest) = method.delivery(now);
            ShippingOption {
                method,
                price: method.price(subtotal, settings.rates),
                earliest,
                latest,
            }
        })
        .collect();
    let chosen = shipping
        .iter()
        .find(|option| option.method.name() == form.shipping)
        .or(shipping.first());
    let total = match chosen {
        Some(option) if !cart.is_empty() => subtotal.checked_add(option.price)?,
        _ => Money::zero(settings.currency),
    };
    Ok(CheckoutPage {
        cart,
        form,
        countries: countries::all(),
        shipping,
        total,
        card: shop.parts.gateway.card_entry(),
    })
}

/// The form as the shopper sent it, if they did.
async fn sent_form(shop: &Shop, visitor: &Visitor) -> Result<Option<CheckoutForm>, ShopError> {
    let db = shop.parts.database.reader();
    let Some(owner) = visitor.cart_owner() else {
        return Ok(None);
    };
    match store::cart::find_open(db, owner, shop.parts.clock.now()).await? {
        Some(cart) => Ok(store::checkout::form(db, cart).await?),
        None => Ok(None),
    }
}

/// What the account knows, for a shopper who has not typed anything yet.
async fn known_form(shop: &Shop, visitor: &Visitor) -> Result<CheckoutForm, ShopError> {
    let Some(viewer) = &visitor.viewer else {
        return Ok(CheckoutForm::default());
    };
    let blank = CheckoutForm {
        email: viewer.email.to_string(),
        name: viewer.name.clone(),
        ..CheckoutForm::default()
    };
    let db = shop.parts.database.reader();
    let Some(address) = store::checkout::default_address(db, viewer.account).await? else {
        return Ok(blank);
    };
    Ok(CheckoutForm {
        name: address.name,
        line1: address.line1,
        line2: address.line2.unwrap_or_default(),
        postcode: address.postcode,
        city: address.city,
        country: address.country.to_string(),
        phone: address.phone.unwrap_or_default(),
        ..blank
    })
}
