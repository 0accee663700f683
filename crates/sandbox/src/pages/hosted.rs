//! `/pay/card`: a page of its own for visitors without JavaScript. It makes a payment method of
//! what was typed and sends the visitor back with the token; nothing is charged here.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{LOCATION, REFERRER_POLICY};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::Url;

use super::card_fields::{Complaint, LOGOS, Typed, fields, split_expiry};
use super::html::{Page, allowed_return, escape, money, problem};
use crate::card::TypedCard;
use crate::gateway::Gateway;

/// What the shop says about the visit.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Visit {
    return_url: String,
    session: String,
    amount: String,
    currency: String,
    reference: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Submission {
    #[serde(flatten)]
    typed: Typed,
    return_url: String,
    #[serde(default)]
    session: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    reference: String,
}

pub(super) async fn show(
    State(gateway): State<Arc<Gateway>>,
    Query(visit): Query<Visit>,
) -> Response {
    match allowed_return(&visit.return_url, &gateway.settings.allowed_frame_origin) {
        Some(back) => page(&visit, &back, &Typed::default(), None),
        None => stranger(),
    }
}

pub(super) async fn submit(
    State(gateway): State<Arc<Gateway>>,
    Form(submission): Form<Submission>,
) -> Response {
    let origins = &gateway.settings.allowed_frame_origin;
    let Some(mut back) = allowed_return(&submission.return_url, origins) else {
        return stranger();
    };
    let typed = submission.typed;
    let (exp_month, exp_year) = split_expiry(&typed.expiry);
    let card = TypedCard {
        number: &typed.number,
        exp_month: &exp_month,
        exp_year: &exp_year,
        cvc: Some(&typed.cvc),
    };
    let name = Some(typed.name.trim()).filter(|name| !name.is_empty());
    match gateway.work(|desk| desk.create_method(card, name)) {
        Ok(method) => {
            back.query_pairs_mut()
                .append_pair("payment_method", &method.id);
            let headers = [(LOCATION, back.as_str()), (REFERRER_POLICY, "no-referrer")];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(error) => {
            let complaint = Complaint::about(error.param(), error.code());
            let visit = Visit {
                return_url: submission.return_url,
                session: submission.session,
                amount: submission.amount,
                currency: submission.currency,
                reference: submission.reference,
            };
            page(&visit, &back, &typed, Some(&complaint))
        }
    }
}

fn page(visit: &Visit, back: &Url, typed: &Typed, complaint: Option<&Complaint>) -> Response {
    let amount = visit.amount.parse::<i64>().ok();
    let summary = complaint.map_or_else(String::new, |complaint| {
        format!(
            "<div class=\"summary\" role=\"alert\" tabindex=\"-1\" autofocus>\
             <strong>There is a problem</strong><a href=\"#{}\">{}</a></div>",
            complaint.field,
            escape(complaint.message)
        )
    });
    let hidden: String = [
        ("return_url", visit.return_url.as_str()),
        ("session", &visit.session),
        ("currency", &visit.currency),
        ("reference", &visit.reference),
        ("amount", &visit.amount),
    ]
    .iter()
    .map(|(name, value)| {
        let value = escape(value);
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
    })
    .collect();
    let about = match visit.reference.as_str() {
        "" => String::new(),
        reference => format!("<dt>Reference</dt><dd>{}</dd>", escape(reference)),
    };
    let total = amount.map_or_else(String::new, |minor| {
        format!(
            "<dt>Amount</dt><dd class=\"amount\">{}</dd>",
            escape(&money(minor, &visit.currency))
        )
    });
    let body = format!(
        "<body class=\"page\"><main class=\"sheet\">{summary}<h1>Card details</h1>\
         <dl class=\"order\">{about}{total}</dl>{LOGOS}\
         <form method=\"post\" action=\"/pay/card\" novalidate>{fields}{hidden}\
         <p class=\"hint\">All fields are required. Nothing is charged yet: you go back to the shop to pay.</p>\
         <button class=\"primary\" type=\"submit\">Use this card</button></form>\
         <p><a class=\"back\" href=\"{back}\">Back to the shop without a card</a></p></main></body>",
        fields = fields(typed, complaint, true),
        back = escape(back.as_str()),
    );
    Page {
        // Browsers log any other status as a failure of the page, which this is not.
        status: StatusCode::OK,
        title: match complaint {
            Some(_) => "Error: Card details",
            None => "Card details",
        },
        body,
        framed_by: &[],
        leads_to: &back.origin().ascii_serialization(),
    }
    .into_response()
}

fn stranger() -> Response {
    problem(
        StatusCode::BAD_REQUEST,
        "This link is broken",
        "The address to return to is missing or is not a shop this gateway works for.",
    )
}
