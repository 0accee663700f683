//! Pictures in the object store: taken in, made in several widths, handed out.

use crate::{Parts, Shop};

/// See the module.
pub struct Pictures<'shop> {
    #[expect(dead_code, reason = "the verbs follow")]
    parts: &'shop Parts,
}

impl Shop {
    pub fn pictures(&self) -> Pictures<'_> {
        Pictures { parts: &self.parts }
    }
}
