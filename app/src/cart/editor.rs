//! The cart as the page shows it: what the server said last, and what the visitor wants it to be.
//!
//! A wish shows at once and is sent; while it is on its way, newer wishes for the same thing wait and
//! only the last of them is sent. A refusal takes the wish back and says why.

use std::collections::BTreeMap;

use domain::{
    Money, VariantId,
    cart::{Cart, CartLine, CartTotals, Quantity},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api::{add_line, remove_line, set_quantity},
    context::{CartNews, use_cart_news},
};
use crate::{
    error::AppError,
    layout::toasts::{Toasts, use_toasts},
    paths,
    ui::problem,
};

#[derive(Clone, Copy)]
pub(super) struct CartEditor {
    saved: RwSignal<Cart>,
    wishes: RwSignal<BTreeMap<VariantId, u16>>,
    /// What is on its way, so that nothing is sent twice.
    sent: RwSignal<BTreeMap<VariantId, u16>>,
    shown: Memo<Cart>,
    news: CartNews,
    toasts: Toasts,
}

impl CartEditor {
    pub(super) fn new(cart: Cart) -> Self {
        let saved = RwSignal::new(cart);
        let wishes = RwSignal::new(BTreeMap::new());
        let shown =
            Memo::new(move |_| saved.with(|cart| wishes.with(|wishes| with_wishes(cart, wishes))));
        let sent = RwSignal::new(BTreeMap::new());
        Self {
            saved,
            wishes,
            sent,
            shown,
            news: use_cart_news(),
            toasts: use_toasts(),
        }
    }

    pub(super) fn cart(self) -> Memo<Cart> {
        self.shown
    }

    pub(super) fn line(self, variant: VariantId) -> Memo<Option<CartLine>> {
        Memo::new(move |_| self.shown.with(|cart| find(cart, variant).cloned()))
    }

    pub(super) fn is_saving(self, variant: VariantId) -> bool {
        self.sent.with(|sent| sent.contains_key(&variant))
    }

    /// Wants this many. Nought takes the line out.
    pub(super) fn want(self, variant: VariantId, quantity: u16) {
        let quantity = quantity.min(Quantity::MAX);
        self.wishes.update(|wishes| {
            wishes.insert(variant, quantity);
        });
        if !self.sent.with_untracked(|sent| sent.contains_key(&variant)) {
            spawn_local(self.send(variant));
        }
    }

    async fn send(self, variant: VariantId) {
        let Some(before) = self
            .saved
            .with_untracked(|cart| find(cart, variant).cloned())
        else {
            return;
        };
        while let Some(Some(wish)) = self
            .wishes
            .try_with_untracked(|wishes| wishes.get(&variant).copied())
        {
            self.sent.update(|sent| {
                sent.insert(variant, wish);
            });
            let outcome = match wish {
                0 => remove_line(variant, u32::from(before.quantity.get())).await,
                wish => set_quantity(variant, wish.to_string(), 0).await,
            };
            self.sent.try_update(|sent| sent.remove(&variant));
            match outcome {
                Ok(cart) => {
                    self.take(cart);
                    self.wishes.try_update(|wishes| {
                        if wishes.get(&variant) == Some(&wish) {
                            wishes.remove(&variant);
                        }
                    });
                    if wish == 0 {
                        self.offer_to_put_back(&before);
                    }
                }
                Err(error) => {
                    self.wishes.try_update(|wishes| wishes.remove(&variant));
                    self.refuse(&error);
                }
            }
        }
    }

    /// What the server says counts.
    pub(super) fn take(self, cart: Cart) {
        self.news.tell(cart.totals.items);
        self.saved.try_set(cart);
    }

    fn refuse(self, error: &AppError) {
        self.toasts.say(problem::sentence(error));
    }

    fn offer_to_put_back(self, line: &CartLine) {
        let (variant, quantity) = (line.variant, line.quantity);
        let put_back = Callback::new(move |()| {
            spawn_local(async move {
                match add_line(variant, quantity, paths::CART.to_owned()).await {
                    Ok(cart) => self.take(cart),
                    Err(error) => self.refuse(&error),
                }
            });
        });
        self.toasts
            .offer(format!("{} removed.", line.title), "Undo", put_back);
    }
}

fn find(cart: &Cart, variant: VariantId) -> Option<&CartLine> {
    cart.lines.iter().find(|line| line.variant == variant)
}

/// The cart as it would be. What delivery, promotions and tax come to then is the server's to say.
fn with_wishes(cart: &Cart, wishes: &BTreeMap<VariantId, u16>) -> Cart {
    let mut cart = cart.clone();
    if wishes.is_empty() {
        return cart;
    }
    cart.lines
        .retain_mut(|line| match wishes.get(&line.variant) {
            Some(wish) => match Quantity::new(*wish) {
                Ok(quantity) => {
                    line.quantity = quantity;
                    line.total = line
                        .unit_price
                        .times(u32::from(*wish))
                        .unwrap_or(line.total);
                    true
                }
                Err(_) => false,
            },
            None => true,
        });
    cart.totals = totals_of(&cart);
    cart
}

fn totals_of(cart: &Cart) -> CartTotals {
    let before = cart.totals;
    let currency = before.subtotal.currency;
    let subtotal = Money::sum(currency, cart.lines.iter().map(|line| line.total));
    let subtotal = subtotal.unwrap_or(before.subtotal);
    CartTotals {
        items: cart
            .lines
            .iter()
            .map(|line| u32::from(line.quantity.get()))
            .sum(),
        subtotal,
        total: before
            .total
            .checked_add(subtotal)
            .and_then(|total| total.checked_sub(before.subtotal))
            .ok()
            .filter(|total| 0 <= total.minor)
            .unwrap_or(before.total),
        ..before
    }
}
