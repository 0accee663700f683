//! What can be done with a cart.

use domain::{
    VariantId,
    cart::{Cart, Quantity},
};
use leptos::prelude::*;

use crate::error::AppError;

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
