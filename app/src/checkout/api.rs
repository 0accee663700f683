//! What can be done at the checkout.

use domain::{
    Money,
    checkout::{CheckoutForm, CheckoutOffer, CheckoutPage},
    order::{OrderKey, OrderNumber},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// One visit to the checkout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub page: CheckoutPage,
    /// Whatever is placed from this page is placed once.
    pub idempotency_key: String,
    pub is_guest: bool,
    /// The order that the cart became a moment ago, when there is nothing in it any more.
    pub ordered: Option<(OrderKey, OrderNumber)>,
    /// Why the last form came back.
    pub problem: Option<AppError>,
    /// Why the last coupon does not count.
    pub refused: Option<AppError>,
}

/// The checkout for the visitor's cart.
#[server(endpoint = "checkout/page")]
pub async fn get_checkout() -> Result<Visit, AppError> {
    use crate::{
        cart::refusal_of_coupon,
        paths,
        ssr::{keep_no_copy, shop, take_flash, take_returned, visitor},
    };

    keep_no_copy();
    let visitor = visitor().await?;
    let shop = shop()?;
    let page = shop.checkout().page(&visitor).await?;
    let ordered = if page.cart.is_empty() {
        shop.checkout().just_ordered(&visitor).await?
    } else {
        None
    };
    Ok(Visit {
        page,
        ordered,
        idempotency_key: shop.new_token().reveal(),
        is_guest: visitor.viewer.is_none(),
        problem: take_returned(paths::CHECKOUT).map(|returned| returned.error),
        refused: take_flash().as_ref().and_then(refusal_of_coupon),
    })
}

/// Keeps the form as it was typed, and reads it. A browser without script goes on to the gateway's page
/// for the card, or back to the mistakes.
#[server(endpoint = "checkout/review")]
pub async fn review(#[server(flatten)] form: CheckoutForm) -> Result<(), AppError> {
    use domain::Refusal;

    use crate::{
        paths,
        ssr::{hosted_card_page, return_form, send_to_gateway, shop, visitor},
    };

    let outcome: Result<(), AppError> = async {
        let visitor = visitor().await?;
        let shop = shop()?;
        shop.checkout().save_form(&visitor, &form).await?;
        let page = shop.checkout().page(&visitor).await?;
        if !page.cart.notices.is_empty() || !page.cart.is_orderable() {
            return Err(::shop::ShopError::Refused(Refusal::CartChanged).into());
        }
        let (home, back) = (shop.public_url(), paths::CARD_RETURN);
        send_to_gateway(&hosted_card_page(
            &page.card,
            home,
            back,
            page.total,
            "Your order",
        ));
        Ok(())
    }
    .await;
    if let Err(error) = &outcome {
        // The form itself is kept with the cart.
        return_form(paths::CHECKOUT, error, &[]);
    }
    outcome
}

/// Keeps what was typed so far, mistakes and all: coming back to the page finds it again.
#[server(endpoint = "checkout/keep-form")]
pub async fn keep_form(#[server(flatten)] form: CheckoutForm) -> Result<(), AppError> {
    use shop::ShopError;

    use crate::ssr::{shop, visitor};

    let visitor = visitor().await?;
    match shop()?.checkout().save_form(&visitor, &form).await {
        Ok(_) | Err(ShopError::Invalid(_) | ShopError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The same, and says what the form comes to: where it goes decides what delivery and tax cost.
#[server(endpoint = "checkout/offer")]
pub async fn offer_for(#[server(flatten)] form: CheckoutForm) -> Result<CheckoutOffer, AppError> {
    use crate::ssr::{shop, visitor};

    keep_form(form).await?;
    Ok(shop()?.checkout().offer(&visitor().await?).await?)
}

/// Places the order. The same key is the same order, however often it comes.
#[server(endpoint = "checkout/place")]
pub async fn place_order(
    form: CheckoutForm,
    payment_method: String,
    idempotency_key: String,
    expected_total: Money,
) -> Result<OrderKey, AppError> {
    use shop::checkout::PlaceOrder;

    use crate::{
        paths,
        ssr::{answer_form, return_form, shop, trace_parent, visitor},
    };

    let outcome: Result<OrderKey, AppError> = async {
        let visitor = visitor().await?;
        let order = PlaceOrder {
            form,
            payment_method,
            idempotency_key,
            expected_total,
            trace_parent: trace_parent(),
        };
        Ok(shop()?.checkout().place(&visitor, order).await?.key)
    }
    .await;
    match &outcome {
        Ok(key) => answer_form(&paths::order(key), None),
        Err(error) => return_form(paths::CHECKOUT, error, &[]),
    }
    outcome
}
