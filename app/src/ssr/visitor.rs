//! Who is asking, as far as their cookies tell.

use leptos::prelude::{provide_context, use_context};
use shop::{Token, Visitor};

use super::{cookies, shop};
use crate::error::AppError;

/// A token that was handed out while this request is answered; its cookie has not come back yet.
#[derive(Clone)]
struct FreshCart(Token);

/// The visitor of this request. A session that is over makes a guest.
pub async fn visitor() -> Result<Visitor, AppError> {
    let viewer = match session_token() {
        Some(token) => shop()?.accounts().viewer(&token).await?,
        None => None,
    };
    Ok(Visitor {
        cart: cart_token(),
        viewer,
    })
}

/// The visitor, with a token for a cart: a guest who brings none is given one.
pub async fn ensure_cart_token() -> Result<Visitor, AppError> {
    let mut visitor = visitor().await?;
    if visitor.viewer.is_none() && visitor.cart.is_none() {
        let token = shop()?.new_token();
        cookies::set(cookies::CART, &token.reveal(), cookies::CART_SECONDS);
        provide_context(FreshCart(token.clone()));
        visitor.cart = Some(token);
    }
    Ok(visitor)
}

pub fn session_token() -> Option<Token> {
    cookies::read(cookies::SESSION)?.parse().ok()
}

/// Signs the browser in. The guest cart has been merged by now, so its cookie goes.
pub fn keep_session(token: &Token) {
    cookies::set(cookies::SESSION, &token.reveal(), cookies::SESSION_SECONDS);
    cookies::remove(cookies::CART);
}

pub fn forget_session() {
    cookies::remove(cookies::SESSION);
}

fn cart_token() -> Option<Token> {
    use_context::<FreshCart>()
        .map(|FreshCart(token)| token)
        .or_else(|| cookies::read(cookies::CART)?.parse().ok())
}
