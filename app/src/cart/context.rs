//! News about the cart, from this tab to the header and to the shop's other tabs.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent, PageTransitionEvent};

use crate::layout::session::{Session, use_session};

/// Where a page says that the cart changed, and hears that it changed elsewhere.
#[derive(Clone, Copy)]
pub struct CartNews {
    session: Session,
    /// Grows when the cart changed behind this tab's back.
    changes: RwSignal<u32>,
    /// None on the server, where a page may be dropped by another thread than the one that made it.
    channel: StoredValue<Option<SendWrapper<BroadcastChannel>>>,
}

const CHANNEL: &str = "stoa-cart";

/// Called once, at the top of the app, after the session.
pub(crate) fn provide_cart_news() {
    let news = CartNews {
        session: use_session(),
        changes: RwSignal::new(0),
        channel: StoredValue::new(None),
    };
    provide_context(news);
    // Effects run in the browser only.
    Effect::new(move |_| {
        news.listen_to_other_tabs();
        let returned = window_event_listener_untyped("pageshow", move |event| {
            let event: Option<PageTransitionEvent> = event.dyn_into().ok();
            // A page that the browser kept shows the cart as it was when the visitor left it.
            if event.is_some_and(|event| event.persisted()) {
                news.session.refresh();
                news.changes.update(|changes| *changes += 1);
            }
        });
        on_cleanup(move || returned.remove());
    });
}

pub fn use_cart_news() -> CartNews {
    use_context().unwrap_or_else(|| CartNews {
        session: use_session(),
        changes: RwSignal::new(0),
        channel: StoredValue::new(None),
    })
}

impl CartNews {
    /// How often the cart changed elsewhere: whoever shows it looks again.
    pub fn changes(self) -> u32 {
        self.changes.get()
    }

    /// The cart holds this many things now.
    pub fn tell(self, items: u32) {
        self.session.set_items(items);
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                // Other tabs learn it late, at their next page; nothing is lost.
                _ = channel.post_message(&JsValue::from(items));
            }
        });
    }

    fn listen_to_other_tabs(self) {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
            return;
        };
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(items) = message.data().as_f64() {
                self.session.set_items(items as u32);
                self.changes.update(|changes| *changes += 1);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        // As long as the tab.
        hear.forget();
        self.channel.set_value(Some(SendWrapper::new(channel)));
    }
}
