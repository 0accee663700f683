//! The illustrator's tools: colours, paths, bodies of revolution, slabs, and the studio they stand in.

pub mod colour;
pub mod cloth;
pub mod digits;
pub mod sheet;
pub mod slab;
pub mod studio;
pub mod turned;
