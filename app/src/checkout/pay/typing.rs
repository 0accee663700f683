//! While somebody types: mistakes are named, mended and forgotten, and nothing is lost.

use domain::checkout::{CheckoutForm, CheckoutOffer, FieldError};
use leptos::{
    ev::{Event, FocusEvent},
    form::FromFormData as _,
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::JsCast as _;

use super::Till;
use crate::{checkout::api::offer_for, ui::field::name_of};

impl Till {
    /// A field was left: if something is wrong with it, now is the time to say so.
    pub(in crate::checkout) fn left(self, event: &FocusEvent) {
        if let Some(name) = field_of(event) {
            self.check(&name);
        }
    }

    /// A field is mended: its mistake goes at once.
    pub(in crate::checkout) fn typed(self, event: &Event) {
        let Some(name) = field_of(event) else {
            return;
        };
        let is_known = |mistake: &FieldError| name_of(mistake.field) == name;
        if self
            .mistakes
            .with_untracked(|mistakes| mistakes.iter().any(is_known))
        {
            self.check(&name);
        }
    }

    fn check(self, name: &str) {
        let Some(form) = self.read() else {
            return;
        };
        let found = form.parse().err().unwrap_or_default();
        let found = found
            .into_iter()
            .filter(|mistake| name_of(mistake.field) == name);
        self.mistakes.update(|mistakes| {
            mistakes.retain(|mistake| name_of(mistake.field) != name);
            mistakes.extend(found);
        });
    }

    /// Remembers what was typed so far, so that leaving the page loses nothing.
    pub(in crate::checkout) fn keep(self) {
        let Some(form) = self.read() else {
            return;
        };
        let turns = self.turns.get_value();
        let ticket = turns.queue();
        spawn_local(async move {
            if let Some(_turn) = turns.wait(ticket).await {
                // Nobody asked for it, so nobody hears of it when it fails.
                if let Ok(offer) = offer_for(form).await {
                    self.take(offer);
                }
            }
        });
    }

    /// Shows what the form comes to now. A way of delivery that the country does not have is not chosen.
    pub(in crate::checkout) fn take(self, offer: CheckoutOffer) {
        // Whoever asked may have left the page.
        let Some(chosen) = self.shipping.try_get_untracked() else {
            return;
        };
        let is_there = offer.shipping.iter().any(|option| option.method == chosen);
        if let Some(first) = offer.shipping.first().filter(|_| !is_there) {
            self.shipping.try_set(first.method);
        }
        if self.offer.try_with_untracked(|before| *before != offer) == Some(true) {
            self.offer.try_set(offer);
        }
    }

    pub(super) fn read(self) -> Option<CheckoutForm> {
        let form = self.form.get_untracked()?;
        let typed = web_sys::FormData::new_with_form(&form).ok()?;
        CheckoutForm::from_form_data(&typed).ok()
    }
}

fn field_of(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.get_attribute("name")
}
