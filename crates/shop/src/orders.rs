//! Orders after they were placed: their page, their history, their changes.

use crate::{Parts, Shop};

/// See the module.
pub struct Orders<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn orders(&self) -> Orders<'_> {
        Orders { parts: &self.parts }
    }
}
