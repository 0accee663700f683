//! Reading the form: the domain's rules, and where this shop delivers to.

use domain::{
    Refusal,
    checkout::{CheckoutDetails, CheckoutForm, Field, FieldError, FieldProblem},
    pricing::ShippingRate,
};
use store::trade::CartWishes;

use super::countries;
use crate::{Shop, ShopError, Visitor, pricing::Pricing};

/// Keeps the form even if it has mistakes: a page without JavaScript shows both.
pub(super) async fn save(
    shop: &Shop,
    visitor: &Visitor,
    form: &CheckoutForm,
) -> Result<CheckoutDetails, ShopError> {
    let db = shop.parts.database.reader();
    let now = shop.parts.clock.now();
    let owner = visitor.cart_owner().ok_or(Refusal::CartEmpty)?;
    let cart = store::cart::find_open(db, owner, now)
        .await?
        .ok_or(Refusal::CartEmpty)?;
    store::checkout::save_form(db, cart, form).await?;
    let details = read(form).map_err(ShopError::Invalid)?;
    let pricing = Pricing::read(&shop.parts, db, CartWishes::default()).await?;
    rate(&pricing, &details)?;
    Ok(details)
}

/// What the chosen delivery costs, if it is one that this country has.
pub(super) fn rate(
    pricing: &Pricing,
    details: &CheckoutDetails,
) -> Result<ShippingRate, ShopError> {
    let country = details.address.country;
    let reachable = pricing.rules.shipping_zone(Some(country)).is_some();
    let field = if reachable {
        Field::Shipping
    } else {
        Field::Country
    };
    let problem = FieldProblem::Unsupported;
    pricing
        .rate(country, details.shipping)
        .ok_or_else(|| ShopError::Invalid(vec![FieldError { field, problem }]))
}

pub(super) fn read(form: &CheckoutForm) -> Result<CheckoutDetails, Vec<FieldError>> {
    let unsupported = FieldError {
        field: Field::Country,
        problem: FieldProblem::Unsupported,
    };
    let reachable = form.country.parse().map_or(true, countries::delivers_to);
    match form.parse() {
        Ok(details) if reachable => Ok(details),
        Ok(_) => Err(vec![unsupported]),
        Err(mut errors) => {
            if !reachable {
                errors.push(unsupported);
            }
            Err(errors)
        }
    }
}

pub(super) fn read_card(payment_method: &str) -> Result<(), ShopError> {
    let problem = match payment_method.len() {
        0 => FieldProblem::Missing,
        1..=255 => return Ok(()),
        _ => FieldProblem::Malformed,
    };
    Err(ShopError::Invalid(vec![FieldError {
        field: Field::Card,
        problem,
    }]))
}
