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
