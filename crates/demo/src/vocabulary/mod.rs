//! The words and measures that the demo shop is made of.

pub mod brands;
pub mod categories;
pub mod colours;
pub mod editions;
pub mod hard_materials;
pub mod kind;
pub mod kitchen;
pub mod living;
pub mod materials;
pub mod soft_materials;
pub mod table;
pub mod textiles;
pub mod work;
