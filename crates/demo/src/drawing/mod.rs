//! The illustrator's tools: colours, paths, bodies of revolution, slabs, and the studio they stand in.

pub(crate) mod cloth;
pub(crate) mod colour;
pub(crate) mod digits;
pub(crate) mod sheet;
pub(crate) mod slab;
pub(crate) mod studio;
pub(crate) mod turned;
