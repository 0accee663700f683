//! The frame all pages share: escaping, the document, and the headers that protect it.

use std::fmt::Write;

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use url::Url;

/// One page, before its headers.
pub(super) struct Page<'a> {
    pub(super) status: StatusCode,
    pub(super) title: &'a str,
    pub(super) body: String,
    /// Who may show the page in a frame.
    pub(super) framed_by: &'a [String],
    /// Where its forms may lead, redirects included.
    pub(super) leads_to: &'a str,
}

impl IntoResponse for Page<'_> {
    fn into_response(self) -> Response {
        let embedded = !self.framed_by.is_empty();
        let ancestors = match embedded {
            true => self.framed_by.join(" "),
            false => "'none'".to_owned(),
        };
        let policy = format!(
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
             img-src data:; base-uri 'none'; form-action 'self' {}; frame-ancestors {ancestors}",
            self.leads_to
        );
        let document = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
             <link rel=\"stylesheet\" href=\"/assets/pages.css\">\n</head>\n{}\n</html>\n",
            escape(self.title),
            self.body
        );
        let mut response = (self.status, Html(document)).into_response();
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // A page that shows a return address must not tell the next site about it.
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// For a visitor who came by a broken link.
pub(super) fn problem(status: StatusCode, title: &str, text: &str) -> Response {
    let body = format!(
        "<body class=\"page\"><main class=\"sheet\"><h1>{}</h1><p>{}</p></main></body>",
        escape(title),
        escape(text)
    );
    Page {
        status,
        title,
        body,
        framed_by: &[],
        leads_to: "",
    }
    .into_response()
}

pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// `€18.00`. Of the currencies without hundredths, the common ones.
pub(super) fn money(minor: i64, currency: &str) -> String {
    let currency = currency.to_uppercase();
    let mut text = match currency.as_str() {
        "EUR" => "€".to_owned(),
        "USD" => "$".to_owned(),
        "GBP" => "£".to_owned(),
        "JPY" => "¥".to_owned(),
        other => format!("{other} "),
    };
    let _ = match currency.as_str() {
        "JPY" | "KRW" | "CLP" | "VND" => write!(text, "{minor}"),
        _ => write!(text, "{}.{:02}", minor / 100, minor % 100),
    };
    text
}

/// Where a visitor may be sent back to: the shop, never a stranger.
pub(super) fn allowed_return(address: &str, origins: &[String]) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let origin = url.origin().ascii_serialization();
    origins.contains(&origin).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_a_stranger() {
        let origins = ["http://127.0.0.1:3000".to_owned()];
        assert!(allowed_return("http://127.0.0.1:3000/checkout", &origins).is_some());
        for stranger in [
            "http://127.0.0.1:3000.evil.example/",
            "http://127.0.0.1:3000@evil.example/",
            "//evil.example",
            "javascript:alert(1)",
            "/checkout",
        ] {
            assert!(allowed_return(stranger, &origins).is_none(), "{stranger}");
        }
    }

    #[test]
    fn words_from_outside_stay_words() {
        assert_eq!(escape("<b>\"'&"), "&lt;b&gt;&quot;&#39;&amp;");
        assert_eq!(money(1805, "eur"), "€18.05");
        assert_eq!(money(1805, "jpy"), "¥1805");
        assert_eq!(money(5, "chf"), "CHF 0.05");
    }
}
