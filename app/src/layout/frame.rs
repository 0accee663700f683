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
    move_on_with_the_page();
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
fn move_on_with_the_page() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let here = path.get();
        if before.is_some_and(|before| before != here) {
            forget_flash();
            if let Some(menu) = element(MENU) {
                // It throws when the menu is closed already, which is all we want.
                _ = menu.hide_popover();
            }
            request_animation_frame(|| {
                if let Some(main) = element("main") {
                    // Where the page stands is not ours to decide: going back restores its place.
                    let options = FocusOptions::new();
                    options.set_prevent_scroll(true);
                    _ = main.focus_with_options(&options);
                }
            });
        }
        here
    });
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
