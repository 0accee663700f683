//! From a cart to an order.

use crate::{Parts, Shop};

/// See the module.
pub struct Checkout<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn checkout(&self) -> Checkout<'_> {
        Checkout { parts: &self.parts }
    }
}
