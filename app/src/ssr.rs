//! Everything a server function may touch: the shop, the visitor, and the answer's head.
//!
//! A server function runs in two places: while a page is rendered, and when the browser calls it. What
//! is here works in both.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use shop::{Shop, ShopError};

use crate::{error::AppError, layout::flash::Flash};

mod cookies;
mod forms;
mod members;
mod visitor;

pub use cookies::bring_words;
pub use forms::{
    hosted_card_page, keep_no_copy, keep_private, return_form, send_to_gateway, take_returned,
    trace_parent,
};
pub use members::{admit, client_address, member_or_door};
pub use visitor::{ensure_cart_token, forget_session, keep_session, session_token, visitor};

/// Called by the server for every request, before anything is rendered or run.
pub fn provide(shop: Shop) {
    provide_context(shop);
}

pub fn shop() -> Result<Shop, AppError> {
    use_context().ok_or_else(|| internal("there is no shop in the context"))
}

/// There is no such page: the answer is a 404.
pub fn not_found() -> AppError {
    set_status(StatusCode::NOT_FOUND);
    AppError::NotFound
}

/// The page has another address for good. Scripts that ask get their answer and find the way themselves.
pub fn moved_for_good(path: &str) {
    if !is_call() && set_location(path) {
        set_status(StatusCode::MOVED_PERMANENTLY);
    }
}

/// Sends the visitor on to another page of ours, whether a form was posted or a script is asking.
pub fn redirect(path: &str) {
    if is_local(path) {
        leptos_axum::redirect(path);
    } else {
        tracing::error!(
            path,
            "Refused to redirect to {path}: it is not a path of ours"
        );
    }
}

/// Answers a form that was posted without script: back to a page, with something to say there.
/// With script there is nothing to do, the caller gets the result itself.
pub fn answer_form(path: &str, flash: Option<Flash>) {
    if is_call() {
        return;
    }
    if let Some(flash) = flash {
        cookies::set(cookies::FLASH, &flash.encode(), cookies::FLASH_SECONDS);
    }
    redirect(path);
}

/// What the last posted form had to say. It is said once.
pub fn take_flash() -> Option<Flash> {
    let said = cookies::read(cookies::FLASH)?;
    cookies::remove(cookies::FLASH);
    Flash::decode(&said)
}

/// The network address of whoever is asking, for counting attempts.
pub fn request_header(name: &str) -> Option<String> {
    let value = use_context::<Parts>()?
        .headers
        .get(name)?
        .to_str()
        .ok()?
        .to_owned();
    Some(value)
}

impl From<ShopError> for AppError {
    /// Also gives the answer its status, and the log its only line about a failure.
    fn from(error: ShopError) -> Self {
        let (status, error) = translate(error);
        // A posted form is answered with a redirect; its browser would show nothing else.
        if is_call() || !is_post() {
            set_status(status);
        }
        error
    }
}

fn translate(error: ShopError) -> (StatusCode, AppError) {
    match error {
        ShopError::NotFound => (StatusCode::NOT_FOUND, AppError::NotFound),
        ShopError::Gone => (StatusCode::GONE, AppError::Gone),
        ShopError::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(errors)),
        ShopError::Refused(refusal) => (StatusCode::CONFLICT, AppError::Refused(refusal)),
        ShopError::TooManyAttempts { retry_after } => {
            let seconds = retry_after.as_secs().max(1);
            set_header(header::RETRY_AFTER, HeaderValue::from(seconds));
            (
                StatusCode::TOO_MANY_REQUESTS,
                AppError::TooManyAttempts { seconds },
            )
        }
        ShopError::Unavailable(cause) => {
            tracing::warn!(
                error = &cause as &dyn std::error::Error,
                "The shop is not available"
            );
            (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable)
        }
        ShopError::Internal(cause) => {
            tracing::error!(
                error = &*cause as &dyn std::error::Error,
                "Something broke: {cause}"
            );
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                AppError::Internal { id: request_id() },
            )
        }
    }
}

fn internal(cause: &'static str) -> AppError {
    tracing::error!("Something broke: {cause}");
    AppError::Internal { id: request_id() }
}

/// The id that the request's log lines and its answer carry.
fn request_id() -> String {
    request_header("x-request-id").unwrap_or_default()
}

/// Only a path of ours, so that nobody is sent elsewhere by a crafted link.
fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// Whether a script is asking, which wants a value, and not a browser, which wants a page.
fn is_call() -> bool {
    !request_header("accept").is_some_and(|accept| accept.contains("text/html"))
}

fn is_post() -> bool {
    use_context::<Parts>().is_some_and(|parts| parts.method == Method::POST)
}

fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

fn set_location(path: &str) -> bool {
    match HeaderValue::from_str(path) {
        Ok(location) if is_local(path) => {
            set_header(header::LOCATION, location);
            true
        }
        _ => false,
    }
}

fn set_header(name: header::HeaderName, value: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(name, value);
    }
}

fn request_headers() -> Option<HeaderMap> {
    use_context::<Parts>().map(|parts| parts.headers)
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "",
        ] {
            assert!(!is_local(bad), "{bad:?}");
        }
        assert!(is_local("/products/enamel-mug?variant=M-1"));
    }
}
