//! Pure types and rules of the shop, for both targets.
