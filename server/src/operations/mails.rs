//! Mails that a folder caught, for whoever develops or tests the shop: a list, and each as it would be read.

use std::{path::PathBuf, sync::Arc};

use askama::Template;
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    response::{Html, IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY};
use serde::Deserialize;
use shop::mails::post::{Caught, Folder};

/// Nobody reads further back.
const LISTED: usize = 200;
/// A mail brings its own styles and nothing else. What it links to opens as in any mail program.
const POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");

#[derive(Clone)]
struct Catcher(Arc<PathBuf>);

#[derive(Debug, Default, Deserialize)]
struct Wanted {
    /// Only mails to this address.
    #[serde(default)]
    to: String,
}

#[derive(Template)]
#[template(path = "mails.html")]
struct List<'a> {
    mails: &'a [Caught],
}

pub(super) fn router(folder: PathBuf) -> Router {
    Router::new()
        .route("/mails", get(list))
        .route("/mails.json", get(list_for_programs))
        .route("/mails/{name}", get(read))
        .route("/mails/{name}/text", get(read_text))
        .with_state(Catcher(Arc::new(folder)))
}

async fn list(State(catcher): State<Catcher>, Query(wanted): Query<Wanted>) -> Response {
    match catcher.list(&wanted).await {
        Ok(mails) => page(List { mails: &mails }.render().unwrap_or_default()),
        Err(error) => unreadable(&error),
    }
}

async fn list_for_programs(
    State(catcher): State<Catcher>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match catcher.list(&wanted).await {
        Ok(mails) => Json(mails).into_response(),
        Err(error) => unreadable(&error),
    }
}

async fn read(State(catcher): State<Catcher>, Path(name): Path<String>) -> Response {
    match Folder::find(&catcher.0, &name).await {
        Ok(Some(caught)) => page(caught.letter.html),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => unreadable(&error),
    }
}

async fn read_text(State(catcher): State<Catcher>, Path(name): Path<String>) -> Response {
    match Folder::find(&catcher.0, &name).await {
        Ok(Some(caught)) => caught.letter.text.into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => unreadable(&error),
    }
}

impl Catcher {
    async fn list(&self, wanted: &Wanted) -> std::io::Result<Vec<Caught>> {
        let mut mails = Folder::list(&self.0, LISTED).await?;
        mails.retain(|mail| wanted.to.is_empty() || mail.letter.to == wanted.to);
        Ok(mails)
    }
}

fn page(html: String) -> Response {
    ([(CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response()
}

fn unreadable(error: &std::io::Error) -> Response {
    tracing::error!(%error, "Caught mails can't be read");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
