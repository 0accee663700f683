//! What a visitor can do about their account. Every form here is posted plainly, with script or without.

use domain::{
    account::{SavedAddress, Viewer},
    checkout::{CheckoutForm, Country},
    order::{OrderKey, OrderSummary},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{error::AppError, layout::returned::Returned};

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

/// One address to look over, or a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressVisit {
    pub form: CheckoutForm,
    pub is_default: bool,
    pub countries: Vec<Country>,
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

/// The address with this id, or an empty one for `new`.
#[server(endpoint = "accounts/address")]
pub async fn get_address(id: String) -> Result<Option<AddressVisit>, AppError> {
    use crate::{
        paths,
        ssr::{member_or_door, not_found, shop, take_returned},
    };

    let page = paths::address(&id);
    let Some(viewer) = member_or_door(&page).await? else {
        return Ok(None);
    };
    let shop = shop()?;
    let saved = shop.accounts().addresses(viewer.account).await?;
    let (form, is_default) = if id == paths::NEW {
        (
            CheckoutForm {
                name: viewer.name,
                ..CheckoutForm::default()
            },
            saved.is_empty(),
        )
    } else {
        let found = saved.into_iter().find(|saved| saved.id.to_string() == id);
        let found = found.ok_or_else(not_found)?;
        (CheckoutForm::from(found.address), found.is_default)
    };
    let countries = shop.checkout().countries();
    Ok(Some(AddressVisit {
        form,
        is_default,
        countries,
        returned: take_returned(&page),
    }))
}

/// Adds an address when the id is `new`, else changes the one with that id.
#[server(endpoint = "accounts/save-address")]
pub async fn save_address(
    id: String,
    #[server(default)] is_default: String,
    #[server(flatten)] form: CheckoutForm,
) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{member_or_door, redirect, return_form, shop},
    };

    let page = paths::address(&id);
    let Some(viewer) = member_or_door(&page).await? else {
        return Ok(());
    };
    let outcome: Result<(), AppError> = async {
        let known = match id.as_str() {
            paths::NEW => None,
            id => Some(id.parse().map_err(|_| AppError::NotFound)?),
        };
        let shop = shop()?;
        let saved = shop
            .accounts()
            .save_address(viewer.account, known, &form)
            .await?;
        if !is_default.is_empty() {
            shop.accounts()
                .set_default_address(viewer.account, saved)
                .await?;
        }
        Ok(())
    }
    .await;
    match &outcome {
        Ok(()) => redirect(paths::ACCOUNT),
        Err(error) => return_form(&page, error, &form.fields()),
    }
    outcome
}

/// Deletes an address. The account's page offers to put it back.
#[server(endpoint = "accounts/delete-address")]
pub async fn delete_address(id: String) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{member_or_door, return_form, shop},
    };

    let Some(viewer) = member_or_door(paths::ACCOUNT).await? else {
        return Ok(());
    };
    let outcome: Result<CheckoutForm, AppError> = async {
        let shop = shop()?;
        let saved = shop.accounts().addresses(viewer.account).await?;
        let deleted = saved.into_iter().find(|saved| saved.id.to_string() == id);
        let deleted = deleted.ok_or(AppError::NotFound)?;
        shop.accounts()
            .delete_address(viewer.account, deleted.id)
            .await?;
        Ok(CheckoutForm::from(deleted.address))
    }
    .await;
    match &outcome {
        // Gone, as was asked for; what it was goes to the page that offers to undo it.
        Ok(form) => return_form(paths::ACCOUNT, &AppError::Gone, &form.fields()),
        Err(error) => return_form(paths::ACCOUNT, error, &[]),
    }
    outcome.map(drop)
}

/// Makes this the address that the checkout begins with.
#[server(endpoint = "accounts/set-default-address")]
pub async fn set_default_address(id: String) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{member_or_door, redirect, return_form, shop},
    };

    let Some(viewer) = member_or_door(paths::ACCOUNT).await? else {
        return Ok(());
    };
    let outcome: Result<(), AppError> = async {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        Ok(shop()?
            .accounts()
            .set_default_address(viewer.account, id)
            .await?)
    }
    .await;
    match &outcome {
        Ok(()) => redirect(paths::ACCOUNT),
        Err(error) => return_form(paths::ACCOUNT, error, &[]),
    }
    outcome
}
