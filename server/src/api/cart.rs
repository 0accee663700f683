//! The cart of whoever brings its token.

use std::net::SocketAddr;

use axum::{
    Json,
    extract::{ConnectInfo, Path, State},
    response::{AppendHeaders, IntoResponse},
};
use domain::{Refusal, VariantId, cart::Quantity, pricing::CouponProblem};
use http::HeaderMap;
use serde::Deserialize;
use shop::{Shop, ShopError};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::Body,
    orders::{IDEMPOTENCY_KEY, KEY_LENGTHS},
    problem::{Problem, no_good_key, no_such_address},
    view::Cart,
    visitor::Caller,
};

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLine {
    /// A variant's id.
    variant: Uuid,
    /// How many to add.
    #[schema(value_type = u16, minimum = 1, maximum = 99)]
    quantity: Quantity,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LineQuantity {
    /// How many it is to be.
    #[schema(value_type = u16, minimum = 1, maximum = 99)]
    quantity: Quantity,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Coupon {
    /// Case and blanks don't count.
    #[schema(example = "SPRING-10")]
    code: String,
}

/// The cart against today's prices and stock. What changed since the last look is said once, in `notices`.
#[utoipa::path(
    get,
    path = "/cart",
    tag = "Cart",
    params(("Stoa-Cart-Token" = Option<String>, Header)),
    responses((status = OK, body = Cart))
)]
pub(super) async fn show(State(shop): State<Shop>, caller: Caller) -> Result<Json<Cart>, Problem> {
    Ok(Json(shop.cart().find(&caller.0).await?.into()))
}

/// Puts something into the cart. Without a token a new cart is begun; the answer's `Stoa-Cart-Token` is the
/// token for it. With an `Idempotency-Key` what is sent again is added once; the answer is the cart as it is.
#[utoipa::path(
    post,
    path = "/cart/lines",
    tag = "Cart",
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "16 to 255 characters, chosen by you, new for each addition."),
        ("Stoa-Cart-Token" = Option<String>, Header)
    ),
    request_body = NewLine,
    responses((status = OK, body = Cart, headers(("Stoa-Cart-Token" = String, description = "Only with a new cart."))))
)]
pub(super) async fn add_line(
    State(shop): State<Shop>,
    caller: Caller,
    headers: HeaderMap,
    Body(line): Body<NewLine>,
) -> Result<impl IntoResponse, Problem> {
    let key = headers
        .get(&IDEMPOTENCY_KEY)
        .map(|key| key.to_str().unwrap_or_default());
    if key.is_some_and(|key| !KEY_LENGTHS.contains(&key.len())) {
        return Err(no_good_key());
    }
    let (visitor, new_token) = caller.with_cart(&shop);
    let (carts, variant) = (shop.cart(), VariantId(line.variant));
    let cart = match key {
        Some(key) => {
            carts
                .add_line_once(&visitor, variant, line.quantity, key)
                .await?
        }
        None => carts.add_line(&visitor, variant, line.quantity).await?,
    };
    Ok((AppendHeaders(new_token), Json(Cart::from(cart))))
}

/// Sets how many of a variant are in the cart.
#[utoipa::path(
    put,
    path = "/cart/lines/{variant}",
    tag = "Cart",
    params(("variant" = Uuid, Path), ("Stoa-Cart-Token" = Option<String>, Header)),
    request_body = LineQuantity,
    responses((status = OK, body = Cart))
)]
pub(super) async fn set_line(
    State(shop): State<Shop>,
    Path(variant): Path<String>,
    caller: Caller,
    Body(line): Body<LineQuantity>,
) -> Result<Json<Cart>, Problem> {
    let cart = shop
        .cart()
        .set_quantity(&caller.0, variant_of(&variant)?, line.quantity)
        .await?;
    Ok(Json(cart.into()))
}

/// Takes a variant out of the cart. One that is not in it is fine.
#[utoipa::path(
    delete,
    path = "/cart/lines/{variant}",
    tag = "Cart",
    params(("variant" = Uuid, Path), ("Stoa-Cart-Token" = Option<String>, Header)),
    responses((status = OK, body = Cart))
)]
pub(super) async fn remove_line(
    State(shop): State<Shop>,
    Path(variant): Path<String>,
    caller: Caller,
) -> Result<Json<Cart>, Problem> {
    let cart = shop
        .cart()
        .remove_line(&caller.0, variant_of(&variant)?)
        .await?;
    Ok(Json(cart.into()))
}

/// Takes a coupon's code for the cart, in place of the one before. One that is good for nothing is refused with
/// a code of its own (`coupon_unknown`, `coupon_expired`, …); one that only waits for something is kept, and the
/// cart's `coupon.problem` says for what.
#[utoipa::path(
    put,
    path = "/cart/coupon",
    tag = "Cart",
    params(("Stoa-Cart-Token" = Option<String>, Header)),
    request_body = Coupon,
    responses((status = OK, body = Cart))
)]
pub(super) async fn use_coupon(
    State(shop): State<Shop>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    caller: Caller,
    Body(coupon): Body<Coupon>,
) -> Result<Json<Cart>, Problem> {
    let unknown = ShopError::Refused(Refusal::Coupon(CouponProblem::Unknown));
    let code = coupon.code.parse().map_err(|_| unknown)?;
    let address = address.ip().to_string();
    let cart = shop.cart().use_coupon(&caller.0, &code, &address).await?;
    Ok(Json(cart.into()))
}

/// Takes the code out of the cart.
#[utoipa::path(
    delete,
    path = "/cart/coupon",
    tag = "Cart",
    params(("Stoa-Cart-Token" = Option<String>, Header)),
    responses((status = OK, body = Cart))
)]
pub(super) async fn drop_coupon(
    State(shop): State<Shop>,
    caller: Caller,
) -> Result<Json<Cart>, Problem> {
    Ok(Json(shop.cart().drop_coupon(&caller.0).await?.into()))
}

fn variant_of(text: &str) -> Result<VariantId, Problem> {
    text.parse().map_err(|_| no_such_address())
}
