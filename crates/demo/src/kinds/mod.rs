//! One file per family of drawings. Every drawing is in centimetres and stands on y = 0.

pub(crate) mod bags;
pub(crate) mod blades;
pub(crate) mod boards;
pub(crate) mod carry;
pub(crate) mod cups;
pub(crate) mod decor;
pub(crate) mod desk;
pub(crate) mod garden;
pub(crate) mod glass;
pub(crate) mod home;
pub(crate) mod lamps;
pub(crate) mod model;
pub(crate) mod pens;
pub(crate) mod pots;
pub(crate) mod pouches;
pub(crate) mod pouring;
pub(crate) mod sewn;
pub(crate) mod textiles;
pub(crate) mod vases;
pub(crate) mod writing;

pub(crate) use model::{Figure, Finish, Model, Pattern, Stand};
