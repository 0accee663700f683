//! The only crate that names SeaORM: queries and transactions.
