//! What a visitor can do about their account. Every form here is posted plainly, with script or without.

use domain::{
    account::{SavedAddress, Viewer},
    checkout::Country,
    order::{OrderKey, OrderSummary},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{error::AppError, layout::returned::Returned};

mod addresses;

pub use addresses::{AddressVisit, DeleteAddress, SaveAddress, SetDefaultAddress, get_address};

/// What the account's page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub viewer: Viewer,
    pub orders: Vec<OrderSummary>,
    pub addresses: Vec<SavedAddress>,
    pub countries: Vec<Country>,
    /// Why the last form came back, or the address that was just deleted.
    pub returned: Option<Returned>,
}

/// The form that came back to this page, if one did.
#[server(endpoint = "accounts/entry")]
pub async fn get_entry(page: String) -> Result<Option<Returned>, AppError> {
    use crate::ssr::{keep_no_copy, take_returned};

    keep_no_copy();
    Ok(take_returned(&page))
}

/// Signs in and goes on to `next`, a page of ours.
#[server(endpoint = "accounts/sign-in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{admit, client_address, redirect, return_form, shop},
    };

    let outcome: Result<(), AppError> = async {
        let accounts = shop()?;
        let session = accounts
            .accounts()
            .sign_in(&email, &password, &client_address())
            .await?;
        admit(session).await
    }
    .await;
    match &outcome {
        Ok(()) => redirect(paths::next_or_account(&next)),
        Err(error) => return_form(&paths::sign_in_then(&next), error, &[("email", &email)]),
    }
    outcome
}

/// Makes an account and signs its owner in.
#[server(endpoint = "accounts/sign-up")]
pub async fn sign_up(
    name: String,
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{admit, redirect, return_form, shop},
    };

    let outcome: Result<(), AppError> = async {
        let session = shop()?.accounts().sign_up(&name, &email, &password).await?;
        admit(session).await
    }
    .await;
    match &outcome {
        Ok(()) => redirect(paths::next_or_account(&next)),
        Err(error) => {
            let typed = [("name", name.as_str()), ("email", email.as_str())];
            return_form(&paths::sign_up_then(&next), error, &typed);
        }
    }
    outcome
}

/// Makes an account for the guest who placed the order, which knows everything but a password.
#[server(endpoint = "accounts/sign-up-from-order")]
pub async fn sign_up_from_order(order: OrderKey, password: String) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{admit, redirect, return_form, shop},
    };

    let outcome: Result<(), AppError> = async {
        let session = shop()?
            .accounts()
            .sign_up_from_order(&order, &password)
            .await?;
        admit(session).await
    }
    .await;
    match &outcome {
        Ok(()) => redirect(paths::ACCOUNT),
        Err(error) => return_form(&paths::order(&order), error, &[]),
    }
    outcome
}

/// Ends the session, in this browser and in the shop.
#[server(endpoint = "accounts/sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{forget_session, redirect, session_token, shop},
    };

    if let Some(token) = session_token() {
        shop()?.accounts().sign_out(&token).await?;
    }
    forget_session();
    redirect(paths::HOME);
    Ok(())
}

/// The account of whoever is signed in. Others are sent to the door.
#[server(endpoint = "accounts/account")]
pub async fn get_account() -> Result<Option<Account>, AppError> {
    use crate::{
        paths,
        ssr::{member_or_door, shop, take_returned},
    };

    let Some(viewer) = member_or_door(paths::ACCOUNT).await? else {
        return Ok(None);
    };
    let shop = shop()?;
    Ok(Some(Account {
        orders: shop.orders().history(viewer.account).await?,
        addresses: shop.accounts().addresses(viewer.account).await?,
        countries: shop.checkout().countries(),
        returned: take_returned(paths::ACCOUNT),
        viewer,
    }))
}
