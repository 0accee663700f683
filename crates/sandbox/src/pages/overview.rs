//! `GET /`: the latest payments, for developers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::html::{Page, escape, money};
use crate::gateway::Gateway;
use crate::intent::Intent;

const SHOWN: usize = 50;

const TEST_CARDS: [(&str, &str); 8] = [
    ("4242 4242 4242 4242", "pays"),
    ("4000 0000 0000 0002", "is declined"),
    ("4000 0000 0000 9995", "has insufficient funds"),
    ("4000 0000 0000 0069", "has expired"),
    ("4000 0000 0000 0127", "has a wrong security code"),
    ("4000 0000 0000 0119", "fails while processing"),
    ("4000 0027 6000 3184", "asks for 3-D Secure"),
    ("4000 0000 0000 0259", "pays, then is disputed"),
];

pub(super) async fn show(State(gateway): State<Arc<Gateway>>) -> Response {
    let rows: String = gateway.work(|desk| {
        let newest = desk.book.intents.newest_first().take(SHOWN);
        newest.map(row).collect()
    });
    let payments = match rows.as_str() {
        "" => "<p>No payment yet.</p>".to_owned(),
        rows => format!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"Latest payments\" tabindex=\"0\"><table>\
             <thead><tr><th scope=\"col\">Payment</th><th scope=\"col\">Amount</th>\
             <th scope=\"col\">Status</th><th scope=\"col\">Metadata</th></tr></thead>\
             <tbody>{rows}</tbody></table></div>"
        ),
    };
    let cards: String = TEST_CARDS
        .iter()
        .map(|(number, does)| format!("<tr><td><code>{number}</code></td><td>{does}</td></tr>"))
        .collect();
    let body = format!(
        "<body class=\"page\"><main class=\"sheet wide\"><h1>Sandbox gateway</h1>\
         <p>Speaks the part of Stripe's API that the shop uses. No money moves. \
         <a href=\"/journal\">Journal</a> · <a href=\"/switches\">Switches</a></p>\
         <h2>Latest payments</h2>{payments}\
         <h2>Test cards</h2><p>Any date to come and any security code go with them.</p>\
         <table><thead><tr><th scope=\"col\">Number</th><th scope=\"col\">The card…</th></tr></thead>\
         <tbody>{cards}</tbody></table></main></body>"
    );
    Page {
        status: StatusCode::OK,
        title: "Sandbox gateway",
        body,
        framed_by: &[],
        leads_to: "",
    }
    .into_response()
}

fn row(intent: &Intent) -> String {
    let metadata: Vec<String> = intent
        .metadata
        .iter()
        .map(|(key, value)| format!("{}={}", escape(key), escape(value)))
        .collect();
    format!(
        "<tr><td><code>{}</code></td><td class=\"number\">{}</td><td>{}</td><td>{}</td></tr>",
        escape(&intent.id),
        escape(&money(intent.amount, &intent.currency)),
        intent.status.name(),
        metadata.join(" ")
    )
}
