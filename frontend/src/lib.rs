//! The browser's entry point: brings the page that the server sent to life.

// The pages' types are deeply nested; the compiler counts every level.
#![recursion_limit = "256"]

use leptos::{mount::hydrate_from_async, prelude::document, task::spawn_local};

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    spawn_local(async {
        let body = document().body().expect("the page was sent with a body");
        hydrate_from_async(body.clone(), app::App).await.forget();
        _ = body.set_attribute("data-hydrated", "");
    });
}
