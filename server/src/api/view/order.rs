//! An order.

use domain::{checkout::PostalAddress, order as of};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Amount, NamedValue, Picture, Status,
    bill::{Discount, Tax, taxes},
    each,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Order {
    key: String,
    number: String,
    email: String,
    #[serde(flatten)]
    status: Status,
    lines: Vec<OrderLine>,
    subtotal: Amount,
    /// What promotions took off.
    discounts: Vec<Discount>,
    shipping: Amount,
    taxes: Vec<Tax>,
    total: Amount,
    address: Address,
    /// `standard` or `express`.
    shipping_method: &'static str,
    /// The days it is promised for, the first and the last.
    delivery: Delivery,
    /// RFC 3339.
    #[schema(format = DateTime)]
    placed_at: String,
    /// Where the parcel can be followed, once it has left.
    tracking_url: Option<String>,
    /// The invoice's number, once it is paid.
    invoice: Option<String>,
    /// Whether it may still be called off.
    can_cancel: bool,
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
    /// Its price times its quantity.
    total: Amount,
    /// What promotions took off it.
    discount: Amount,
    /// Within its price or beside it, as the order's `taxes` say.
    tax: Amount,
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
            discounts: each(order.discounts),
            shipping: order.totals.shipping.into(),
            taxes: taxes(order.taxes, order.totals.taxation),
            total: order.totals.total.into(),
            address: order.address.into(),
            shipping_method: order.shipping.name(),
            delivery: Delivery {
                earliest: earliest.to_string(),
                latest: latest.to_string(),
            },
            placed_at: order.placed_at.to_string(),
            tracking_url: order.tracking,
            invoice: order.invoice.map(|number| number.to_string()),
            can_cancel: order.can_cancel,
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
            discount: line.discount.into(),
            tax: line.tax.into(),
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
