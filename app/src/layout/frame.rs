//! Header, page, footer; and what has to happen when the page in the middle changes.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast as _;
use web_sys::{FocusOptions, HtmlElement};

use super::{
    flash::forget_flash, footer::Footer, header::Header, menu::MENU, progress::LoadingBar,
    scroll::restore_places, toasts::ToastList,
};

/// Set on the body by the browser's entry point once every part of the page listens.
pub const HYDRATED: &str = "data-hydrated";

#[component]
pub fn Frame(#[prop(into)] is_routing: Signal<bool>, children: Children) -> impl IntoView {
    move_on_with_the_page(is_routing);
    restore_places(is_routing);
    view! {
        // Left to the browser: it moves the focus, the router would only scroll.
        <a class="skip" href="#main" rel="external">"Skip to the goods"</a>
        <Header/>
        <LoadingBar is_routing/>
        {children()}
        <Footer/>
        <ToastList/>
    }
}

/// A new page without a load: close the menu, and let the next key press start at the page's top.
fn move_on_with_the_page(is_routing: Signal<bool>) {
    let path = use_location().pathname;
    let has_moved = StoredValue::new(false);
    let arrive = move || {
        if has_moved.try_get_value() == Some(true) && is_routing.try_get_untracked() == Some(false)
        {
            has_moved.set_value(false);
            focus_on_page();
        }
    };
    Effect::new(move |before: Option<String>| {
        let here = path.get();
        if before.is_some_and(|before| before != here) {
            forget_flash();
            if let Some(menu) = element(MENU) {
                // It throws when the menu is closed already, which is all we want.
                _ = menu.hide_popover();
            }
            has_moved.set_value(true);
            // A page of the same kind is there already.
            request_animation_frame(arrive);
        }
        here
    });
    Effect::new(move |_| {
        // A page of another kind takes the old one's place when the router is done.
        if !is_routing.get() {
            request_animation_frame(arrive);
        }
    });
}

fn focus_on_page() {
    if let Some(main) = element("main") {
        // Where the page stands is not ours to decide: going back restores its place.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = main.focus_with_options(&options);
    }
}

/// Whether the page that the server sent has come alive. Only the browser can ask.
pub fn is_hydrated() -> bool {
    document()
        .body()
        .is_some_and(|body| body.has_attribute(HYDRATED))
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
