//! Goods on their way in: drafts, Shopify's product CSV.

use crate::{Parts, Shop};

/// See the module.
pub struct Import<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn import(&self) -> Import<'_> {
        Import { parts: &self.parts }
    }
}
