//! Browsing: the front page, categories, products.

use crate::{Parts, Shop};

/// See the module.
pub struct Catalog<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn catalog(&self) -> Catalog<'_> {
        Catalog { parts: &self.parts }
    }
}
