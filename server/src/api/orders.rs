//! Placing orders and looking at them.

use axum::{
    Json,
    extract::{Path, State},
    response::IntoResponse,
};
use domain::{Currency, Money, checkout::CheckoutForm, order::OrderKey};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::LOCATION};
use serde::{Deserialize, Serialize};
use shop::{Shop, checkout::PlaceOrder};
use utoipa::ToSchema;

use super::{
    body::Body,
    problem::{Problem, no_good_key, no_such_address},
    view::Order,
    visitor::Caller,
};

pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// As the shop takes them.
pub(super) const KEY_LENGTHS: std::ops::RangeInclusive<usize> = 16..=255;
pub(super) const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewOrder {
    #[schema(example = "ada@example.com")]
    email: String,
    name: String,
    line1: String,
    #[serde(default)]
    line2: String,
    postcode: String,
    city: String,
    /// ISO 3166-1 alpha-2.
    #[schema(example = "DE")]
    country: String,
    #[serde(default)]
    phone: String,
    /// `standard` or `express`.
    #[serde(default)]
    shipping: String,
    /// The gateway's token for a card.
    #[schema(example = "pm_card_visa")]
    payment_method: String,
    /// What the order is to cost. If it costs something else by now it is not placed.
    expected_total: ExpectedTotal,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedTotal {
    /// In the currency's smallest unit.
    #[schema(example = 2290)]
    minor: i64,
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PlacedOrder {
    /// The secret in the order's address.
    key: String,
    /// What a person says on the phone.
    number: String,
    /// The order's page.
    page: String,
}

/// Places an order for the cart. The payment follows by itself; the order's `status` tells how it went.
///
/// The same key with the same request is the same order, however often it is sent.
#[utoipa::path(
    post,
    path = "/orders",
    tag = "Orders",
    params(
        ("Idempotency-Key" = String, Header, description = "16 to 255 characters, chosen by you, new for each order."),
        ("Stoa-Cart-Token" = Option<String>, Header)
    ),
    request_body = NewOrder,
    responses((status = CREATED, body = PlacedOrder, headers(
        ("Location" = String, description = "Where the order can be looked at."),
        ("Idempotent-Replayed" = bool, description = "Whether the order stood before this request."),
    )))
)]
pub(super) async fn place(
    State(shop): State<Shop>,
    caller: Caller,
    headers: HeaderMap,
    Body(order): Body<NewOrder>,
) -> Result<impl IntoResponse, Problem> {
    let header = |name: &HeaderName| Some(headers.get(name)?.to_str().ok()?.to_owned());
    let idempotency_key = header(&IDEMPOTENCY_KEY).unwrap_or_default();
    if !KEY_LENGTHS.contains(&idempotency_key.len()) {
        return Err(no_good_key());
    }
    let (form, payment_method, expected_total) = order.into_parts();
    let wanted = PlaceOrder {
        form,
        payment_method,
        idempotency_key,
        expected_total,
        trace_parent: header(&HeaderName::from_static("traceparent")),
    };
    let placed = shop.checkout().place(&caller.0, wanted).await?;
    let location = HeaderValue::try_from(format!("{}/orders/{}", super::PREFIX, placed.key))
        .expect("an order's key is written in base 32");
    let replayed = HeaderValue::from_static(if placed.replayed { "true" } else { "false" });
    let body = PlacedOrder {
        key: placed.key.to_string(),
        number: placed.number.to_string(),
        page: format!("/orders/{}", placed.key),
    };
    Ok((
        StatusCode::CREATED,
        [(LOCATION, location), (REPLAYED, replayed)],
        Json(body),
    ))
}

/// An order, for whoever knows its key.
#[utoipa::path(
    get,
    path = "/orders/{key}",
    tag = "Orders",
    params(("key" = String, Path)),
    responses((status = OK, body = Order))
)]
pub(super) async fn show(
    State(shop): State<Shop>,
    Path(key): Path<String>,
) -> Result<Json<Order>, Problem> {
    let key = OrderKey::try_from(key).map_err(|_| no_such_address())?;
    Ok(Json(shop.orders().page(&key).await?.into()))
}

/// Calls an order off, as long as nothing was charged and no charge is on its way. Once it is off, calling it
/// off again changes nothing.
#[utoipa::path(
    post,
    path = "/orders/{key}/cancel",
    tag = "Orders",
    params(("key" = String, Path)),
    responses((status = OK, body = Order))
)]
pub(super) async fn cancel(
    State(shop): State<Shop>,
    Path(key): Path<String>,
) -> Result<Json<Order>, Problem> {
    let key = OrderKey::try_from(key).map_err(|_| no_such_address())?;
    shop.orders().cancel(&key).await?;
    Ok(Json(shop.orders().page(&key).await?.into()))
}

impl NewOrder {
    fn into_parts(self) -> (CheckoutForm, String, Money) {
        let form = CheckoutForm {
            email: self.email,
            name: self.name,
            line1: self.line1,
            line2: self.line2,
            postcode: self.postcode,
            city: self.city,
            country: self.country,
            phone: self.phone,
            shipping: self.shipping,
        };
        let total = Money::new(self.expected_total.minor, self.expected_total.currency);
        (form, self.payment_method, total)
    }
}
