//! The schema, as SQL, up and down.
