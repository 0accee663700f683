//! Letting people in, and sending others to the door.

use axum::{extract::ConnectInfo, http::request::Parts};
use domain::account::Viewer;
use leptos::prelude::use_context;
use shop::accounts::Session;

use super::{keep_no_copy, keep_session, redirect, session_token, shop, visitor};
use crate::{error::AppError, paths};

/// Signs the browser in: with a new session, and with what a guest put into the cart.
pub async fn admit(session: Session) -> Result<(), AppError> {
    let shop = shop()?;
    if let Some(guest) = visitor().await?.cart {
        shop.cart()
            .merge_guest(&guest, session.viewer.account)
            .await?;
    }
    if let Some(before) = session_token() {
        shop.accounts().sign_out(&before).await?;
    }
    keep_session(&session.token);
    Ok(())
}

/// Whoever is signed in. Others are sent to sign in, and come back to `page` afterwards.
pub async fn member_or_door(page: &str) -> Result<Option<Viewer>, AppError> {
    keep_no_copy();
    let viewer = visitor().await?.viewer;
    if viewer.is_none() {
        redirect(&paths::sign_in_then(page));
    }
    Ok(viewer)
}

/// Where attempts come from, for counting them.
pub fn client_address() -> String {
    let parts = use_context::<Parts>();
    let address = parts
        .as_ref()
        .and_then(|parts| parts.extensions.get::<ConnectInfo<std::net::SocketAddr>>());
    address
        .map(|ConnectInfo(address)| address.ip().to_string())
        .unwrap_or_default()
}
