//! Placing an order: one transaction, from the client's key to the hold on the shelf.

use domain::{
    AccountId, Money, OrderId, Refusal,
    checkout::CheckoutDetails,
    mail::Mail,
    order::{OrderKey, OrderNumber, OrderState},
    pricing::Bill,
};
use store::{
    Tx,
    cart::{CartOwner, StoredLine},
    orders::{NewLine, NewOrder, Ordered, StoredOrder},
};

use super::{PlaceOrder, Placed, attempt, form, priced::priced};
use crate::{
    Shop, ShopError, Visitor,
    clock::{new_id, random_u128},
    crash, mails,
    race::write_patiently,
    request_key::RequestKey,
};

/// Forty random bits clash once in a long while; ten times in a row they don't.
const NUMBERS_TRIED: u32 = 10;

pub(super) async fn place(
    shop: &Shop,
    visitor: &Visitor,
    order: PlaceOrder,
) -> Result<Placed, ShopError> {
    let owner = visitor.cart_owner().ok_or(Refusal::CartEmpty)?;
    let account = visitor.viewer.as_ref().map(|viewer| viewer.account);
    let total = order.expected_total;
    let form = serde_json::to_string(&order.form).map_err(ShopError::internal)?;
    let request = RequestKey::of_owner(
        "place",
        owner,
        &order.idempotency_key,
        &[
            &form,
            &order.payment_method,
            &total.minor.to_string(),
            total.currency.code(),
        ],
    )?;
    let placed = write_patiently(shop, move |tx, shop| {
        let (order, request) = (order.clone(), request.clone());
        Box::pin(async move {
            if let Some(before) = request.claim::<Placed>(tx).await? {
                return Ok(Placed {
                    replayed: true,
                    ..before
                });
            }
            let (placed, goods) = order_of(tx, &shop, owner, account, &order).await?;
            crash::point("answer-not-saved").await?;
            request.answer(tx, &placed).await?;
            goods.take_from_shelves(tx, &shop).await?;
            crash::point("order-not-committed").await?;
            Ok(placed)
        })
    })
    .await?;
    crash::point("order-not-answered").await?;
    Ok(placed)
}

/// What is left to do once everything else is written: shelves are locked last.
enum Goods {
    /// They are held already, or sold.
    Settled,
    Hold(OrderId, Vec<Ordered>),
    /// Nothing to pay, so nothing to wait for.
    Sell(OrderId, Vec<Ordered>),
}

impl Goods {
    async fn take_from_shelves(self, tx: &Tx, shop: &Shop) -> Result<(), ShopError> {
        match self {
            Self::Settled => Ok(()),
            Self::Hold(order, lines) => attempt::hold(tx, order, &lines).await,
            Self::Sell(order, lines) => {
                attempt::hold(tx, order, &lines).await?;
                store::stock::commit(tx, order).await?;
                Ok(store::invoices::issue(tx, order, shop.parts.clock.now()).await?)
            }
        }
    }
}

async fn order_of(
    tx: &Tx,
    shop: &Shop,
    owner: CartOwner,
    account: Option<AccountId>,
    wanted: &PlaceOrder,
) -> Result<(Placed, Goods), ShopError> {
    let now = shop.parts.clock.now();
    let Some(cart) = store::cart::lock_open(tx, owner, now).await? else {
        return ordered_before(tx, owner, wanted.expected_total).await;
    };
    let stored = store::cart::lines(tx, cart, shop.parts.settings.currency).await?;
    let mut lines = as_seen(&stored)?;
    // Kept for the next time, should this order be declined and its cart come back.
    store::checkout::save_form(tx, cart, &wanted.form).await?;
    let details = form::read(&wanted.form).map_err(ShopError::Invalid)?;
    let priced = priced(tx, shop, cart, account, &stored, &details).await?;
    let totals = priced.quote.bill.totals;
    priced.is_as_expected(wanted.expected_total)?;
    for (line, share) in lines.iter_mut().zip(&priced.quote.lines) {
        (line.discount, line.tax) = (share.discount, share.tax);
    }
    if !totals.total.is_zero() {
        form::read_card(&wanted.payment_method)?;
    }
    if let Some(existing) = store::orders::lock_of_cart(tx, cart).await? {
        if existing.state != OrderState::PaymentFailed {
            return Ok((replay(&existing), Goods::Settled));
        }
        if is_same(tx, &existing, &lines, &details, &priced.quote.bill).await? {
            let goods = attempt::again(tx, shop, &existing, &wanted.payment_method).await?;
            return Ok((replay(&existing), Goods::Hold(existing.id, goods)));
        }
        give_up(tx, &existing).await?;
    }
    let order = NewOrder {
        id: new_id(shop.parts.clock.as_ref(), shop.parts.randomness.as_ref()),
        number: new_number(shop),
        key: OrderKey::from_random(random_u128(shop.parts.randomness.as_ref())),
        cart,
        account,
        delivery: priced.rate.delivery(now),
        details,
        totals,
        trace_parent: wanted.trace_parent.clone(),
        placed_at: now,
    };
    write_down(
        tx,
        shop,
        order,
        lines,
        &priced.quote.bill,
        &wanted.payment_method,
    )
    .await
}

async fn write_down(
    tx: &Tx,
    shop: &Shop,
    mut order: NewOrder,
    lines: Vec<NewLine>,
    bill: &Bill,
    payment_method: &str,
) -> Result<(Placed, Goods), ShopError> {
    let mut tried = 1;
    while !store::orders::insert(tx, &order).await? {
        if NUMBERS_TRIED <= tried {
            return Err(ShopError::internal("no free order number was found"));
        }
        tried += 1;
        order.number = new_number(shop);
    }
    store::orders::insert_lines(tx, order.id, &lines).await?;
    store::orders::insert_bill(tx, order.id, &bill.discounts, &bill.taxes).await?;
    store::checkout::close_cart(tx, order.cart).await?;
    let total = order.totals.total;
    let goods = lines.into_iter().map(ordered).collect();
    let goods = if total.is_zero() {
        store::orders::set_state(tx, order.id, OrderState::Paid).await?;
        let email = &order.details.email;
        mails::queue(tx, shop, order.id, email, &Mail::Confirmation).await?;
        Goods::Sell(order.id, goods)
    } else {
        let trace_parent = order.trace_parent.clone();
        attempt::open(tx, shop, order.id, 1, total, payment_method, trace_parent).await?;
        Goods::Hold(order.id, goods)
    };
    let placed = Placed {
        key: order.key,
        number: order.number,
        replayed: false,
    };
    Ok((placed, goods))
}

/// The cart was ordered a moment ago, from another tab or by the first half of a double click.
async fn ordered_before(
    tx: &Tx,
    owner: CartOwner,
    expected_total: Money,
) -> Result<(Placed, Goods), ShopError> {
    let cart = store::checkout::last_ordered(tx, owner)
        .await?
        .ok_or(Refusal::CartEmpty)?;
    let existing = store::orders::lock_of_cart(tx, cart).await?;
    let same = existing.filter(|order| order.totals.total == expected_total);
    let order = same.ok_or(Refusal::CartEmpty)?;
    Ok((replay(&order), Goods::Settled))
}

/// The cart's lines as an order keeps them, if they are what the shopper saw.
fn as_seen(stored: &[StoredLine]) -> Result<Vec<NewLine>, ShopError> {
    if stored.is_empty() {
        return Err(Refusal::CartEmpty.into());
    }
    stored
        .iter()
        .map(|line| {
            let price = line.offer.price.filter(|_| line.offer.for_sale);
            let unit_price = price
                .filter(|price| *price == line.seen_price)
                .ok_or(Refusal::CartChanged)?;
            let none = Money::zero(unit_price.currency);
            let offer = line.offer.clone();
            Ok(NewLine {
                variant: line.variant,
                sku: offer.sku,
                title: offer.title,
                options: offer.options,
                picture: offer.picture,
                unit_price,
                quantity: line.quantity,
                total: unit_price.times(u32::from(line.quantity.get()))?,
                discount: none,
                tax: none,
            })
        })
        .collect()
}

/// Whether the order whose payment failed is, to the letter, what the shopper wants now.
async fn is_same(
    tx: &Tx,
    order: &StoredOrder,
    lines: &[NewLine],
    details: &CheckoutDetails,
    bill: &Bill,
) -> Result<bool, ShopError> {
    let currency = bill.totals.total.currency;
    if order.details != *details
        || order.totals != bill.totals
        || store::orders::discounts(tx, order.id, currency).await? != bill.discounts
    {
        return Ok(false);
    }
    let by_variant = |mut lines: Vec<_>| {
        lines.sort_unstable();
        lines
    };
    let before = store::orders::contents(tx, order.id, currency).await?;
    let before = before
        .into_iter()
        .map(|line| (line.variant, line.quantity, line.unit_price.minor));
    let now = lines
        .iter()
        .map(|line| (line.variant, line.quantity, line.unit_price.minor));
    Ok(by_variant(before.collect()) == by_variant(now.collect()))
}

/// Makes room for another order from the same cart.
async fn give_up(tx: &Tx, order: &StoredOrder) -> Result<(), ShopError> {
    let attempts = store::payments::of_order(tx, order.id).await?;
    if attempts.iter().any(|payment| payment.state.is_live()) {
        return Err(Refusal::PaymentUnderWay.into());
    }
    Ok(store::orders::set_state(tx, order.id, OrderState::Cancelled).await?)
}

fn new_number(shop: &Shop) -> OrderNumber {
    let random = random_u128(shop.parts.randomness.as_ref());
    OrderNumber::from_random(u64::try_from(random >> 64).expect("the upper half of 128 bits"))
}

fn replay(order: &StoredOrder) -> Placed {
    Placed {
        key: order.key.clone(),
        number: order.number.clone(),
        replayed: true,
    }
}

fn ordered(line: NewLine) -> Ordered {
    Ordered {
        variant: line.variant,
        title: line.title,
        quantity: line.quantity,
        unit_price: line.unit_price,
    }
}
