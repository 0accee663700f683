//! The cart.

use domain::cart as of;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Amount, Availability, NamedValue, Picture, each};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cart {
    lines: Vec<CartLine>,
    /// What changed since the last look; said once.
    notices: Vec<CartNotice>,
    /// How many items all lines hold together.
    items: u32,
    subtotal: Amount,
    /// The cheapest delivery.
    shipping: Amount,
    total: Amount,
    /// What is missing until delivery is free.
    until_free_shipping: Option<Amount>,
    /// Whether the cart can be ordered as it is.
    orderable: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CartLine {
    variant: Uuid,
    sku: String,
    /// The product's slug.
    product: String,
    title: String,
    options: Vec<NamedValue>,
    picture: Option<Picture>,
    unit_price: Amount,
    quantity: u16,
    total: Amount,
    availability: Availability,
    /// False when there are fewer left than the line wants.
    orderable: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum CartNotice {
    PriceChanged {
        title: String,
        was: Amount,
        now: Amount,
    },
    StockReduced {
        title: String,
        wanted: u16,
        available: u32,
    },
    SoldOut {
        title: String,
    },
    /// It left the shop, and so the cart.
    Gone {
        title: String,
    },
}

impl From<of::Cart> for Cart {
    fn from(cart: of::Cart) -> Self {
        Self {
            orderable: cart.is_orderable(),
            lines: each(cart.lines),
            notices: each(cart.notices),
            items: cart.totals.items,
            subtotal: cart.totals.subtotal.into(),
            shipping: cart.totals.shipping.into(),
            total: cart.totals.total.into(),
            until_free_shipping: cart.totals.until_free_shipping.map(Amount::from),
        }
    }
}

impl From<of::CartLine> for CartLine {
    fn from(line: of::CartLine) -> Self {
        Self {
            variant: line.variant.0,
            sku: line.sku,
            product: line.product.to_string(),
            title: line.title,
            options: each(line.options),
            picture: line.picture.map(Picture::from),
            unit_price: line.unit_price.into(),
            quantity: line.quantity.get(),
            total: line.total.into(),
            availability: line.availability.into(),
            orderable: line.orderable,
        }
    }
}

impl From<of::CartNotice> for CartNotice {
    fn from(notice: of::CartNotice) -> Self {
        match notice {
            of::CartNotice::PriceChanged { title, was, now } => Self::PriceChanged {
                title,
                was: was.into(),
                now: now.into(),
            },
            of::CartNotice::StockReduced {
                title,
                wanted,
                available,
            } => Self::StockReduced {
                title,
                wanted: wanted.get(),
                available,
            },
            of::CartNotice::SoldOut { title } => Self::SoldOut { title },
            of::CartNotice::Gone { title } => Self::Gone { title },
        }
    }
}
