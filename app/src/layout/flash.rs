//! What a form that was posted without script has to say on the page its visitor is sent to.

use domain::{Refusal, pricing::CouponProblem};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    error::AppError,
    wire::{Loaded, load},
};

/// A code, what it is about, and how many. Sentences are chosen where it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// One of the codes below, or a refusal's.
    pub code: String,
    /// An id or a slug; never words of a person.
    pub about: String,
    pub count: u32,
}

/// Something was put into the cart.
pub const ADDED: &str = "added";
/// Something was taken out of the cart.
pub const REMOVED: &str = "removed";

/// The flash of this visit. A page that is reached without loading has none.
#[derive(Clone, Copy)]
struct Arrival {
    flash: Loaded<Option<Flash>>,
    is_over: StoredValue<bool>,
}

/// The part of a cookie that needs no escaping.
const SEPARATOR: char = '~';

impl Flash {
    pub fn new(code: &str, about: impl ToString, count: u32) -> Self {
        Self {
            code: code.to_owned(),
            about: about.to_string(),
            count,
        }
    }

    /// Why something could not be done. Names stay behind: a cookie carries codes and numbers.
    pub fn of_error(error: &AppError, about: impl ToString) -> Self {
        let count = match error {
            AppError::Refused(Refusal::NotEnoughStock { available, .. }) => *available,
            _ => 0,
        };
        Self::new(&error.to_string(), about, count)
    }

    /// The error again, with the name of the thing that the page knows.
    pub fn error(&self, title: &str) -> Option<AppError> {
        let stock = Refusal::NotEnoughStock {
            title: title.to_owned(),
            available: self.count,
        };
        let refusals = [
            stock,
            Refusal::CartEmpty,
            Refusal::CartFull,
            Refusal::CartChanged,
            Refusal::NotForSale,
            Refusal::WrongCredentials,
            Refusal::EmailTaken,
            Refusal::OrderClosed,
            Refusal::PaymentUnderWay,
            Refusal::TooManyPayments,
            Refusal::IdempotencyKeyReused,
            Refusal::RequestInFlight,
        ];
        let coupons = [
            CouponProblem::Unknown,
            CouponProblem::NotYet,
            CouponProblem::Expired,
            CouponProblem::UsedUp,
            CouponProblem::UsedBefore,
        ];
        let others = [
            AppError::NotFound,
            AppError::Gone,
            AppError::Invalid(Vec::new()),
            AppError::Unavailable,
            AppError::Internal { id: String::new() },
        ];
        refusals
            .into_iter()
            .chain(coupons.map(Refusal::Coupon))
            .map(AppError::Refused)
            .chain(others)
            .find(|error| error.to_string() == self.code)
    }

    /// As a cookie's value.
    pub fn encode(&self) -> String {
        format!(
            "{}{SEPARATOR}{}{SEPARATOR}{}",
            self.code, self.about, self.count
        )
    }

    pub fn decode(text: &str) -> Option<Self> {
        let mut parts = text.split(SEPARATOR);
        let (code, about, count) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self::new(code, about, count.parse().ok()?))
    }
}

/// Called once, at the top of the app.
pub(crate) fn provide_flash() {
    let flash = load(|| (), |()| async { take_flash().await.ok().flatten() });
    provide_context(Arrival {
        flash,
        is_over: StoredValue::new(false),
    });
}

/// Called when the visitor moves on to another page.
pub(crate) fn forget_flash() {
    if let Some(Arrival { is_over, .. }) = use_context() {
        is_over.set_value(true);
    }
}

/// The flash of this visit, whatever its code.
pub async fn flash() -> Option<Flash> {
    let Arrival { flash, is_over } = use_context()?;
    let flash = flash.await;
    flash.filter(|_| !is_over.get_value())
}

/// What the last posted form has to say; said once.
#[server(endpoint = "session/flash")]
async fn take_flash() -> Result<Option<Flash>, AppError> {
    Ok(crate::ssr::take_flash())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_read_back() {
        let flash = Flash::new(ADDED, "0199-aa", 2);
        assert_eq!(Flash::decode(&flash.encode()), Some(flash));
        assert_eq!(Flash::decode("added"), None);
        assert_eq!(Flash::decode("added~x~many"), None);
    }

    #[test]
    fn a_refusal_survives_the_cookie_without_its_words() {
        let title = "Kiln mug".to_owned();
        let refused = AppError::Refused(Refusal::NotEnoughStock {
            title,
            available: 3,
        });
        let flash = Flash::of_error(&refused, "0199-aa");
        assert_eq!(flash.encode(), "not_enough_stock~0199-aa~3");
        assert_eq!(flash.error("Kiln mug"), Some(refused));
        assert_eq!(Flash::new(ADDED, "", 1).error("Kiln mug"), None);
    }
}
