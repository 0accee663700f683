//! The price of an order, worked out where it is written down.

use domain::{
    AccountId, CartId, Money, Refusal,
    checkout::CheckoutDetails,
    pricing::{CouponProblem, Quote, ShippingRate},
};
use store::{Tx, cart::StoredLine, trade::CartWishes};

use crate::{
    Shop, ShopError,
    pricing::{Pricing, goods_of},
};

pub(super) struct Priced {
    pub(super) quote: Quote,
    pub(super) rate: ShippingRate,
}

/// With the cart locked: by the form that the order is placed with, not by what another tab typed since.
pub(super) async fn priced(
    tx: &Tx,
    shop: &Shop,
    cart: CartId,
    account: Option<AccountId>,
    lines: &[StoredLine],
    details: &CheckoutDetails,
) -> Result<Priced, ShopError> {
    let wishes = CartWishes {
        account,
        code: store::trade::wishes(tx, cart).await?.code,
        country: Some(details.address.country),
        email: Some(details.email.clone()),
        method: Some(details.shipping),
    };
    let pricing = Pricing::read(&shop.parts, tx, wishes).await?;
    let rate = super::form::rate(&pricing, details)?;
    let quote = pricing.quote(&goods_of(lines), rate)?;
    Ok(Priced { quote, rate })
}

impl Priced {
    /// Whether it is what the shopper saw. If not, and their code is why, it says so.
    pub(super) fn is_as_expected(&self, expected: Money) -> Result<(), Refusal> {
        let now = self.quote.bill.totals.total;
        if now == expected {
            return Ok(());
        }
        let coupon = self.quote.coupon.as_ref();
        match coupon.and_then(|coupon| coupon.problem) {
            Some(problem) if !problem.may_pass() && problem != CouponProblem::Unknown => {
                Err(Refusal::Coupon(problem))
            }
            _ => Err(Refusal::TotalChanged { was: expected, now }),
        }
    }
}
