//! Charging, settling, and hearing from the gateway.

use crate::{Parts, Shop};

/// See the module.
pub struct Payments<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn payments(&self) -> Payments<'_> {
        Payments { parts: &self.parts }
    }
}
