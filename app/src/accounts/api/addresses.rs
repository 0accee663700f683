//! What a member can do about the addresses they keep.

use domain::checkout::{CheckoutForm, Country};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{error::AppError, layout::returned::Returned};

/// One address to look over, or a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressVisit {
    pub form: CheckoutForm,
    pub is_default: bool,
    pub countries: Vec<Country>,
    pub returned: Option<Returned>,
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
