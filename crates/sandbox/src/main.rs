//! The sandbox gateway program.

fn main() {}
