//! The answer when even the app broke. A page without the app still leads somewhere.

use axum::{
    body::Body,
    response::{Html, IntoResponse as _, Response},
};
use http::StatusCode;

use super::{Policy, security_headers};

/// No request is at hand here, so programs get the page too; its status is what they look at.
pub(super) fn answer(policy: &Policy) -> Response<Body> {
    let page = format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Something broke · Stoa</title><link rel="stylesheet" href="{stylesheet}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml"></head>
<body>
<header class="header"><div class="header-bar">
<a class="logo" href="/"><span class="logo-word">Stoa</span></a>
<form class="search" role="search" action="/search">
<label class="visually-hidden" for="q">Search the shop</label>
<input class="search-input" id="q" type="search" name="q"><button class="search-button">Search</button>
</form></div></header>
<main class="page lost-page" id="main"><section class="lost"><p class="lost-code">500</p>
<h1 class="lost-title">Something broke on our side</h1>
<p class="lost-text">It has been written down and will be mended. Nothing was ordered or charged that you did not confirm.</p>
<p class="lost-actions"><a class="button" href="">Try again</a> <a class="button quiet" href="/">Home</a></p></section></main>
</body></html>
"#,
        stylesheet = policy.stylesheet
    );
    let mut response = (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response();
    security_headers::put(response.headers_mut(), policy);
    response
}
