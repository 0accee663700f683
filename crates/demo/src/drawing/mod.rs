//! The illustrator's tools: colours, paths, bodies of revolution, slabs, and the studio they stand in.

pub mod cloth;
pub mod colour;
pub mod digits;
pub mod sheet;
pub mod slab;
pub mod studio;
pub mod turned;
