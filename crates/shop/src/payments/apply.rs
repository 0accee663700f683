//! What the gateway said, written into our books: the payment, the order, the goods, the ledger and
//! the shopper's cart change in one transaction, once.

use domain::{
    Money, OrderId, PaymentId,
    mail::Mail,
    order::OrderState,
    payment::{DeclineReason, PaymentState},
    pricing::SalePostings,
};
use serde_json::json;
use store::{
    Tx,
    ledger::{Account, Entry, Event},
    orders::StoredOrder,
    payments::StoredPayment,
    webhooks::BreakKind,
};

use super::wait;
use crate::{
    Shop, ShopError, cart, checkout::attempt, clock::new_id, clock::random_u128, crash, mails,
    race::write_patiently,
};

/// Applies news of a payment. News that is old, or known, changes nothing.
pub(crate) async fn apply(
    shop: &Shop,
    payment: PaymentId,
    reference: Option<String>,
    state: PaymentState,
) -> Result<(), ShopError> {
    let order = store::payments::find(shop.parts.database.reader(), payment)
        .await?
        .ok_or(ShopError::NotFound)?
        .order;
    let news = state.clone();
    write_patiently(shop, move |tx, shop| {
        let (reference, state) = (reference.clone(), state.clone());
        Box::pin(async move {
            let order = lock_order(tx, order).await?;
            write(tx, &shop, &order, payment, reference.as_deref(), &state).await?;
            crash::point("news-not-committed").await
        })
    })
    .await?;
    crash::point("news-not-told").await?;
    shop.news.order_changed(order);
    if let PaymentState::Authorized { reference } = &news {
        let_go_of_late(shop, payment, reference).await?;
    }
    Ok(())
}

/// A card that is reserved for an attempt that is over would stay so for a week, beside the next one's.
async fn let_go_of_late(shop: &Shop, payment: PaymentId, reference: &str) -> Result<(), ShopError> {
    let found = store::payments::find(shop.parts.database.reader(), payment).await?;
    if found.is_some_and(|payment| !payment.state.is_live())
        && let Err(error) = shop.parts.gateway.cancel(reference).await
    {
        tracing::error!(%payment, %error, "A card stays reserved for an attempt that is over");
    }
    Ok(())
}

/// The order, locked after its cart: whoever comes from the cart locks in this order, too.
pub(crate) async fn lock_order(tx: &Tx, order: OrderId) -> Result<StoredOrder, ShopError> {
    let cart = store::orders::cart_of(tx, order)
        .await?
        .ok_or(ShopError::NotFound)?;
    store::checkout::lock_cart(tx, cart).await?;
    Ok(store::orders::lock(tx, order).await?)
}

/// The same within a transaction that has locked the order.
pub(super) async fn write(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    payment: PaymentId,
    reference: Option<&str>,
    state: &PaymentState,
) -> Result<(), ShopError> {
    // Under the order's lock none of its payments moves.
    let attempts = store::payments::of_order(tx, order.id).await?;
    let payment = attempts
        .iter()
        .find(|attempt| attempt.id == payment)
        .ok_or(ShopError::NotFound)?;
    if is_still_moving(payment, state) {
        return look_later(tx, shop, payment, reference).await;
    }
    if is_second_capture(payment, state) {
        return note_orphan(tx, payment, state).await;
    }
    // A cancelled charge says no more than a failed one, and a reason is better than none.
    let is_over = matches!(payment.state, PaymentState::Failed { .. });
    if is_over && *state == PaymentState::Voided {
        return Ok(());
    }
    if let Err(late) = payment.state.clone().advance(state.clone()) {
        tracing::info!(payment = %payment.id, %late, "Late news of a payment");
        return Ok(());
    }
    let delay = wait::backoff(payment.tries + 1, shop.parts.randomness.as_ref());
    match state {
        PaymentState::Captured { reference, amount } => {
            captured(tx, shop, order, payment, &attempts, reference, *amount).await
        }
        PaymentState::Failed { .. } | PaymentState::Voided => {
            if store::payments::advance(tx, payment.id, state, reference, delay).await? {
                failed(tx, shop, order, state).await?;
            }
            Ok(())
        }
        _ => {
            if store::payments::advance(tx, payment.id, state, reference, delay).await? {
                wait::look_again(tx, payment.id, payment.tries, delay).await?;
            }
            Ok(())
        }
    }
}

/// Nothing new: the gateway is not done with it, or the shopper is not.
fn is_still_moving(payment: &StoredPayment, state: &PaymentState) -> bool {
    let may_change = matches!(
        state,
        PaymentState::RequiresAction { .. } | PaymentState::Authorized { .. }
    );
    *state == PaymentState::Unknown || may_change && state.rank() <= payment.state.rank()
}

async fn look_later(
    tx: &Tx,
    shop: &Shop,
    payment: &StoredPayment,
    reference: Option<&str>,
) -> Result<(), ShopError> {
    let delay = wait::backoff(payment.tries + 1, shop.parts.randomness.as_ref());
    match store::payments::postpone(tx, payment.id, reference, delay).await? {
        Some(tries) => wait::look_again(tx, payment.id, tries, delay).await,
        None => Ok(()),
    }
}

/// Nothing was charged: the goods go back to the shelf and into the cart.
async fn failed(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    state: &PaymentState,
) -> Result<(), ShopError> {
    if order.state != OrderState::PendingPayment {
        return Ok(());
    }
    store::orders::set_state(tx, order.id, OrderState::PaymentFailed).await?;
    let reason = match state {
        PaymentState::Failed { reason } => *reason,
        _ => DeclineReason::Other,
    };
    let mail = Mail::PaymentFailed { reason };
    mails::queue(tx, shop, order.id, &order.details.email, &mail).await?;
    put_back(tx, shop, order).await?;
    Ok(store::stock::release(tx, order.id).await?)
}

/// Money has moved. That is written down in any case; whether the order gets its goods is another question.
async fn captured(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    payment: &StoredPayment,
    attempts: &[StoredPayment],
    reference: &str,
    amount: Money,
) -> Result<(), ShopError> {
    if amount != payment.amount {
        return note_wrong_amount(tx, payment, reference, amount).await;
    }
    // It was refused once, so it is on its way back or went back already. It never buys anything any more.
    if store::refunds::was_orphaned(tx, &payment.gateway, reference).await? {
        return Ok(());
    }
    let state = PaymentState::Captured {
        reference: reference.to_owned(),
        amount,
    };
    let other = attempts
        .iter()
        .find(|other| other.id != payment.id && other.state.is_live());
    if let Some(other) = other {
        if other.state != PaymentState::Created {
            // Two charges for one order: the schema allows one, and the other one goes back.
            return note_orphan(tx, payment, &state).await;
        }
        // Not sent yet, and not needed any more.
        let delay = std::time::Duration::ZERO;
        store::payments::advance(tx, other.id, &PaymentState::Voided, None, delay).await?;
    }
    let delay = std::time::Duration::ZERO;
    if !store::payments::advance(tx, payment.id, &state, Some(reference), delay).await? {
        return Ok(());
    }
    post_capture(tx, shop, order, payment, reference, amount).await?;
    if !deliverable(tx, shop, order).await? {
        note_orphan(tx, payment, &state).await?;
        return give_up(tx, order).await;
    }
    store::orders::set_state(tx, order.id, OrderState::Paid).await?;
    crash::point("sale-not-posted").await?;
    post_sale(tx, shop, order).await?;
    crash::point("goods-not-sold").await?;
    let email = &order.details.email;
    mails::queue(tx, shop, order.id, email, &Mail::Confirmation).await?;
    store::stock::commit(tx, order.id).await?;
    Ok(store::invoices::issue(tx, order.id, shop.parts.clock.now()).await?)
}

/// Nothing will be sent for it, so its cart is free for another order at once, however long the money takes
/// on its way back.
async fn give_up(tx: &Tx, order: &StoredOrder) -> Result<(), ShopError> {
    if order.state.advance(OrderState::Cancelled).is_ok() {
        store::orders::set_state(tx, order.id, OrderState::Cancelled).await?;
    }
    Ok(())
}

/// Whether the order may be paid and everything in it is held. An order that was given up for failed
/// takes its goods again if they are still there.
async fn deliverable(tx: &Tx, shop: &Shop, order: &StoredOrder) -> Result<bool, ShopError> {
    if !matches!(
        order.state,
        OrderState::PendingPayment | OrderState::PaymentFailed
    ) {
        return Ok(false);
    }
    // Its goods went back into the cart. Carts come before shelves, so they are taken out of there first.
    let given_up = order.state == OrderState::PaymentFailed;
    if given_up {
        let parts = &shop.parts;
        let rest = new_id(parts.clock.as_ref(), parts.randomness.as_ref());
        if !store::checkout::take_out(tx, order.cart, order.id, rest).await? {
            // They were bought with another order since.
            return Ok(false);
        }
    }
    if !store::stock::is_held(tx, order.id).await? && !hold_again(tx, order).await? {
        put_back(tx, shop, order).await?;
        return Ok(false);
    }
    if given_up {
        store::orders::set_state(tx, order.id, OrderState::PendingPayment).await?;
    }
    Ok(true)
}

async fn hold_again(tx: &Tx, order: &StoredOrder) -> Result<bool, ShopError> {
    let goods = store::orders::contents(tx, order.id, order.totals.total.currency).await?;
    let wanted: Vec<_> = goods
        .iter()
        .map(|line| (line.variant, u32::from(line.quantity.get())))
        .collect();
    store::stock::release(tx, order.id).await?;
    let held = store::stock::hold(tx, order.id, &wanted, attempt::HOLD).await?;
    if held.is_err() {
        // What could be held goes back at once: this order will not be sent.
        store::stock::release(tx, order.id).await?;
    }
    Ok(held.is_ok())
}

async fn put_back(tx: &Tx, shop: &Shop, order: &StoredOrder) -> Result<(), ShopError> {
    let now = shop.parts.clock.now();
    let expires_at = now.plus(cart::KEPT_FOR);
    Ok(store::checkout::put_back(tx, order.cart, order.id, now, expires_at).await?)
}

/// A second charge that went through under our one key: the gateway had forgotten the first.
fn is_second_capture(payment: &StoredPayment, state: &PaymentState) -> bool {
    match (&payment.state, state) {
        (
            PaymentState::Captured {
                reference: ours, ..
            },
            PaymentState::Captured {
                reference: theirs, ..
            },
        ) => ours != theirs,
        _ => false,
    }
}

async fn note_orphan(
    tx: &Tx,
    payment: &StoredPayment,
    state: &PaymentState,
) -> Result<(), ShopError> {
    let PaymentState::Captured { reference, amount } = state else {
        return Ok(());
    };
    tracing::error!(payment = %payment.id, reference, "Money came in for which nothing can be sent");
    let detail = json!({ "order": payment.order, "amount": amount });
    let kind = BreakKind::OrphanCapture;
    Ok(
        store::webhooks::note_break(tx, kind, &payment.gateway, reference, payment.id, detail)
            .await?,
    )
}

async fn note_wrong_amount(
    tx: &Tx,
    payment: &StoredPayment,
    reference: &str,
    amount: Money,
) -> Result<(), ShopError> {
    tracing::error!(payment = %payment.id, reference, "The gateway captured another amount than asked for");
    let kind = if amount.currency == payment.amount.currency {
        BreakKind::Amount
    } else {
        BreakKind::Currency
    };
    let detail = json!({ "order": payment.order, "asked": payment.amount, "captured": amount });
    store::webhooks::note_break(tx, kind, &payment.gateway, reference, payment.id, detail).await?;
    wait::put_aside(tx, payment).await
}

async fn post_capture(
    tx: &Tx,
    shop: &Shop,
    order: &StoredOrder,
    payment: &StoredPayment,
    reference: &str,
    amount: Money,
) -> Result<(), ShopError> {
    let event = Event::Capture {
        order: order.id,
        payment: payment.id,
        reference,
    };
    let entries = [
        entry(Account::GatewayClearing, amount),
        entry(Account::CustomerReceivable, negative(amount)?),
    ];
    post(tx, shop, event, &entries).await
}

async fn post_sale(tx: &Tx, shop: &Shop, order: &StoredOrder) -> Result<(), ShopError> {
    let sale = SalePostings::of(order.totals)?;
    let entries = [
        entry(Account::CustomerReceivable, sale.receivable),
        entry(Account::Discounts, sale.discounts),
        entry(Account::Sales, sale.sales),
        entry(Account::ShippingIncome, sale.shipping_income),
        entry(Account::TaxPayable, sale.tax_payable),
    ];
    post(tx, shop, Event::Sale { order: order.id }, &entries).await
}

pub(crate) async fn post(
    tx: &Tx,
    shop: &Shop,
    event: Event<'_>,
    entries: &[Entry],
) -> Result<(), ShopError> {
    let id =
        uuid::Builder::from_random_bytes(random_u128(shop.parts.randomness.as_ref()).to_le_bytes())
            .into_uuid();
    Ok(store::ledger::post(tx, id, event, entries).await?)
}

pub(crate) fn entry(account: Account, amount: Money) -> Entry {
    Entry { account, amount }
}

pub(crate) fn negative(amount: Money) -> Result<Money, ShopError> {
    Ok(Money::zero(amount.currency).checked_sub(amount)?)
}
