//! What a visitor means to buy.

use crate::{Parts, Shop};

/// See the module.
pub struct Carts<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn cart(&self) -> Carts<'_> {
        Carts { parts: &self.parts }
    }
}
