//! Signing up, in and out; the address book.

use crate::{Parts, Shop};

/// See the module.
pub struct Accounts<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { parts: &self.parts }
    }
}
