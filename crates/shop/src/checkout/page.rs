//! Everything the checkout page shows.

use domain::{
    Money,
    cart::Cart,
    checkout::{CheckoutForm, CheckoutOffer, CheckoutPage, ShippingMethod, ShippingOption},
};
use store::trade::CartWishes;

use super::countries;
use crate::{
    Shop, ShopError, Visitor,
    pricing::{Pricing, goods_of},
};

pub(super) async fn page(shop: &Shop, visitor: &Visitor) -> Result<CheckoutPage, ShopError> {
    let cart = shop.cart().find(visitor).await?;
    let form = match sent_form(shop, visitor).await? {
        Some(sent) => sent,
        None => known_form(shop, visitor).await?,
    };
    let Look { pricing, offer } = look(shop, visitor, &form).await?;
    let chosen = offer
        .shipping
        .iter()
        .find(|option| option.method.name() == form.shipping)
        .or(offer.shipping.first());
    let total = match chosen {
        Some(option) if !cart.is_empty() => option.bill.totals.total,
        _ => Money::zero(shop.parts.settings.currency),
    };
    let countries = countries::all()
        .into_iter()
        .filter(|country| pricing.rules.shipping_zone(Some(country.code)).is_some())
        .collect();
    Ok(CheckoutPage {
        cart: Cart {
            // By the address in the form, which the cart may not know yet.
            coupon: offer.coupon,
            ..cart
        },
        form,
        countries,
        shipping: offer.shipping,
        total,
        card: shop.parts.gateway.card_entry(),
    })
}

pub(super) async fn offer(shop: &Shop, visitor: &Visitor) -> Result<CheckoutOffer, ShopError> {
    let form = sent_form(shop, visitor).await?.unwrap_or_default();
    Ok(look(shop, visitor, &form).await?.offer)
}

struct Look {
    pricing: Pricing,
    offer: CheckoutOffer,
}

/// The cart as it stands, delivered in every way there is to the form's country.
async fn look(shop: &Shop, visitor: &Visitor, form: &CheckoutForm) -> Result<Look, ShopError> {
    let db = shop.parts.database.reader();
    let now = shop.parts.clock.now();
    let cart = match visitor.cart_owner() {
        Some(owner) => store::cart::find_open(db, owner, now).await?,
        None => None,
    };
    let (code, lines) = match cart {
        Some(cart) => (
            store::trade::wishes(db, cart).await?.code,
            store::cart::lines(db, cart, shop.parts.settings.currency).await?,
        ),
        None => (None, Vec::new()),
    };
    let wishes = CartWishes {
        account: visitor.viewer.as_ref().map(|viewer| viewer.account),
        code,
        country: form.country.parse().ok(),
        email: form.email.parse().ok(),
        method: ShippingMethod::find(&form.shipping),
    };
    let pricing = Pricing::read(&shop.parts, db, wishes).await?;
    let goods = goods_of(&lines);
    let mut offer = CheckoutOffer::default();
    for rate in &pricing.zone()?.rates {
        let quote = pricing.quote(&goods, *rate)?;
        let (earliest, latest) = rate.delivery(now);
        let is_chosen = pricing.wishes.method == Some(rate.method);
        if is_chosen || offer.coupon.is_none() {
            offer.coupon = quote.coupon;
        }
        offer.shipping.push(ShippingOption {
            method: rate.method,
            price: quote.bill.totals.shipping,
            earliest,
            latest,
            bill: quote.bill,
        });
    }
    Ok(Look { pricing, offer })
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
