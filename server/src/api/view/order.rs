//! An order.

use domain::{checkout::PostalAddress, order as of, refund::OrderRefund as OrderRefundOf};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Amount, NamedValue, Picture, Status, each};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Order {
    key: String,
    number: String,
    email: String,
    #[serde(flatten)]
    status: Status,
    lines: Vec<OrderLine>,
    subtotal: Amount,
    shipping: Amount,
    total: Amount,
    /// What went back of it, or is on its way.
    refunds: Vec<OrderRefund>,
    address: Address,
    /// `standard` or `express`.
    shipping_method: &'static str,
    /// The days it is promised for, the first and the last.
    delivery: Delivery,
    /// RFC 3339.
    #[schema(format = DateTime)]
    placed_at: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderLine {
    sku: String,
    /// The product's slug, as long as it is in the shop.
    product: Option<String>,
    title: String,
    options: Vec<NamedValue>,
    picture: Option<Picture>,
    unit_price: Amount,
    quantity: u16,
    total: Amount,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderRefund {
    amount: Amount,
    /// RFC 3339.
    #[schema(format = DateTime)]
    requested_at: String,
    /// When it went back. Null: it is on its way.
    #[schema(format = DateTime)]
    returned_at: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Address {
    name: String,
    line1: String,
    line2: Option<String>,
    postcode: String,
    city: String,
    /// ISO 3166-1 alpha-2.
    country: String,
    phone: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Delivery {
    #[schema(format = Date)]
    earliest: String,
    #[schema(format = Date)]
    latest: String,
}

impl From<of::OrderPage> for Order {
    fn from(order: of::OrderPage) -> Self {
        let (earliest, latest) = order.delivery;
        Self {
            key: order.key.to_string(),
            number: order.number.to_string(),
            email: order.email,
            status: order.status.into(),
            lines: each(order.lines),
            subtotal: order.totals.subtotal.into(),
            shipping: order.totals.shipping.into(),
            total: order.totals.total.into(),
            refunds: each(order.refunds),
            address: order.address.into(),
            shipping_method: order.shipping.name(),
            delivery: Delivery {
                earliest: earliest.to_string(),
                latest: latest.to_string(),
            },
            placed_at: order.placed_at.to_string(),
        }
    }
}

impl From<of::OrderLine> for OrderLine {
    fn from(line: of::OrderLine) -> Self {
        Self {
            sku: line.sku,
            product: line.product.map(|slug| slug.to_string()),
            title: line.title,
            options: each(line.options),
            picture: line.picture.map(Picture::from),
            unit_price: line.unit_price.into(),
            quantity: line.quantity.get(),
            total: line.total.into(),
        }
    }
}

impl From<OrderRefundOf> for OrderRefund {
    fn from(refund: OrderRefundOf) -> Self {
        Self {
            amount: refund.amount.into(),
            requested_at: refund.requested_at.to_string(),
            returned_at: refund.returned_at.map(|at| at.to_string()),
        }
    }
}

impl From<PostalAddress> for Address {
    fn from(address: PostalAddress) -> Self {
        Self {
            name: address.name,
            line1: address.line1,
            line2: address.line2,
            postcode: address.postcode,
            city: address.city,
            country: address.country.to_string(),
            phone: address.phone,
        }
    }
}
