//! Going back finds the page where it was left.
//!
//! The browser restores the place at once, while the page it belongs to may still be on its way. So the
//! places are remembered here, and restored when the page has come.

use std::collections::HashMap;

use leptos::{ev, prelude::*};
use leptos_router::hooks::use_location;

/// How long the restored page may take to grow to its height, in frames.
const FRAMES: u32 = 60;

#[derive(Clone, Copy)]
struct Places {
    /// How far down each address was left.
    left: StoredValue<HashMap<String, f64>>,
    /// Where the page that is on its way has to be restored to.
    wanted: StoredValue<Option<f64>>,
}

/// Called once, inside the router.
pub(super) fn restore_places(is_routing: Signal<bool>) {
    let places = Places {
        left: StoredValue::new(HashMap::new()),
        wanted: StoredValue::new(None),
    };
    let location = use_location();
    Effect::new(move |listening: Option<()>| {
        if listening.is_none() {
            places.listen();
        }
        location.pathname.track();
        location.search.track();
        if !is_routing.get()
            && let Some(place) = places.wanted.try_update_value(Option::take).flatten()
        {
            scroll_when_tall_enough(place, FRAMES);
        }
    });
}

impl Places {
    fn listen(self) {
        let scroll = window_event_listener(ev::scroll, move |_| {
            let place = window().scroll_y().unwrap_or_default();
            self.left
                .try_update_value(|left| left.insert(address(), place));
        });
        // The address is the restored one by now; the browser's own scrolling comes after.
        let popstate = window_event_listener(ev::popstate, move |_| {
            let place = self.left.with_value(|left| left.get(&address()).copied());
            self.wanted.set_value(place);
        });
        on_cleanup(move || {
            scroll.remove();
            popstate.remove();
        });
    }
}

fn scroll_when_tall_enough(place: f64, frames: u32) {
    request_animation_frame(move || {
        let height = document()
            .document_element()
            .map_or(0, |root| root.scroll_height());
        let view = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64())
            .unwrap_or_default();
        if place + view <= f64::from(height) || frames == 0 {
            window().scroll_to_with_x_and_y(0.0, place);
        } else {
            scroll_when_tall_enough(place, frames - 1);
        }
    });
}

fn address() -> String {
    window().location().href().unwrap_or_default()
}
