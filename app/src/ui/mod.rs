//! Parts of pages that know no shop words beyond money and pictures.

pub mod address;
pub mod breadcrumbs;
pub mod date;
pub mod field;
pub mod icon;
pub mod mistakes;
pub mod money;
pub mod pager;
pub mod password_field;
pub mod picture;
pub mod problem;
pub mod swatch;

pub use address::AddressView;
pub use breadcrumbs::Breadcrumbs;
pub use money::Price;
pub use picture::PictureView;
pub use swatch::SwatchView;
