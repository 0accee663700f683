//! `GET /embed/card`: the card fields for a frame in the shop's checkout. The shop never sees what
//! is typed here; `card.js` hands it a token. The messages are described at the top of that file.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::card_fields::{LOGOS, Typed, fields};
use super::html::{Page, escape};
use crate::gateway::Gateway;

pub(super) async fn show(State(gateway): State<Arc<Gateway>>) -> Response {
    let settings = &gateway.settings;
    let body = format!(
        "<body class=\"embed\" data-parents=\"{parents}\" data-key=\"{key}\">\n\
         <form novalidate aria-label=\"Card\">\n\
         <div class=\"heading\"><span class=\"sealed\">Card details go to the payment provider only</span>{LOGOS}</div>\n\
         {fields}\n</form>\n<script src=\"/embed/card.js\" defer></script>\n</body>",
        parents = escape(&settings.allowed_frame_origin.join(" ")),
        key = escape(&settings.publishable_key),
        fields = fields(&Typed::default(), None, false),
    );
    Page {
        status: StatusCode::OK,
        title: "Card details",
        body,
        framed_by: &settings.allowed_frame_origin,
        leads_to: "",
    }
    .into_response()
}
