//! The cookies of the shop. `__Host-` ties them to this host, to TLS and to the whole site.

use axum::http::{HeaderMap, HeaderValue, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use super::request_headers;

/// The guest cart's token.
pub(super) const CART: &str = "__Host-stoa_cart";
/// The session's token.
pub(super) const SESSION: &str = "__Host-stoa_session";
/// What a posted form has to say on the next page, in codes.
pub(super) const FLASH: &str = "__Host-stoa_flash";
/// A form that came back, with what was typed.
pub(super) const FORM: &str = "__Host-stoa_form";

const DAY: u32 = 86_400;
/// As long as a guest's cart is kept.
pub(super) const CART_SECONDS: u32 = 30 * DAY;
/// The browser may keep it longer than the shop honours it; the database has the last word.
pub(super) const SESSION_SECONDS: u32 = 30 * DAY;
/// Enough to follow a redirect.
pub(super) const FLASH_SECONDS: u32 = 60;

/// Whether a form that was posted without script has left something for this visitor's next page. Every
/// other cookie leaves a page of the catalogue as it is.
pub fn bring_words(headers: &HeaderMap) -> bool {
    pairs(headers).any(|(name, _)| name == FLASH || name == FORM)
}

pub(super) fn read(name: &str) -> Option<String> {
    let headers = request_headers()?;
    pairs(&headers)
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value.to_owned())
}

pub(super) fn set(name: &str, value: &str, seconds: u32) {
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; Secure; SameSite=Lax");
    let response = use_context::<ResponseOptions>();
    if let (Some(response), Ok(cookie)) = (response, HeaderValue::from_str(&cookie)) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

pub(super) fn remove(name: &str) {
    set(name, "", 0);
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}
