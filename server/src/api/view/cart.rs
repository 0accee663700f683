//! The cart.

use domain::{
    cart as of,
    pricing::{CartCoupon, CouponProblem},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Amount, Availability, NamedValue, Picture,
    bill::{Discount, Tax, taxes},
    each,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cart {
    lines: Vec<CartLine>,
    /// What changed since the last look; said once.
    notices: Vec<CartNotice>,
    /// How many items all lines hold together.
    items: u32,
    subtotal: Amount,
    /// What promotions take off, in the order in which they do.
    discounts: Vec<Discount>,
    /// The first way of delivery, to where the shopper lives as far as that is known.
    shipping: Amount,
    taxes: Vec<Tax>,
    total: Amount,
    coupon: Option<Coupon>,
    /// What is missing until delivery is free.
    until_free_shipping: Option<Amount>,
    /// Whether the cart can be ordered as it is.
    orderable: bool,
}

/// The code in the cart.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Coupon {
    #[schema(example = "SPRING-10")]
    code: String,
    /// Why it saves nothing at the moment, like `coupon_below_minimum`. Null: it does.
    problem: Option<&'static str>,
    /// What goods are missing, where that is the problem.
    missing: Option<Amount>,
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
        let taxation = cart.totals.taxation;
        Self {
            orderable: cart.is_orderable(),
            lines: each(cart.lines),
            notices: each(cart.notices),
            items: cart.totals.items,
            subtotal: cart.totals.subtotal.into(),
            discounts: each(cart.discounts),
            shipping: cart.totals.shipping.into(),
            taxes: taxes(cart.taxes, taxation),
            coupon: cart.coupon.map(Coupon::from),
            total: cart.totals.total.into(),
            until_free_shipping: cart.totals.until_free_shipping.map(Amount::from),
        }
    }
}

impl From<CartCoupon> for Coupon {
    fn from(coupon: CartCoupon) -> Self {
        let missing = match coupon.problem {
            Some(CouponProblem::BelowMinimum { missing }) => Some(missing.into()),
            _ => None,
        };
        Self {
            code: coupon.code.to_string(),
            problem: coupon.problem.map(CouponProblem::code),
            missing,
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
