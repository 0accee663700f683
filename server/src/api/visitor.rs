//! Whose cart a request is about: a header for programs, the shop's cookies for its own pages.

use axum::extract::{FromRef, FromRequestParts};
use axum_extra::extract::CookieJar;
use http::{HeaderName, HeaderValue, request::Parts};
use shop::{Shop, Token, Visitor};

use super::problem::Problem;

pub(super) const CART_TOKEN: HeaderName = HeaderName::from_static("stoa-cart-token");
const CART_COOKIE: &str = "__Host-stoa_cart";
const SESSION_COOKIE: &str = "__Host-stoa_session";

/// Whoever asks. A token that is none counts as not brought.
pub(super) struct Caller(pub(super) Visitor);

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    Shop: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let shop = Shop::from_ref(state);
        let cookies = CookieJar::from_headers(&parts.headers);
        let cookie = |name: &str| cookies.get(name)?.value().parse::<Token>().ok();
        let header = parts
            .headers
            .get(CART_TOKEN)
            .and_then(|value| value.to_str().ok()?.parse().ok());
        let viewer = match cookie(SESSION_COOKIE) {
            Some(session) => shop.accounts().viewer(&session).await?,
            None => None,
        };
        Ok(Self(Visitor {
            cart: header.or_else(|| cookie(CART_COOKIE)),
            viewer,
        }))
    }
}

impl Caller {
    /// A guest without a cart gets a token for one; the answer's header tells it.
    pub(super) fn with_cart(mut self, shop: &Shop) -> (Visitor, Option<(HeaderName, HeaderValue)>) {
        if self.0.viewer.is_some() || self.0.cart.is_some() {
            return (self.0, None);
        }
        let token = shop.new_token();
        let told = HeaderValue::try_from(token.reveal()).expect("a token is written in base64");
        self.0.cart = Some(token);
        (self.0, Some((CART_TOKEN, told)))
    }
}
