//! One file per family of drawings. Every drawing is in centimetres and stands on y = 0.

pub mod blades;
pub mod carry;
pub mod cups;
pub mod decor;
pub mod desk;
pub mod garden;
pub mod glass;
pub mod home;
pub mod lamps;
pub mod model;
pub mod pots;
pub mod pouring;
pub mod textiles;
pub mod writing;

pub use model::{Figure, Finish, Model, Pattern, Stand};
