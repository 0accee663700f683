//! The words and measures that the demo shop is made of.

pub(crate) mod brands;
pub(crate) mod categories;
pub(crate) mod colours;
pub(crate) mod editions;
pub(crate) mod hard_materials;
pub(crate) mod kind;
pub(crate) mod kitchen;
pub(crate) mod living;
pub(crate) mod materials;
pub(crate) mod soft_materials;
pub(crate) mod table;
pub(crate) mod textiles;
pub(crate) mod work;
