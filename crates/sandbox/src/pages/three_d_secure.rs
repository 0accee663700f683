//! `/3ds/{intent}`: the bank asks its customer. Two buttons stand for everything a bank may ask.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{LOCATION, REFERRER_POLICY};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::Url;

use super::html::{Page, escape, money, problem};
use crate::error::ApiError;
use crate::gateway::Gateway;
use crate::intent::{Intent, Status};

#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Complete,
    Fail,
}

pub(super) async fn show(State(gateway): State<Arc<Gateway>>, Path(id): Path<String>) -> Response {
    let found = gateway.work(|desk| {
        let intent = desk.intent(&id).ok()?.clone();
        let method = intent.payment_method.as_ref()?;
        let card = desk.book.methods.find(method)?.card.clone();
        Some((intent, card))
    });
    let Some((intent, card)) = found else {
        return already_answered(&gateway, &id);
    };
    let Some(back) = back_to_shop(&intent).filter(|_| intent.status == Status::RequiresAction)
    else {
        return already_answered(&gateway, &id);
    };
    let body = format!(
        "<body class=\"page\"><main class=\"sheet\"><h1>Confirm this payment</h1>\
         <p>Your bank wants to be sure that it is you who pays.</p>\
         <dl class=\"order\"><dt>Amount</dt><dd class=\"amount\">{amount}</dd>\
         <dt>Card</dt><dd>{brand} ending in {last4}</dd></dl>\
         <form method=\"post\">\
         <button class=\"primary\" name=\"outcome\" value=\"complete\">Complete authentication</button>\
         <button class=\"secondary\" name=\"outcome\" value=\"fail\">Fail authentication</button>\
         </form><p class=\"hint\">This is a test bank. No money moves.</p></main></body>",
        amount = escape(&money(intent.amount, &intent.currency)),
        brand = match card.brand.name() {
            "amex" => "American Express".to_owned(),
            name => name[..1].to_uppercase() + &name[1..],
        },
        last4 = escape(&card.last4),
    );
    Page {
        status: StatusCode::OK,
        title: "Confirm this payment",
        body,
        framed_by: &[],
        leads_to: &back.origin().ascii_serialization(),
    }
    .into_response()
}

/// A second press of a button, or of the other one, changes nothing and leads to the same place.
pub(super) async fn answer(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    Form(answer): Form<Answer>,
) -> Response {
    let completed = answer.outcome == Outcome::Complete;
    let authenticated: Result<Intent, ApiError> = gateway.work(|desk| {
        desk.authenticate(&id, completed)?;
        desk.intent(&id).cloned()
    });
    match authenticated {
        Ok(intent) => redirect(&intent),
        Err(_) => unknown(),
    }
}

fn already_answered(gateway: &Arc<Gateway>, id: &str) -> Response {
    match gateway.work(|desk| desk.intent(id).cloned()) {
        Ok(intent) => redirect(&intent),
        Err(_) => unknown(),
    }
}

/// As Stripe sends its customers back.
fn redirect(intent: &Intent) -> Response {
    let Some(mut back) = back_to_shop(intent) else {
        return problem(
            StatusCode::CONFLICT,
            "Nothing to confirm",
            "This payment does not wait for you. You can close this page.",
        );
    };
    let redirect_status = match intent.status {
        Status::Succeeded { .. } | Status::RequiresCapture { .. } => "succeeded",
        Status::Processing => "pending",
        _ => "failed",
    };
    back.query_pairs_mut()
        .append_pair("payment_intent", &intent.id)
        .append_pair("payment_intent_client_secret", &intent.client_secret)
        .append_pair("redirect_status", redirect_status);
    let headers = [(LOCATION, back.as_str()), (REFERRER_POLICY, "no-referrer")];
    (StatusCode::SEE_OTHER, headers).into_response()
}

fn back_to_shop(intent: &Intent) -> Option<Url> {
    let url = Url::parse(intent.return_url.as_deref()?).ok()?;
    url.scheme().starts_with("http").then_some(url)
}

fn unknown() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "This payment is unknown",
        "The gateway may have been started anew since. Go back to the shop and try again.",
    )
}
