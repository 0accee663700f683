//! Payment methods: a card, known by a token.

use super::Desk;
use crate::book::Method;
use crate::card::{Card, TypedCard};
use crate::error::ApiError;

impl Desk<'_> {
    pub(crate) fn create_method(
        &mut self,
        typed: TypedCard<'_>,
        name: Option<&str>,
    ) -> Result<Method, ApiError> {
        let card = Card::read(typed, self.now.date()).map_err(|fault| ApiError::card(&fault))?;
        Ok(self.shelve_method(card, name))
    }

    pub(crate) fn get_method(&self, id: &str) -> Result<&Method, ApiError> {
        self.book
            .methods
            .find(id)
            .ok_or_else(|| ApiError::missing("payment_method", id))
    }

    /// A token, or one of the ready-made names, which becomes a method of its own each time.
    pub(super) fn resolve_method(&mut self, id: &str) -> Result<Method, ApiError> {
        if let Some(card) = Card::ready_made(id, self.now.date()) {
            return Ok(self.shelve_method(card, None));
        }
        self.get_method(id).cloned().map_err(|_| {
            ApiError::invalid(
                "payment_method",
                "resource_missing",
                format!("No such PaymentMethod: '{id}'"),
            )
        })
    }

    fn shelve_method(&mut self, card: Card, name: Option<&str>) -> Method {
        let method = Method {
            id: self.ids.next("pm"),
            card,
            name: name.map(str::to_owned),
            created: self.seconds(),
        };
        self.book.methods.add(method.clone());
        method
    }
}
