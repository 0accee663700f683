//! Parts of pages that know no shop words beyond money and pictures.

pub mod breadcrumbs;
pub mod icon;
pub mod money;
pub mod pager;
pub mod picture;
pub mod problem;
pub mod swatch;

pub use breadcrumbs::Breadcrumbs;
pub use money::Price;
pub use picture::PictureView;
pub use swatch::SwatchView;
