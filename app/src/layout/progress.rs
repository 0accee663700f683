//! A bar at the top of the window while the next page is on its way.

use std::time::Duration;

use leptos::prelude::*;

/// Most pages are there before anyone would look for a bar.
const PATIENCE: Duration = Duration::from_millis(300);

#[component]
pub fn LoadingBar(#[prop(into)] is_routing: Signal<bool>) -> impl IntoView {
    let is_late = RwSignal::new(false);
    Effect::new(move |pending: Option<Option<TimeoutHandle>>| {
        if let Some(handle) = pending.flatten() {
            handle.clear();
        }
        if is_routing.get() {
            set_timeout_with_handle(move || is_late.set(true), PATIENCE).ok()
        } else {
            is_late.set(false);
            None
        }
    });
    view! {
        <div class="loading-bar">
            <Show when=move || is_late.get()>
                <progress aria-label="Loading the page"></progress>
            </Show>
        </div>
    }
}
