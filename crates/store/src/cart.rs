//! Carts and their lines.
