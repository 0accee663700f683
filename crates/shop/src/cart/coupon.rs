//! A code in the cart.

use std::time::Duration;

use domain::{
    Refusal,
    cart::Cart,
    pricing::{CouponCode, CouponProblem},
};
use sha2::{Digest as _, Sha256};
use store::accounts::FailureScope;

use super::Carts;
use crate::{ShopError, Visitor, pricing::Pricing};

/// Codes that there aren't, from one address: people mistype, programs guess.
const GUESSES: u32 = 50;
const WINDOW: Duration = Duration::from_secs(15 * 60);

impl Carts<'_> {
    /// Takes a code for the cart, in place of the one before. One that is good for nothing is refused; one
    /// that only waits for something is kept, and the cart says for what. Whoever guesses codes is stopped.
    pub async fn use_coupon(
        &self,
        visitor: &Visitor,
        code: &CouponCode,
        address: &str,
    ) -> Result<Cart, ShopError> {
        let db = self.parts.database.reader();
        let owner = visitor.cart_owner().ok_or(Refusal::CartEmpty)?;
        let cart = store::cart::find_open(db, owner, self.parts.clock.now())
            .await?
            .ok_or(Refusal::CartEmpty)?;
        let guesser = Sha256::digest(format!("coupon from {address}")).into();
        let (scope, now) = (FailureScope::Address, self.parts.clock.now());
        if GUESSES <= store::accounts::count_failures(db, scope, guesser, now.minus(WINDOW)).await?
        {
            return Err(ShopError::TooManyAttempts {
                retry_after: WINDOW,
            });
        }
        let mut wishes = store::trade::wishes(db, cart).await?;
        wishes.code = Some(code.clone());
        let pricing = Pricing::read(self.parts, db, wishes).await?;
        let lines = store::cart::lines(db, cart, self.parts.settings.currency).await?;
        let goods = crate::pricing::goods_of(&lines);
        let coupon = pricing.quote(&goods, pricing.usual_rate()?)?.coupon;
        let problem = coupon.and_then(|coupon| coupon.problem);
        if problem == Some(CouponProblem::Unknown) {
            store::accounts::record_failure(db, scope, guesser, now).await?;
        }
        if let Some(problem) = problem.filter(|problem| !problem.may_pass()) {
            return Err(Refusal::Coupon(problem).into());
        }
        store::trade::set_coupon(db, cart, Some(code)).await?;
        self.find(visitor).await
    }

    /// Taking out what isn't in is fine: another tab was quicker.
    pub async fn drop_coupon(&self, visitor: &Visitor) -> Result<Cart, ShopError> {
        let db = self.parts.database.reader();
        if let Some(owner) = visitor.cart_owner()
            && let Some(cart) = store::cart::find_open(db, owner, self.parts.clock.now()).await?
        {
            store::trade::set_coupon(db, cart, None).await?;
        }
        self.find(visitor).await
    }
}
