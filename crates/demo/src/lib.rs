//! The demo shop: vocabulary, goods and drawn pictures, all from one seed.
