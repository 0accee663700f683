//! The browser's entry point: brings the page that the server sent to life.

// The pages' types are deeply nested; the compiler counts every level.
#![recursion_limit = "256"]

use std::time::Duration;

use any_spawner::Executor;
use app::{App, layout::frame::HYDRATED};
use leptos::{
    mount::hydrate_from_async,
    prelude::{document, set_timeout},
    task::spawn_local,
};

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    _ = Executor::init_wasm_bindgen();
    spawn_local(async {
        let body = document().body().expect("the page was sent with a body");
        hydrate_from_async(body.clone(), App).await.forget();
        // After the first effects, which finish what the visitor began before.
        let finish = move || _ = body.set_attribute(HYDRATED, "");
        set_timeout(finish, Duration::ZERO);
    });
}
