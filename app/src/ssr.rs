//! Everything a server function may touch.

use leptos::prelude::provide_context;
use shop::Shop;

/// Called by the server for every request, before anything is rendered or run.
pub fn provide(shop: Shop) {
    provide_context(shop);
}
