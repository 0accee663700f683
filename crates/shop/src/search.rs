//! Finding goods by words.

use crate::{Parts, Shop};

/// See the module.
pub struct Search<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn search(&self) -> Search<'_> {
        Search { parts: &self.parts }
    }
}
