//! The till: watches the form, and takes it from *Pay* to an order.

use domain::{
    Money, Refusal,
    checkout::{CheckoutForm, CheckoutOffer, FieldError, ShippingMethod, ShippingOption},
    order::OrderKey,
};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    api::{Visit, keep_form, place_order, review},
    card_fields::Card,
    turns::Turns,
};
use crate::{
    cart::context::{CartNews, use_cart_news},
    error::AppError,
    paths,
    ui::{field::Mistakes, mistakes::focus_on_mistakes},
};

mod typing;

#[derive(Clone, Copy)]
pub(super) struct Till {
    form: NodeRef<html::Form>,
    mistakes: RwSignal<Vec<FieldError>>,
    problem: RwSignal<Option<AppError>>,
    is_busy: RwSignal<bool>,
    shipping: RwSignal<ShippingMethod>,
    /// What the form comes to, as far as it is typed.
    offer: RwSignal<CheckoutOffer>,
    option: Signal<Option<ShippingOption>>,
    total: Signal<Money>,
    card: Card,
    idempotency_key: StoredValue<String>,
    /// How often an order was asked for. Each time takes the card that is entered by then, so each has a key
    /// of its own; that a cart becomes one order is the shop's business.
    asked: StoredValue<u32>,
    /// Whether an answer got lost: the order may stand.
    may_stand: StoredValue<bool>,
    turns: StoredValue<Turns>,
    news: CartNews,
    look_again: Callback<AppError>,
    go_to: Callback<OrderKey>,
}

impl Till {
    pub(super) fn new(
        visit: &Visit,
        problem: RwSignal<Option<AppError>>,
        look_again: Callback<AppError>,
    ) -> Self {
        let Visit {
            page,
            idempotency_key,
            problem: returned,
            ..
        } = visit;
        let (mistakes, returned) = match returned.clone() {
            Some(AppError::Invalid(mistakes)) if !mistakes.is_empty() => (mistakes, None),
            other => (Vec::new(), other),
        };
        if returned.is_some() {
            problem.set(returned);
        }
        let chosen = ShippingMethod::find(&page.form.shipping).unwrap_or_default();
        let shipping = RwSignal::new(chosen);
        let offer = RwSignal::new(CheckoutOffer {
            shipping: page.shipping.clone(),
            coupon: page.cart.coupon.clone(),
        });
        let option = Memo::new(move |_| {
            let chosen = shipping.get();
            offer.with(|offer| {
                let options = &offer.shipping;
                let found = options.iter().find(|option| option.method == chosen);
                found.or(options.first()).cloned()
            })
        });
        let total = page.total;
        let total = Signal::derive(move || {
            option.with(|option| {
                option
                    .as_ref()
                    .map_or(total, |option| option.bill.totals.total)
            })
        });
        let navigate = use_navigate();
        let go_to = Callback::new(move |key| {
            // The checkout is over: going back leads to where the visitor was before it.
            let replace = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&paths::order(&key), replace);
        });
        Self {
            form: NodeRef::new(),
            mistakes: RwSignal::new(mistakes),
            problem,
            is_busy: RwSignal::new(false),
            shipping,
            offer,
            option: option.into(),
            total,
            card: Card::new(&page.card),
            idempotency_key: StoredValue::new(idempotency_key.clone()),
            asked: StoredValue::new(0),
            may_stand: StoredValue::new(false),
            turns: StoredValue::new(Turns::default()),
            news: use_cart_news(),
            look_again,
            go_to,
        }
    }

    pub(super) fn form(self) -> NodeRef<html::Form> {
        self.form
    }

    pub(super) fn card(self) -> Card {
        self.card
    }

    pub(super) fn mistakes(self) -> Mistakes {
        self.mistakes.into()
    }

    pub(super) fn problem(self) -> Option<AppError> {
        self.problem.get()
    }

    pub(super) fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    pub(super) fn shipping(self) -> RwSignal<ShippingMethod> {
        self.shipping
    }

    pub(super) fn offer(self) -> RwSignal<CheckoutOffer> {
        self.offer
    }

    /// The chosen delivery and the bill that comes with it.
    pub(super) fn option(self) -> Signal<Option<ShippingOption>> {
        self.option
    }

    pub(super) fn total(self) -> Signal<Money> {
        self.total
    }

    pub(super) fn submit(self) {
        let Some(form) = self.read() else {
            return;
        };
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.mistakes.set(Vec::new());
        self.problem.set(None);
        spawn_local(async move {
            let outcome = self.buy(form).await;
            self.is_busy.try_set(false);
            match outcome {
                Ok(key) => {
                    self.news.tell(0);
                    self.go_to.run(key);
                }
                Err(error) => self.explain(error),
            }
        });
    }

    async fn buy(self, form: CheckoutForm) -> Result<OrderKey, AppError> {
        form.parse().map_err(AppError::Invalid)?;
        // What the button said when it was pressed.
        let total = self.total.get_untracked();
        let key = self.new_key();
        self.send(&form).await?;
        let token = self.card.tokenize(&form.name).await?;
        self.may_stand.try_set_value(true);
        place_order(form, token, key, total).await
    }

    fn new_key(self) -> String {
        self.asked.update_value(|asked| *asked += 1);
        let (page, asked) = (self.idempotency_key.get_value(), self.asked.get_value());
        format!("{page}.{asked}")
    }

    /// After everything that was typed before, so that nothing older is written over it.
    async fn send(self, form: &CheckoutForm) -> Result<(), AppError> {
        let turns = self.turns.get_value();
        let ticket = turns.queue();
        match turns.wait(ticket).await {
            // The order may stand, its answer lost on the way, and have taken the cart along: nothing to review.
            Some(_turn) if self.may_stand.try_get_value() == Some(true) => {
                keep_form(form.clone()).await
            }
            Some(_turn) => review(form.clone()).await,
            // Something was typed after all.
            None => Err(AppError::Refused(Refusal::RequestInFlight)),
        }
    }

    fn explain(self, error: AppError) {
        match error {
            AppError::Invalid(mistakes) if !mistakes.is_empty() => {
                self.may_stand.try_set_value(false);
                self.mistakes.try_set(mistakes);
            }
            // Still under way: pressing again asks for the same order.
            AppError::Refused(Refusal::RequestInFlight) => {
                self.problem.try_set(Some(error));
            }
            // Something is not as the page shows it.
            AppError::Refused(_) => {
                self.may_stand.try_set_value(false);
                self.look_again.run(error);
            }
            _ => {
                self.problem.try_set(Some(error));
            }
        }
        focus_on_mistakes();
    }
}
