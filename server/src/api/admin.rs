//! What a merchant's program may do: give money back, and see whether the books balance.

use axum::{
    Json,
    extract::{Path, State},
    response::IntoResponse,
};
use domain::{
    Currency, Money, RefundId,
    cart::Quantity,
    order::OrderNumber,
    refund::{RefundOf, RefundState},
};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use shop::{Shop, refunds::RequestRefund};
use utoipa::ToSchema;

use super::{
    body::Body,
    merchant::{MayAudit, MayRefund},
    orders::{IDEMPOTENCY_KEY, KEY_LENGTHS, REPLAYED},
    problem::{Problem, no_good_key, no_such_address},
    view::Amount,
};

/// Either an amount, or lines, or neither: then all that is left.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRefund {
    amount: Option<RefundAmount>,
    #[serde(default)]
    lines: Vec<RefundLine>,
    /// Whether the goods lie on the shelf again. An amount has no goods.
    #[serde(default)]
    restock: bool,
    /// A note to yourself; the shopper doesn't see it.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RefundAmount {
    /// In the currency's smallest unit.
    #[schema(example = 490)]
    minor: i64,
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RefundLine {
    sku: String,
    #[schema(value_type = u16, minimum = 1, maximum = 99)]
    quantity: Quantity,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequestedRefund {
    id: String,
    amount: Amount,
    /// What is left to give back after it.
    left: Amount,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Refund {
    id: String,
    amount: Amount,
    /// `requested`, `sending`, `unknown` (the gateway gave no clear answer and is asked again), `failed`
    /// or `succeeded`.
    state: &'static str,
    /// Why it failed, in the gateway's word.
    failure: Option<String>,
    /// What the gateway calls it.
    reference: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Books {
    balanced: bool,
    /// RFC 3339.
    #[schema(format = DateTime)]
    as_of: String,
    /// Where our own books contradict each other.
    findings: Vec<Finding>,
    /// Where ours and the gateway's differ.
    breaks: Vec<Break>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Finding {
    /// The promise that is broken.
    promise: &'static str,
    subject: String,
    detail: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Break {
    id: i64,
    /// `missing_here`, `missing_there`, `amount`, `currency` or `orphan_capture`.
    kind: String,
    gateway: String,
    /// The gateway's name for the charge or the refund.
    reference: Option<String>,
    /// RFC 3339.
    #[schema(format = DateTime)]
    found_at: String,
}

/// Gives money of a paid order back. The money follows by itself; the refund's `state` tells how it went.
///
/// The same key with the same request is the same refund, however often it is sent. Of refunds that
/// together are more than was paid, the later ones are refused with `refund_too_large`.
#[utoipa::path(
    post,
    path = "/admin/orders/{number}/refunds",
    tag = "Merchant",
    security(("merchant" = ["refunds"])),
    params(
        ("number" = String, Path, description = "The order's number, like 7K4M-92QX."),
        ("Idempotency-Key" = String, Header, description = "16 to 255 characters, chosen by you, new for each refund."),
    ),
    request_body = NewRefund,
    responses((status = CREATED, body = RequestedRefund, headers(
        ("Idempotent-Replayed" = bool, description = "Whether the refund stood before this request."),
    )))
)]
pub(super) async fn refund(
    State(shop): State<Shop>,
    MayRefund(actor): MayRefund,
    Path(number): Path<String>,
    headers: HeaderMap,
    Body(wanted): Body<NewRefund>,
) -> Result<impl IntoResponse, Problem> {
    let number: OrderNumber = number.parse().map_err(|_| no_such_address())?;
    let key = headers
        .get(&IDEMPOTENCY_KEY)
        .and_then(|value| value.to_str().ok())
        .filter(|key| KEY_LENGTHS.contains(&key.len()))
        .ok_or_else(no_good_key)?;
    let request = RequestRefund {
        reason: wanted.reason.clone(),
        of: wanted.of()?,
        actor,
        idempotency_key: key.to_owned(),
    };
    let requested = shop.refunds().request(&number, request).await?;
    let replayed = HeaderValue::from_static(if requested.replayed { "true" } else { "false" });
    let body = RequestedRefund {
        id: requested.refund.to_string(),
        amount: requested.amount.into(),
        left: requested.left.into(),
    };
    Ok((StatusCode::CREATED, [(REPLAYED, replayed)], Json(body)))
}

/// How far a refund is.
#[utoipa::path(
    get,
    path = "/admin/refunds/{id}",
    tag = "Merchant",
    security(("merchant" = ["refunds"])),
    params(("id" = String, Path)),
    responses((status = OK, body = Refund))
)]
pub(super) async fn show_refund(
    State(shop): State<Shop>,
    _: MayRefund,
    Path(id): Path<String>,
) -> Result<Json<Refund>, Problem> {
    let id: RefundId = id.parse().map_err(|_| no_such_address())?;
    let found = shop.refunds().find(id).await?;
    let (state, amount) = (found.state.name(), found.amount.into());
    let (failure, reference) = match found.state {
        RefundState::Failed { reason } => (Some(reason), None),
        RefundState::Succeeded { reference } => (None, Some(reference)),
        _ => (None, None),
    };
    Ok(Json(Refund {
        id: id.to_string(),
        amount,
        state,
        failure,
        reference,
    }))
}

/// Whether the books balance, now.
#[utoipa::path(
    get,
    path = "/admin/books",
    tag = "Merchant",
    security(("merchant" = ["books"])),
    responses((status = OK, body = Books))
)]
pub(super) async fn books(State(shop): State<Shop>, _: MayAudit) -> Result<Json<Books>, Problem> {
    let report = shop.books().check().await?;
    Ok(Json(Books {
        balanced: report.balances(),
        as_of: report.as_of.to_string(),
        findings: report
            .findings
            .into_iter()
            .map(|finding| Finding {
                promise: finding.kind,
                subject: finding.subject,
                detail: finding.detail,
            })
            .collect(),
        breaks: report
            .breaks
            .into_iter()
            .map(|open| Break {
                id: open.id,
                kind: open.kind,
                gateway: open.gateway,
                reference: open.reference,
                found_at: open.found_at.to_string(),
            })
            .collect(),
    }))
}

impl NewRefund {
    fn of(self) -> Result<RefundOf, Problem> {
        let restock = self.restock;
        let wrong = |detail| {
            let title = "The body does not fit this operation";
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_body", title).detail(detail)
        };
        match self.amount {
            Some(_) if !self.lines.is_empty() => Err(wrong("an amount or lines, not both")),
            Some(_) if restock => Err(wrong("an amount has no goods to restock")),
            Some(RefundAmount { minor, currency }) => Ok(RefundOf::Amount {
                amount: Money::new(minor, currency),
            }),
            None if self.lines.is_empty() => Ok(RefundOf::Rest { restock }),
            None => Ok(RefundOf::Lines {
                lines: self
                    .lines
                    .into_iter()
                    .map(|line| (line.sku, line.quantity))
                    .collect(),
                restock,
            }),
        }
    }
}
