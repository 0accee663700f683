//! Categories, products, variants, prices, pictures.
