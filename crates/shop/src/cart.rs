//! What a visitor means to buy.
//!
//! A cart holds nothing back: stock is held when an order is placed. So every look at it compares it
//! with today's prices and shelves, mends what can be mended, and says what it mended.

use std::time::Duration;

use domain::{
    AccountId, CartId, Money, Refusal, VariantId,
    cart::{Cart, CartTotals, Quantity},
};
use store::{
    Tx,
    cart::{CartOwner, Offer},
};

use crate::{
    Parts, Shop, ShopError, Token, Visitor, clock::new_id, pricing::Pricing,
    request_key::RequestKey,
};

mod coupon;
mod look;

use look::{Looked, Looking};

/// A cart that nobody touches for this long is forgotten.
pub(crate) const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

pub struct Carts<'shop> {
    parts: &'shop Parts,
}

impl Shop {
    pub fn cart(&self) -> Carts<'_> {
        Carts { parts: &self.parts }
    }
}

impl Carts<'_> {
    /// The visitor's cart against today's prices and shelves. What changed is said once.
    pub async fn find(&self, visitor: &Visitor) -> Result<Cart, ShopError> {
        let Some(owner) = visitor.cart_owner() else {
            return Ok(self.empty());
        };
        let db = &self.parts.database;
        let now = self.parts.clock.now();
        let Some(cart) = store::cart::find_open(db.reader(), owner, now).await? else {
            return Ok(self.empty());
        };
        let lines = store::cart::lines(db.reader(), cart, self.parts.settings.currency).await?;
        let mut looked = Looked::at(lines);
        if looked.mended {
            looked = self.mend(owner).await?;
        }
        self.cart_of(cart, looked).await
    }

    /// How many items are in the cart, for the badge in the header.
    pub async fn count(&self, visitor: &Visitor) -> Result<u32, ShopError> {
        let Some(owner) = visitor.cart_owner() else {
            return Ok(0);
        };
        let db = self.parts.database.reader();
        match store::cart::find_open(db, owner, self.parts.clock.now()).await? {
            Some(cart) => Ok(store::cart::count_items(db, cart).await?),
            None => Ok(0),
        }
    }

    /// Adds to what is there already. Refuses what the shelf doesn't hold, and changes nothing then.
    pub async fn add_line(
        &self,
        visitor: &Visitor,
        variant: VariantId,
        quantity: Quantity,
    ) -> Result<Cart, ShopError> {
        self.change(visitor, variant, None, move |held| more(held, quantity))
            .await
    }

    /// The same, once for one key of 16 to 255 characters, however often it is sent.
    pub async fn add_line_once(
        &self,
        visitor: &Visitor,
        variant: VariantId,
        quantity: Quantity,
        idempotency_key: &str,
    ) -> Result<Cart, ShopError> {
        let request = [variant.to_string(), quantity.get().to_string()];
        let request = [request[0].as_str(), request[1].as_str()];
        let key = RequestKey::of_owner("add", owner_of(visitor)?, idempotency_key, &request)?;
        self.change(visitor, variant, Some(key), move |held| {
            more(held, quantity)
        })
        .await
    }

    pub async fn set_quantity(
        &self,
        visitor: &Visitor,
        variant: VariantId,
        quantity: Quantity,
    ) -> Result<Cart, ShopError> {
        self.change(visitor, variant, None, move |_| Some(quantity))
            .await
    }

    /// Removing what isn't there is fine: another tab was quicker.
    pub async fn remove_line(
        &self,
        visitor: &Visitor,
        variant: VariantId,
    ) -> Result<Cart, ShopError> {
        self.change(visitor, variant, None, |_| None).await
    }

    /// Brings a guest's cart along when they sign in. Doing it again changes nothing.
    pub async fn merge_guest(&self, guest: &Token, account: AccountId) -> Result<(), ShopError> {
        let guest = CartOwner::Guest(guest.hash());
        let opening = self.opening(CartOwner::Member(account));
        let now = self.parts.clock.now();
        self.parts
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let Some(guest_cart) = store::cart::lock_open(tx, guest, now).await? else {
                        return Ok(());
                    };
                    let member_cart = opening.lock(tx).await?;
                    store::cart::merge(tx, guest_cart, member_cart).await?;
                    store::cart::touch(tx, member_cart, now, now.plus(KEPT_FOR)).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Locks the cart, asks what the line's quantity shall be (none removes it), and returns the whole cart.
    async fn change<F>(
        &self,
        visitor: &Visitor,
        variant: VariantId,
        key: Option<RequestKey>,
        wanted: F,
    ) -> Result<Cart, ShopError>
    where
        F: FnOnce(Option<Quantity>) -> Option<Quantity> + Send + 'static,
    {
        let opening = self.opening(owner_of(visitor)?);
        let currency = self.parts.settings.currency;
        let now = self.parts.clock.now();
        let (cart, lines) = self
            .parts
            .database
            .write::<_, ShopError, _>(move |tx| {
                Box::pin(async move {
                    let is_done = match &key {
                        Some(key) => key.claim::<()>(tx).await?.is_some(),
                        None => false,
                    };
                    let cart = opening.lock(tx).await?;
                    let before = store::cart::lines(tx, cart, currency).await?;
                    if is_done {
                        return Ok((cart, before));
                    }
                    let held = before
                        .iter()
                        .find(|line| line.variant == variant)
                        .map(|line| line.quantity);
                    match wanted(held) {
                        Some(quantity) => {
                            if held.is_none() && Cart::MAX_LINES <= before.len() {
                                return Err(Refusal::CartFull.into());
                            }
                            let offer = store::cart::find_offer(tx, variant, currency)
                                .await?
                                .ok_or(ShopError::NotFound)?;
                            let price = sellable(&offer, quantity)?;
                            store::cart::put_line(tx, cart, variant, quantity, price, now).await?;
                        }
                        None => store::cart::remove_line(tx, cart, variant).await?,
                    }
                    store::cart::touch(tx, cart, now, now.plus(KEPT_FOR)).await?;
                    if let Some(key) = &key {
                        key.answer(tx, &()).await?;
                    }
                    Ok((cart, store::cart::lines(tx, cart, currency).await?))
                })
            })
            .await?;
        self.cart_of(cart, Looked::at(lines)).await
    }

    /// Looks again with the cart locked, since another tab may have changed it, and writes down what was mended.
    async fn mend(&self, owner: CartOwner) -> Result<Looked, ShopError> {
        let currency = self.parts.settings.currency;
        let now = self.parts.clock.now();
        self.parts
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let Some(cart) = store::cart::lock_open(tx, owner, now).await? else {
                        return Ok(Looked::default());
                    };
                    let looked = Looked::at(store::cart::lines(tx, cart, currency).await?);
                    for variant in &looked.gone {
                        store::cart::remove_line(tx, cart, *variant).await?;
                    }
                    for line in &looked.lines {
                        let (quantity, price) = (line.quantity, line.unit_price);
                        store::cart::put_line(tx, cart, line.variant, quantity, price, now).await?;
                    }
                    Ok(looked)
                })
            })
            .await
    }

    async fn cart_of(&self, cart: CartId, looked: Looked) -> Result<Cart, ShopError> {
        let db = self.parts.database.reader();
        let wishes = store::trade::wishes(db, cart).await?;
        let pricing = Pricing::read(self.parts, db, wishes).await?;
        let goods: Vec<_> = looked.lines.iter().map(Looking::goods).collect();
        let quote = pricing.quote(&goods, pricing.usual_rate()?)?;
        let items = goods
            .iter()
            .map(|line| u32::from(line.quantity.get()))
            .sum();
        let lines = looked
            .lines
            .into_iter()
            .map(Looking::into_line)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Cart {
            lines,
            notices: looked.notices,
            totals: CartTotals::of(items, &quote),
            discounts: quote.bill.discounts,
            taxes: quote.bill.taxes,
            coupon: quote.coupon,
        })
    }

    fn empty(&self) -> Cart {
        Cart::empty(self.parts.settings.currency)
    }

    fn opening(&self, owner: CartOwner) -> Opening {
        let now = self.parts.clock.now();
        let id = new_id(self.parts.clock.as_ref(), self.parts.randomness.as_ref());
        Opening {
            id,
            owner,
            currency: self.parts.settings.currency,
            now,
        }
    }
}

impl Visitor {
    /// A member's cart belongs to the account; the browser's token counts for guests only.
    pub(crate) fn cart_owner(&self) -> Option<CartOwner> {
        let member = self
            .viewer
            .as_ref()
            .map(|viewer| CartOwner::Member(viewer.account));
        member.or_else(|| {
            self.cart
                .as_ref()
                .map(|token| CartOwner::Guest(token.hash()))
        })
    }
}

fn owner_of(visitor: &Visitor) -> Result<CartOwner, ShopError> {
    visitor
        .cart_owner()
        .ok_or_else(|| ShopError::internal("a guest without a cart token"))
}

/// None would remove the line.
fn more(held: Option<Quantity>, quantity: Quantity) -> Option<Quantity> {
    Some(held.map_or(quantity, |held| held.plus_clamped(quantity)))
}

/// Everything needed to find or open a cart inside a transaction.
struct Opening {
    id: CartId,
    owner: CartOwner,
    currency: domain::Currency,
    now: domain::Timestamp,
}

impl Opening {
    async fn lock(self, tx: &Tx) -> Result<CartId, ShopError> {
        let Self {
            id,
            owner,
            currency,
            now,
        } = self;
        if let Some(cart) = store::cart::lock_open(tx, owner, now).await? {
            return Ok(cart);
        }
        store::cart::open(tx, id, owner, currency, now, now.plus(KEPT_FOR)).await?;
        // If another request was quicker, its cart is the one that is open.
        store::cart::lock_open(tx, owner, now)
            .await?
            .ok_or_else(|| ShopError::internal("a cart that was just opened is closed"))
    }
}

/// The price at which this many can be sold now.
fn sellable(offer: &Offer, quantity: Quantity) -> Result<Money, Refusal> {
    let price = offer
        .price
        .filter(|_| offer.for_sale)
        .ok_or(Refusal::NotForSale)?;
    if offer.available < u32::from(quantity.get()) {
        return Err(Refusal::NotEnoughStock {
            title: offer.title.clone(),
            available: offer.available,
        });
    }
    Ok(price)
}
