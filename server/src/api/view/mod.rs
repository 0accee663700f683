//! What the API shows. Types of their own: the domain may change its shape, the API may not.

use domain::{self as of, order::OrderStatus};
use serde::Serialize;
use utoipa::ToSchema;

mod bill;
mod cart;
mod catalog;
mod order;

pub(super) use cart::Cart;
pub(super) use catalog::{
    CategoryNode, CategoryPage, Listing, Product, SearchResults, Suggestions,
};
pub(super) use order::Order;

/// An amount of money.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Amount {
    /// In the currency's smallest unit: cents.
    #[schema(example = 1850)]
    minor: i64,
    /// ISO 4217.
    #[schema(example = "EUR")]
    currency: &'static str,
    /// With its decimals, for people.
    #[schema(example = "18.50")]
    decimal: String,
}

/// A picture in several widths, all WebP, all with the same content.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Picture {
    /// What it shows, in words.
    alt: String,
    width: u32,
    height: u32,
    /// The narrowest first.
    sources: Vec<PictureSource>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PictureSource {
    url: String,
    width: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedValue {
    #[schema(example = "Colour")]
    name: String,
    #[schema(example = "Moss")]
    value: String,
}

/// Whether it can be had.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Availability {
    state: AvailabilityState,
    /// How many are left, when there are few.
    left: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AvailabilityState {
    InStock,
    LowStock,
    SoldOut,
}

/// Where an order stands. Money has moved only with `paid` and what comes after it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub(super) enum Status {
    Confirming,
    WaitingForGateway,
    /// The shopper's bank wants to hear from the shopper, at this address.
    NeedsAuthentication {
        url: String,
    },
    /// Another card may be tried on the order's page.
    Declined {
        reason: String,
    },
    Paid,
    Shipped,
    Refunding,
    Refunded,
    Cancelled,
}

impl From<of::Money> for Amount {
    fn from(money: of::Money) -> Self {
        Self {
            minor: money.minor,
            currency: money.currency.code(),
            decimal: money.decimal(),
        }
    }
}

impl From<of::catalog::Picture> for Picture {
    fn from(picture: of::catalog::Picture) -> Self {
        let hash = picture.hash;
        let source = |width| PictureSource {
            url: format!("/media/{hash}/{width}.webp"),
            width,
        };
        Self {
            alt: picture.alt,
            width: picture.width,
            height: picture.height,
            sources: picture.widths.into_iter().map(source).collect(),
        }
    }
}

impl From<(String, String)> for NamedValue {
    fn from((name, value): (String, String)) -> Self {
        Self { name, value }
    }
}

impl From<of::catalog::Availability> for Availability {
    fn from(availability: of::catalog::Availability) -> Self {
        use of::catalog::Availability as A;
        let (state, left) = match availability {
            A::InStock => (AvailabilityState::InStock, None),
            A::LowStock { left } => (AvailabilityState::LowStock, Some(left)),
            A::SoldOut => (AvailabilityState::SoldOut, None),
        };
        Self { state, left }
    }
}

impl From<OrderStatus> for Status {
    fn from(status: OrderStatus) -> Self {
        match status {
            OrderStatus::Confirming => Self::Confirming,
            OrderStatus::WaitingForGateway => Self::WaitingForGateway,
            OrderStatus::NeedsAuthentication { url } => Self::NeedsAuthentication { url },
            OrderStatus::Declined { reason } => Self::Declined {
                reason: reason.code().to_owned(),
            },
            OrderStatus::Paid => Self::Paid,
            OrderStatus::Shipped => Self::Shipped,
            OrderStatus::Refunding => Self::Refunding,
            OrderStatus::Refunded => Self::Refunded,
            OrderStatus::Cancelled => Self::Cancelled,
        }
    }
}

/// A list of one type as a list of another.
fn each<A, B: From<A>>(list: Vec<A>) -> Vec<B> {
    list.into_iter().map(B::from).collect()
}
