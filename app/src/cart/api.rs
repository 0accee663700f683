//! What can be done with a cart.

use domain::{
    VariantId,
    cart::{Cart, Quantity},
};
use leptos::prelude::*;

use crate::error::AppError;

/// The visitor's cart against today's prices and shelves.
#[server(endpoint = "cart/find")]
pub async fn find_cart() -> Result<Cart, AppError> {
    use crate::ssr::{keep_private, shop, visitor};

    keep_private();
    let visitor = visitor().await?;
    Ok(shop()?.cart().find(&visitor).await?)
}

/// Adds to the visitor's cart and returns the cart as it now stands. A browser without script goes on
/// at `from`, a page of ours, and is told there how it went.
#[server(endpoint = "cart/add-line")]
pub async fn add_line(
    variant: VariantId,
    quantity: Quantity,
    from: String,
) -> Result<Cart, AppError> {
    use crate::{
        layout::flash::{ADDED, Flash},
        ssr::{answer_form, ensure_cart_token, shop},
    };

    let visitor = ensure_cart_token().await?;
    let outcome = shop()?
        .cart()
        .add_line(&visitor, variant, quantity)
        .await
        .map_err(AppError::from);
    let flash = match &outcome {
        Ok(_) => Flash::new(ADDED, variant, u32::from(quantity.get())),
        Err(error) => Flash::of_error(error, variant),
    };
    answer_form(&from, Some(flash));
    outcome
}

/// Sets how many of a thing are wanted, as typed, plus what a step button adds. Nought removes it.
#[server(endpoint = "cart/set-quantity")]
pub async fn set_quantity(
    variant: VariantId,
    quantity: String,
    #[server(default)] step: i32,
) -> Result<Cart, AppError> {
    use crate::{
        layout::flash::{Flash, REMOVED},
        paths,
        ssr::{answer_form, ensure_cart_token, shop},
    };

    let visitor = ensure_cart_token().await?;
    let shop = shop()?;
    let before = quantity.trim().parse::<i32>().ok();
    let wanted = before.map(|before| before.saturating_add(step));
    let (outcome, flash) = match wanted {
        Some(0) => {
            let outcome = shop.cart().remove_line(&visitor, variant).await;
            let removed = before
                .and_then(|before| u32::try_from(before).ok())
                .unwrap_or_default();
            (
                outcome.map_err(AppError::from),
                Some(Flash::new(REMOVED, variant, removed.max(1))),
            )
        }
        wanted => {
            let quantity = wanted.and_then(|wanted| u16::try_from(wanted).ok());
            match quantity.and_then(|quantity| Quantity::new(quantity).ok()) {
                Some(quantity) => {
                    let outcome = shop.cart().set_quantity(&visitor, variant, quantity).await;
                    (outcome.map_err(AppError::from), None)
                }
                None => (Err(AppError::Invalid(Vec::new())), None),
            }
        }
    };
    let flash = match &outcome {
        Ok(_) => flash,
        Err(error) => Some(Flash::of_error(error, variant)),
    };
    answer_form(paths::CART, flash);
    outcome
}

/// Takes a line out. `quantity` is what was in it: the page offers to put that back.
#[server(endpoint = "cart/remove-line")]
pub async fn remove_line(
    variant: VariantId,
    #[server(default)] quantity: u32,
) -> Result<Cart, AppError> {
    use crate::{
        layout::flash::{Flash, REMOVED},
        paths,
        ssr::{answer_form, ensure_cart_token, shop},
    };

    let visitor = ensure_cart_token().await?;
    let outcome = shop()?
        .cart()
        .remove_line(&visitor, variant)
        .await
        .map_err(AppError::from);
    let flash = match &outcome {
        Ok(_) => Flash::new(REMOVED, variant, quantity.max(1)),
        Err(error) => Flash::of_error(error, variant),
    };
    answer_form(paths::CART, Some(flash));
    outcome
}

/// Takes a code for the cart. A browser without script goes on at `from`, the cart or the checkout, and is
/// told there why it does not count.
#[server(endpoint = "cart/use-coupon")]
pub async fn use_coupon(code: String, from: String) -> Result<Cart, AppError> {
    use domain::{Refusal, pricing::CouponProblem};

    use crate::{
        layout::flash::Flash,
        ssr::{answer_form, client_address, shop, visitor},
    };

    let visitor = visitor().await?;
    let outcome: Result<Cart, AppError> = match code.parse() {
        Ok(code) => shop()?
            .cart()
            .use_coupon(&visitor, &code, &client_address())
            .await
            .map_err(AppError::from),
        // What can't be a code is none that we know.
        Err(_) => Err(::shop::ShopError::Refused(Refusal::Coupon(CouponProblem::Unknown)).into()),
    };
    let flash = outcome
        .as_ref()
        .err()
        .map(|error| Flash::of_error(error, ""));
    answer_form(crate::paths::cart_or_checkout(&from), flash);
    outcome
}

/// Takes the code out again.
#[server(endpoint = "cart/drop-coupon")]
pub async fn drop_coupon(from: String) -> Result<Cart, AppError> {
    use crate::{
        layout::flash::Flash,
        ssr::{answer_form, shop, visitor},
    };

    let visitor = visitor().await?;
    let outcome = shop()?
        .cart()
        .drop_coupon(&visitor)
        .await
        .map_err(AppError::from);
    let flash = outcome
        .as_ref()
        .err()
        .map(|error| Flash::of_error(error, ""));
    answer_form(crate::paths::cart_or_checkout(&from), flash);
    outcome
}
