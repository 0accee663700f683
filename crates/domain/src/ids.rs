//! Typed ids: a product's id can't be passed where an order's is wanted.
//!
//! Ids are made by whoever creates the thing, from its own source of randomness; this module only
//! names them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

typed_id! {
    /// A product: what has a page of its own.
    ProductId,
    /// A variant: what can be bought, has a price and lies on a shelf.
    VariantId,
    CartId,
    AccountId,
    AddressId,
    /// The right to a promotion: a code, or everybody's.
    CouponId,
    OrderId,
    /// One attempt to charge an order.
    PaymentId,
    MailId,
}
