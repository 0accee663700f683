//! Who is at the door, as far as cookies tell.

use domain::account::Viewer;

use crate::Token;

/// A guest with or without a cart, or somebody signed in.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// The guest cart's token, if the browser brought one.
    pub cart: Option<Token>,
    pub viewer: Option<Viewer>,
}
