//! The shop as one program.

fn main() {}
