//! Forms that were posted without script: where their visitor goes on, and how a form comes back.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use domain::{Money, checkout::CardEntry};

use super::{cookies, is_call, redirect, request_header, set_header, set_status};
use crate::{error::AppError, layout::returned::Returned, paths};

/// Longer texts are cut before they go into a cookie; no field of ours wants more.
const TYPED_AT_MOST: usize = 120;

/// Sends a form back to its page, with its mistakes and what was typed. Passwords don't belong in `typed`.
pub fn return_form(page: &str, error: &AppError, typed: &[(&str, &str)]) {
    if is_call() {
        return;
    }
    let cut = |text: &str| text.chars().take(TYPED_AT_MOST).collect();
    let returned = Returned {
        page: page.split('?').next().unwrap_or_default().to_owned(),
        error: error.clone(),
        typed: typed
            .iter()
            .map(|(name, text)| ((*name).to_owned(), cut(text)))
            .collect(),
    };
    cookies::set(cookies::FORM, &returned.encode(), cookies::FLASH_SECONDS);
    redirect(page);
}

/// The form that came back to this page, once.
pub fn take_returned(page: &str) -> Option<Returned> {
    let returned = Returned::decode(&cookies::read(cookies::FORM)?)?;
    cookies::remove(cookies::FORM);
    (returned.page == page).then_some(returned)
}

/// The gateway's own page for a card, which leads back to `back`, a path of ours.
pub fn hosted_card_page(
    card: &CardEntry,
    shop: &str,
    back: &str,
    amount: Money,
    about: &str,
) -> String {
    let joint = if card.hosted_url.contains('?') {
        '&'
    } else {
        '?'
    };
    format!(
        "{}{joint}return_url={}&amount={}&currency={}&reference={}",
        card.hosted_url,
        paths::encode(&format!("{shop}{back}")),
        amount.minor,
        amount.currency,
        paths::encode(about),
    )
}

/// Sends a browser without script to an address that comes from the settings, never from a visitor.
pub fn send_to_gateway(url: &str) {
    if is_call() {
        return;
    }
    if let Ok(location) = HeaderValue::from_str(url) {
        set_header(header::LOCATION, location);
        set_status(StatusCode::SEE_OTHER);
    }
}

/// The page is for one person: nobody keeps a copy, not even their browser, and nobody finds it by searching.
pub fn keep_no_copy() {
    set_header(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    set_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// The page is for one person, whose browser may keep it and asks each time.
pub fn keep_private() {
    set_header(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
}

/// This request's W3C trace parent, for the work that it starts.
pub fn trace_parent() -> Option<String> {
    request_header("traceparent")
}
